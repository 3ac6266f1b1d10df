import { legendText, phrasesOf } from '../../../base/i18n/messages.ts';
import type { Language } from '../../../base/i18n/words.ts';
import { type Channel, ClockTime, WEEKLY_BUDGET } from '../../../domain/channel.ts';
import { DAY_MS, type Instant } from '../../../domain/time.ts';
import type { Weights } from '../../../domain/weights.ts';
import type { SlashCommand } from '../command.ts';
import { addressOf, answerRequester } from '../recipient.ts';
import { fitting, languageOf, timestamp } from '../reply.ts';
import { companyOption, completeCompany, option, shape } from '../shape.ts';

/**
 * `/mute days:7 company:TCOM`: quiet here for some days, about one company, one case or everything;
 * 0 days ends it. Nothing is muted unless it is named.
 */
const mute: SlashCommand = {
  definition: shape('mute', 'channel-change', [
    option('Integer', 'days', { min_value: 0, max_value: 365, required: true }),
    companyOption(false),
    option('String', 'case', { max_length: 100, autocomplete: true }),
    option('Boolean', 'everything', {}, 'mute everything'),
  ]),
  run: answerRequester(true, async (who, { options }, { subscriptions }) => {
    const say = phrasesOf('mute', who.language);
    const company = options.getString('company');
    const caseId = options.getString('case');
    if (company === null && caseId === null && options.getBoolean('everything') !== true)
      return say('what');
    const days = options.getInteger('days', true);
    const until = days === 0 ? null : ((who.now + days * DAY_MS) as Instant);
    const done =
      caseId === null
        ? await subscriptions.mute(company, until, who)
        : await subscriptions.muteCase(caseId, until, who);
    if (!done.found) return done;
    const what = done.label;
    return until === null
      ? say('again', { what })
      : say('until', { what, until: timestamp(until) });
  }),
  async complete(interaction, context) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'company') return completeCompany(interaction, context);
    const address = addressOf(interaction);
    if (address === null) return [];
    const company = interaction.options.getString('company') ?? '';
    const here = { address, now: context.now(), language: languageOf(interaction) };
    return context.subscriptions.offerCases(company, value, here);
  },
};

const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
const DIGEST = ['every', 'at', 'zone', 'weekday', 'quiet'] as const;

/**
 * `/digest every:daily at:08:00 zone:Asia/Hong_Kong quiet:22:00-07:00`: when the digest comes, and
 * the hours of quiet.
 */
const digest: SlashCommand = {
  definition: shape('digest', 'channel-change', [
    option('String', 'every'),
    option('String', 'at', { max_length: 5 }),
    option('String', 'zone', { max_length: 100, autocomplete: true }),
    option('String', 'weekday'),
    option('String', 'quiet', { max_length: 11 }),
  ]),
  run: answerRequester(true, async (who, { options }, { subscriptions }) => {
    const say = phrasesOf('digest', who.language);
    const given = Object.fromEntries(
      DIGEST.map((name) => [name, options.getString(name)]),
    ) as DigestOptions;
    const changed = changedBy(await subscriptions.channel(who), given);
    if ('wrong' in changed) return say(changed.wrong, { text: changed.text });
    const what = describe(changed);
    if (Object.values(given).some((value) => value !== null))
      await subscriptions.saveChannel(changed, what, who);
    return say('set', { what });
  }),
  async complete(interaction) {
    const typed = interaction.options.getFocused().toLowerCase().replaceAll(' ', '_');
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) =>
      zone.toLowerCase().includes(typed),
    );
    return zones.map((zone) => ({ label: zone, id: zone }));
  },
};

type DigestOptions = Readonly<Record<(typeof DIGEST)[number], string | null>>;

interface WrongOption {
  readonly wrong: 'zone' | 'time' | 'quiet';
  /** As it was typed. */
  readonly text: string;
}

/** The channel with the given settings, or what is wrong with them. */
function changedBy(channel: Channel, options: DigestOptions): Channel | WrongOption {
  const zone = options.zone === null ? channel.zone : zoneOf(options.zone);
  if (zone === null) return { wrong: 'zone', text: options.zone! };
  const at = ClockTime.safeParse(options.at?.padStart(5, '0') ?? channel.digest.at);
  if (!at.success) return { wrong: 'time', text: options.at! };
  const quiet = options.quiet === null ? channel.quiet : quietOf(options.quiet);
  if (quiet === undefined) return { wrong: 'quiet', text: options.quiet! };
  const every =
    options.every === 'weekly' || options.every === 'daily' ? options.every : channel.digest.every;
  const weekday = options.weekday === null ? channel.digest.weekday : Number(options.weekday);
  return { ...channel, zone, quiet, digest: { every, at: at.data, weekday } };
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
  return (
    `digest ${when} ${at} ${zone}, ` +
    `${quiet === null ? 'no quiet hours' : `quiet ${quiet.from}-${quiet.to}`}`
  );
}

/** `/test`: posts the preview of an alert to this channel, the same way as a real one goes. */
const test: SlashCommand = {
  definition: shape('test', 'channel-change'),
  run: answerRequester(true, async (who, interaction, context) => {
    const say = phrasesOf('test', who.language);
    const why = await context.preview(who.address, who.language, interaction.id);
    return why === null ? say('sent') : say('failed', { why });
  }),
};

/** `/audit`: who changed what in this channel, newest first. */
const audit: SlashCommand = {
  definition: shape('audit', 'channel-change'),
  run: answerRequester(false, async (who, _, { subscriptions }) => {
    const changes = await subscriptions.audit(who.address, 20);
    const lines = changes.map(
      (change) =>
        `${timestamp(change.at)} <@${change.by}> ${change.what}: ${change.detail.slice(0, 120)}`,
    );
    return lines.length === 0
      ? phrasesOf('audit', who.language)('none')
      : fitting(lines, who.language);
  }),
};

/** `/privacy`: the data stored about this place, and its deletion. */
const privacy: SlashCommand = {
  definition: shape('privacy', 'channel', [option('Boolean', 'delete')]),
  run: answerRequester(
    ({ options }) => options.getBoolean('delete') === true,
    async (who, { options }, { subscriptions }) => {
      const say = phrasesOf('privacy', who.language);
      if (options.getBoolean('delete') !== true) return say('stored');
      return say('deleted', { n: await subscriptions.forget(who.address) });
    },
  ),
};

/** The bot's introduction, also its welcome in a new server. */
export function helpText(language: Language, weights: Weights | null): string {
  const say = phrasesOf('help', language);
  const budget = phrasesOf('subscribe', language)('budget', WEEKLY_BUDGET);
  const lists = [say('alerts'), budget, say('lookUp'), say('check')];
  return [say('lead'), '', ...lists, '', legendText(language, weights), '', say('foot')].join('\n');
}

/** `/help`: all commands on one screen. */
const help: SlashCommand = {
  definition: shape('help', 'anywhere'),
  run: async (interaction, { lookups }) =>
    helpText(languageOf(interaction), lookups.knowledge.catalog.weights),
};

export const CHANNEL_COMMANDS: readonly SlashCommand[] = [mute, digest, test, audit, privacy, help];
