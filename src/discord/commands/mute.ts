import type { Instant } from '../../domain/time.ts';
import type { SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerText, completeCompany, notFoundText } from '../reply.ts';
import { companyOption, inChinese, shape, type Three } from '../shape.ts';

const DAYS: Three = ['Days of quiet, 0 = alerts come again', '静音天数，0 表示恢复', '靜音天數，0 表示恢復'];

const SAYS = {
  en: {
    until: (what: string, at: string) =>
      `Quiet about ${what} until ${at}. \`/mute days:0\` with the same choice ends it.`,
    again: (what: string) => `Alerts about ${what} come again.`,
    what: 'Say what to mute: `company:` for one company, or `everything:True` for all alerts here. Nothing was changed.',
  },
  zh: {
    until: (what: string, at: string) => `${what} 已静音至 ${at}。用 \`/mute days:0\` 恢复。`,
    again: (what: string) => `已恢复 ${what} 的提醒。`,
    what: '请说明要静音的内容：用“公司”选择一家公司，或用“全部”静音本频道的所有提醒。未作任何更改。',
  },
} as const;

const EVERYTHING: Three = ['All alerts here', '本频道的所有提醒', '本頻道的所有提醒'];

/** `/mute days:7 company:TCOM`: quiet here for some days, about one company or everything; 0 days ends it. Nothing is muted unless it is named. */
export const mute: SlashCommand = {
  definition: shape(
    ['mute', '静音', '靜音'],
    ['No alerts here for some days, about one company or everything', '本频道静音若干天', '本頻道靜音若干天'],
    'channel-change',
  )
    .addIntegerOption((option) =>
      option
        .setName('days')
        .setNameLocalizations(inChinese(['days', '天数', '天數']))
        .setDescription(DAYS[0])
        .setDescriptionLocalizations(inChinese(DAYS))
        .setMinValue(0)
        .setMaxValue(365)
        .setRequired(true),
    )
    .addStringOption((option) => companyOption(option, false))
    .addBooleanOption((option) =>
      option
        .setName('everything')
        .setNameLocalizations(inChinese(['everything', '全部', '全部']))
        .setDescription(EVERYTHING[0])
        .setDescriptionLocalizations(inChinese(EVERYTHING)),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const says = SAYS[who.language];
    const { options } = interaction;
    const company = options.getString('company');
    if (company === null && options.getBoolean('everything') !== true)
      return answerText(interaction, says.what);
    const days = options.getInteger('days', true);
    const until = days === 0 ? null : ((who.now + days * 86_400_000) as Instant);
    const done = await context.subscriptions.mute(company, until, who);
    if (!done.found) return answerText(interaction, notFoundText(done, who.language));
    await answerText(
      interaction,
      until === null ? says.again(done.label) : says.until(done.label, `<t:${Math.floor(until / 1_000)}:f>`),
    );
  },
  complete: completeCompany,
};
