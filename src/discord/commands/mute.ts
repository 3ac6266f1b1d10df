import type { Instant } from '../../domain/time.ts';
import type { SlashCommand } from '../command.ts';
import { acknowledge, answerText, completeCompany, notFoundText } from '../reply.ts';
import { companyOption, inChinese, shape, type Three } from '../shape.ts';
import { wisherOf } from '../wisher.ts';

const DAYS: Three = [
  'Days of quiet, 0 = speak again (default: 7)',
  '静音天数，0 表示恢复（默认 7）',
  '靜音天數，0 表示恢復（預設 7）',
];

const SAYS = {
  en: {
    until: (what: string, at: string) => `Quiet about ${what} until ${at}. \`/mute days:0\` ends it.`,
    again: (what: string) => `Alerts about ${what} come again.`,
  },
  zh: {
    until: (what: string, at: string) => `${what} 已静音至 ${at}。用 \`/mute days:0\` 恢复。`,
    again: (what: string) => `已恢复 ${what} 的提醒。`,
  },
} as const;

/** `/mute company:TCOM days:7`: quiet here for some days, about one company or everything; 0 days ends it. */
export const mute: SlashCommand = {
  definition: shape(
    ['mute', '静音', '靜音'],
    ['No alerts here for some days, about one company or everything', '本频道静音若干天', '本頻道靜音若干天'],
    'channel-change',
  )
    .addStringOption((option) => companyOption(option, false))
    .addIntegerOption((option) =>
      option
        .setName('days')
        .setNameLocalizations(inChinese(['days', '天数', '天數']))
        .setDescription(DAYS[0])
        .setDescriptionLocalizations(inChinese(DAYS))
        .setMinValue(0)
        .setMaxValue(365),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await wisherOf(interaction, context, true);
    if (who === null) return;
    const days = interaction.options.getInteger('days') ?? 7;
    const until = days === 0 ? null : ((who.now + days * 86_400_000) as Instant);
    const done = await context.wishes.mute(interaction.options.getString('company'), until, who);
    if (!done.found) return answerText(interaction, notFoundText(done, who.language));
    const says = SAYS[who.language];
    await answerText(
      interaction,
      until === null ? says.again(done.label) : says.until(done.label, `<t:${Math.floor(until / 1_000)}:f>`),
    );
  },
  complete: completeCompany,
};
