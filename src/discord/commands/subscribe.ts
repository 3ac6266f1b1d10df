import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
} from 'discord.js';
import { Band } from '../../domain/score.ts';
import type { SlashCommand } from '../command.ts';
import { placeOf } from '../place.ts';
import { acknowledge, answerCard, answerText, completeCompany, languageOf, notFoundText } from '../reply.ts';

const BAND_NAMES: Record<Band, { en: string; zh: string; zhHant: string }> = {
  background: { en: 'background: every new action', zh: '背景：所有新行动', zhHant: '背景：所有新行動' },
  watch: { en: 'watch (10 and above)', zh: '关注（10 以上）', zhHant: '關注（10 以上）' },
  elevated: { en: 'elevated (25 and above)', zh: '升高（25 以上）', zhHant: '升高（25 以上）' },
  high: { en: 'high (50 and above)', zh: '高（50 以上）', zhHant: '高（50 以上）' },
  severe: { en: 'severe (75 and above)', zh: '严重（75 以上）', zhHant: '嚴重（75 以上）' },
};

/** `/subscribe company:TCOM least_band:watch`: alerts in this channel, and the company's open cases at once. */
export const subscribe: SlashCommand = {
  definition: new SlashCommandBuilder()
    .setName('subscribe')
    .setNameLocalizations({ 'zh-CN': '订阅', 'zh-TW': '訂閱' })
    .setDescription('Post alerts on a company in this channel')
    .setDescriptionLocalizations({
      'zh-CN': '在本频道发布一家公司的提醒',
      'zh-TW': '在本頻道發布一家公司的提醒',
    })
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall)
    .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
    .addStringOption((option) =>
      option
        .setName('company')
        .setNameLocalizations({ 'zh-CN': '公司', 'zh-TW': '公司' })
        .setDescription('Ticker or name: TCOM, 0700.HK, 腾讯')
        .setDescriptionLocalizations({ 'zh-CN': '代码或名称', 'zh-TW': '代碼或名稱' })
        .setRequired(true)
        .setMaxLength(100)
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('least_band')
        .setNameLocalizations({ 'zh-CN': '最低等级', 'zh-TW': '最低等級' })
        .setDescription('Least gravity to be told (default: watch)')
        .setDescriptionLocalizations({
          'zh-CN': '提醒的最低等级（默认：关注）',
          'zh-TW': '提醒的最低等級（預設：關注）',
        })
        .addChoices(
          ...Band.options.map((band) => ({
            name: BAND_NAMES[band].en,
            name_localizations: { 'zh-CN': BAND_NAMES[band].zh, 'zh-TW': BAND_NAMES[band].zhHant },
            value: band,
          })),
        ),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const language = languageOf(interaction);
    const place = placeOf(interaction, language, true);
    if (!place.ok) return answerText(interaction, place.because);
    const wish = {
      query: interaction.options.getString('company', true),
      address: place.address,
      leastBand: Band.parse(interaction.options.getString('least_band') ?? 'watch'),
      timing: 'at-once' as const,
      language,
      role: null,
      server: place.server,
      owner: interaction.user.id,
    };
    const done = await context.ask.subscribe(wish, context.now());
    if (!done.found) return answerText(interaction, notFoundText(done, language));
    await answerCard(interaction, done.card, subscribedText(done.label, done.fresh, language));
  },
  complete: completeCompany,
};

function subscribedText(label: string, fresh: boolean, language: 'en' | 'zh'): string {
  if (language === 'zh') return fresh ? `已订阅 ${label}。目前的情况：` : `此前已订阅 ${label}。目前的情况：`;
  return fresh
    ? `Subscribed to ${label}. Where it stands now:`
    : `Already subscribed to ${label}. Where it stands now:`;
}
