import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
} from 'discord.js';
import type { SlashCommand } from '../command.ts';
import { placeOf } from '../place.ts';
import { acknowledge, answerText, languageOf, notFoundText } from '../reply.ts';

/** `/unsubscribe company:TCOM`: offers only what this channel follows. */
export const unsubscribe: SlashCommand = {
  definition: new SlashCommandBuilder()
    .setName('unsubscribe')
    .setNameLocalizations({ 'zh-CN': '退订', 'zh-TW': '退訂' })
    .setDescription('Stop alerts on a company in this channel')
    .setDescriptionLocalizations({ 'zh-CN': '停止本频道一家公司的提醒', 'zh-TW': '停止本頻道一家公司的提醒' })
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall)
    .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
    .addStringOption((option) =>
      option
        .setName('company')
        .setNameLocalizations({ 'zh-CN': '公司', 'zh-TW': '公司' })
        .setDescription('Ticker or name of a company that this channel follows')
        .setDescriptionLocalizations({
          'zh-CN': '本频道已订阅公司的代码或名称',
          'zh-TW': '本頻道已訂閱公司的代碼或名稱',
        })
        .setRequired(true)
        .setMaxLength(100)
        .setAutocomplete(true),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const language = languageOf(interaction);
    const place = placeOf(interaction, language, true);
    if (!place.ok) return answerText(interaction, place.because);
    const done = await context.ask.unsubscribe(interaction.options.getString('company', true), place.address);
    if (!done.found) return answerText(interaction, notFoundText(done, language));
    await answerText(
      interaction,
      language === 'zh' ? `已退订 ${done.label}。` : `Unsubscribed from ${done.label}.`,
    );
  },
  async complete(interaction, context) {
    const to =
      interaction.guildId === null ? `user:${interaction.user.id}` : `channel:${interaction.channelId}`;
    const typed = interaction.options.getFocused().toLowerCase();
    const followed = await context.ask.subscriptions({ sink: 'discord', to });
    const fitting = followed.filter(
      (one) => one.subscription.scope.kind === 'company' && one.label.toLowerCase().includes(typed),
    );
    await interaction.respond(
      fitting.slice(0, 25).map((one) => ({
        name: one.label.slice(0, 100),
        value: one.subscription.scope.kind === 'company' ? one.subscription.scope.id : one.label,
      })),
    );
  },
};
