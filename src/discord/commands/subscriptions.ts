import { sentence } from '../../present/sentence.ts';
import { localeOf } from '../../present/words.ts';
import type { SlashCommand } from '../command.ts';
import { recipientOf } from '../recipient.ts';
import { acknowledge, answerText, languageOf } from '../reply.ts';
import { shape } from '../shape.ts';

const NONE = {
  en: 'Nothing is followed here yet. Try `/subscribe company:TCOM`.',
  zh: '本频道尚未订阅。可以试试 `/订阅 公司:TCOM`。',
};

const SAYS = {
  en: {
    muted: (what: string, until: string) => `🔇 Muted until ${until}: ${what}`,
    hides:
      'A subscription from “watch” on hides acts of level 1 (a name on a list without an order) and acts on minor apps while the company scores below that band. `/subscribe … least_band:background` shows all of them.',
  },
  zh: {
    muted: (what: string, until: string) => `🔇 静音至 ${until}：${what}`,
    hides:
      '最低等级为“关注”或更高时，公司评分低于该等级期间，不提醒一级行动（仅点名、无整改要求）及次要应用的行动。用 `/订阅 … 最低等级:背景` 可收到全部。',
  },
} as const;

const TIMINGS = {
  en: { 'same-day': 'same day', digest: 'in the digest' },
  zh: { 'same-day': '当天', digest: '摘要' },
} as const;

const SWITCHES = {
  en: { stores: 'stores too', threads: 'threads', crosspost: 'crossposted' },
  zh: { stores: '含应用商店', threads: '子区', crosspost: '发布到关注频道' },
} as const;

/** `/subscriptions`: what this channel follows, from which band on, and what was disabled and why. */
export const subscriptions: SlashCommand = {
  definition: shape(
    ['subscriptions', '订阅列表', '訂閱列表'],
    ['What this channel follows', '本频道的订阅', '本頻道的訂閱'],
    'channel',
  ).toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const language = languageOf(interaction);
    const recipient = recipientOf(interaction, language, false);
    if (!recipient.ok) return answerText(interaction, recipient.because);
    const [followed, muted] = await Promise.all([
      context.ask.subscriptions(recipient.address, language),
      context.subscriptions.mutes({ address: recipient.address, now: context.now(), language }),
    ]);
    const says = SAYS[language];
    const quiet = muted.map(({ label, until }) => says.muted(label, `<t:${Math.floor(until / 1_000)}:f>`));
    if (followed.length === 0) return answerText(interaction, [...quiet, NONE[language]].join('\n'));
    const words = localeOf(language);
    const lines = followed.map(({ subscription, label }) => {
      const stopped =
        subscription.disabled === null
          ? ''
          : language === 'zh'
            ? `（已停用：${sentence(subscription.disabled.because, language)}）`
            : ` (disabled: ${sentence(subscription.disabled.because, language)})`;
      const timing = subscription.timing === 'at-once' ? '' : `, ${TIMINGS[language][subscription.timing]}`;
      const switches = (['stores', 'threads', 'crosspost'] as const)
        .filter((name) => subscription[name] === true)
        .map((name) => `, ${SWITCHES[language][name]}`)
        .join('');
      const role = subscription.role === null ? '' : ` <@&${subscription.role}>`;
      return `• ${label}: ≥ ${words.bands[subscription.leastBand]}${timing}${switches}${role}${stopped}`;
    });
    const hides = followed.some(({ subscription }) => subscription.leastBand !== 'background');
    await answerText(interaction, fitted([...quiet, ...lines, ...(hides ? [says.hides] : [])], words.more));
  },
};

/** As many lines as fit into one message, and how many more there are. */
function fitted(lines: readonly string[], more: (n: number) => string): string {
  const shown: string[] = [];
  let size = 0;
  for (const line of lines) {
    if (size + line.length + 1 > 1900) return [...shown, more(lines.length - shown.length)].join('\n');
    shown.push(line);
    size += line.length + 1;
  }
  return shown.join('\n');
}
