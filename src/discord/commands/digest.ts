import { type Channel, ClockTime } from '../../domain/channel.ts';
import type { SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerText } from '../reply.ts';
import { choiceOption, shape, textOption } from '../shape.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const WEEKDAYS_ZH = '一二三四五六日';

const SAYS = {
  en: {
    zone: (zone: string) => `“${zone}” is not a time zone: write Asia/Hong_Kong or America/New_York.`,
    time: (text: string) => `“${text}” is not a time of day: write 08:00.`,
    quiet: (text: string) => `“${text}” is not a span: write 22:00-07:00, or off.`,
    set: (what: string) => `Set: ${what}.`,
  },
  zh: {
    zone: (zone: string) => `“${zone}” 不是时区：请写 Asia/Hong_Kong 或 America/New_York。`,
    time: (text: string) => `“${text}” 不是时间：请写 08:00。`,
    quiet: (text: string) => `“${text}” 不是时段：请写 22:00-07:00，或 off。`,
    set: (what: string) => `已设置：${what}。`,
  },
} as const;

/** `/digest every:daily at:08:00 zone:Asia/Hong_Kong quiet:22:00-07:00`: when the digest comes, and the hours of quiet. */
export const digest: SlashCommand = {
  definition: shape(
    ['digest', '摘要', '摘要'],
    [
      'When the digest of this channel comes, in which zone, and its quiet hours',
      '本频道摘要的时间、时区与免打扰时段',
      '本頻道摘要的時間、時區與免打擾時段',
    ],
    'channel-change',
  )
    .addStringOption((option) =>
      choiceOption(
        option,
        ['every', '频率', '頻率'],
        ['Daily or weekly', '每天或每周', '每天或每週'],
        [
          { value: 'daily', says: ['daily', '每天', '每天'] },
          { value: 'weekly', says: ['weekly', '每周', '每週'] },
        ],
      ),
    )
    .addStringOption((option) =>
      textOption(
        option,
        ['at', '时间', '時間'],
        ['Time of day: 08:00', '时间，如 08:00', '時間，如 08:00'],
        5,
      ),
    )
    .addStringOption((option) =>
      textOption(
        option,
        ['zone', '时区', '時區'],
        ['Time zone: Asia/Hong_Kong', '时区，如 Asia/Hong_Kong', '時區，如 Asia/Hong_Kong'],
      ).setAutocomplete(true),
    )
    .addStringOption((option) =>
      choiceOption(
        option,
        ['weekday', '星期', '星期'],
        ['Day of a weekly digest', '每周摘要的日子', '每週摘要的日子'],
        WEEKDAYS.map((name, index) => ({
          value: String(index + 1),
          says: [name, `周${WEEKDAYS_ZH[index]}`, `週${WEEKDAYS_ZH[index]}`],
        })),
      ),
    )
    .addStringOption((option) =>
      textOption(
        option,
        ['quiet', '免打扰', '免打擾'],
        [
          'Quiet hours: 22:00-07:00, or off. Level 4 and above is told all the same',
          '免打扰时段，如 22:00-07:00 或 off；4 级以上仍提醒',
          '免打擾時段，如 22:00-07:00 或 off；4 級以上仍提醒',
        ],
        11,
      ),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const says = SAYS[who.language];
    const options = {
      every: interaction.options.getString('every'),
      at: interaction.options.getString('at'),
      zone: interaction.options.getString('zone'),
      weekday: interaction.options.getString('weekday'),
      quiet: interaction.options.getString('quiet'),
    };
    const channel = await context.subscriptions.channel(who);
    const changed = changedBy(channel, options);
    if ('wrong' in changed) return answerText(interaction, says[changed.wrong](changed.text));
    const detail = describe(changed.channel);
    if (Object.values(options).some((value) => value !== null))
      await context.subscriptions.saveChannel(changed.channel, detail, who);
    await answerText(interaction, says.set(detail));
  },
  async complete(interaction) {
    const typed = interaction.options.getFocused().toLowerCase().replaceAll(' ', '_');
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().includes(typed));
    await interaction.respond(zones.slice(0, 25).map((zone) => ({ name: zone, value: zone })));
  },
};

interface DigestOptions {
  readonly every: string | null;
  readonly at: string | null;
  readonly zone: string | null;
  readonly weekday: string | null;
  readonly quiet: string | null;
}

function changedBy(
  channel: Channel,
  options: DigestOptions,
): { channel: Channel } | { wrong: 'zone' | 'time' | 'quiet'; text: string } {
  const zone = options.zone === null ? channel.zone : zoneOf(options.zone);
  if (zone === null) return { wrong: 'zone', text: options.zone! };
  const at = ClockTime.safeParse(options.at?.padStart(5, '0') ?? channel.digest.at);
  if (!at.success) return { wrong: 'time', text: options.at! };
  const quiet = options.quiet === null ? channel.quiet : quietOf(options.quiet);
  if (quiet === undefined) return { wrong: 'quiet', text: options.quiet! };
  const every =
    options.every === 'weekly' || options.every === 'daily' ? options.every : channel.digest.every;
  const weekday = options.weekday === null ? channel.digest.weekday : Number(options.weekday);
  return { channel: { ...channel, zone, quiet, digest: { every, at: at.data, weekday } } };
}

function zoneOf(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function quietOf(text: string): Channel['quiet'] | undefined {
  if (/^(?:off|no|none|关|無|无)$/i.test(text.trim())) return null;
  const [from = '', to = ''] = text.split(/[-–—~至]/).map((part) => part.trim().padStart(5, '0'));
  return ClockTime.safeParse(from).success && ClockTime.safeParse(to).success && from !== to
    ? { from, to }
    : undefined;
}

/** `digest daily 08:00 Asia/Hong_Kong, quiet 22:00-07:00` */
function describe({ digest: { every, at, weekday }, zone, quiet }: Channel): string {
  const when = every === 'daily' ? 'daily' : `weekly on ${WEEKDAYS[weekday - 1]}`;
  return `digest ${when} ${at} ${zone}, ${quiet === null ? 'no quiet hours' : `quiet ${quiet.from}-${quiet.to}`}`;
}
