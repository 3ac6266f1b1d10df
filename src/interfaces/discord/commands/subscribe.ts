import type { ChatInputCommandInteraction } from 'discord.js';
import { kindName } from '../../../answers/queries/kinds.ts';
import { ruleText } from '../../../answers/queries/rules.ts';
import type { RequestedScope } from '../../../answers/queries/scopes.ts';
import { phrasesOf } from '../../../base/i18n/messages.ts';
import { formatReason, term } from '../../../base/i18n/sentence.ts';
import { localeOf } from '../../../base/i18n/words.ts';
import { WEEKLY_BUDGET } from '../../../domain/channel.ts';
import type { SlashCommand } from '../command.ts';
import { addressOf, answerRequester } from '../recipient.ts';
import { fitting, languageOf, timestamp } from '../reply.ts';
import { companyOption, completeCompany, option, shape } from '../shape.ts';
import { TERM_OPTIONS, termsOf } from '../terms.ts';

/**
 * `/subscribe company:TCOM least_band:watch`: alerts in this channel, and the company's open cases
 * at once.
 */
const subscribe: SlashCommand = {
  definition: shape('subscribe', 'channel-change', [
    companyOption(false),
    option('String', 'sector', { max_length: 100, autocomplete: true }),
    option('String', 'regulator', { max_length: 100, autocomplete: true }),
    option('Boolean', 'everything'),
    ...TERM_OPTIONS,
  ]),
  run: answerRequester(true, async (who, interaction, context) => {
    const say = phrasesOf('subscribe', who.language);
    const requested = requestedScope(interaction.options);
    if (requested === null) return say('one');
    const { terms, refused, note } = termsOf(interaction, who.language);
    if (refused !== null) return refused;
    const done = await context.subscriptions.follow(requested, terms, who);
    if (!done.found) return done;
    const limited = requested.kind === 'company' ? null : say('budget', WEEKLY_BUDGET);
    const description = [say(done.how, { what: done.label }), note, limited]
      .filter((one) => one !== null)
      .join(' ');
    return done.card === null
      ? description
      : { card: done.card, content: say('now', { description }) };
  }),
  async complete(interaction, context) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'company') return completeCompany(interaction, context);
    const typed = value.toLowerCase();
    const { regulators, sectors } = context.subscriptions;
    if (name === 'regulator') return regulators(typed, 25);
    return sectors(languageOf(interaction)).filter(
      (sector) => sector.id.includes(typed) || sector.label.toLowerCase().includes(typed),
    );
  },
};

/** Exactly one thing to follow, else null. */
function requestedScope(options: ChatInputCommandInteraction['options']): RequestedScope | null {
  const kinds = ['company', 'sector', 'regulator'] as const;
  const requested: RequestedScope[] = kinds.flatMap((kind) => {
    const query = options.getString(kind);
    return query === null ? [] : [{ kind, query }];
  });
  if (options.getBoolean('everything') === true) requested.push({ kind: 'all' });
  return requested.length === 1 ? requested[0]! : null;
}

/** `/unsubscribe company:TCOM`: offers only what this channel follows. */
const unsubscribe: SlashCommand = {
  definition: shape('unsubscribe', 'channel-change', [companyOption()]),
  run: answerRequester(true, async (who, { options }, { subscriptions: changes }) => {
    const done = await changes.unfollow(options.getString('company', true), who);
    if (!done.found) return done;
    return phrasesOf('subscribe', who.language)('ended', { what: done.label });
  }),
  async complete(interaction, { subscriptions: changes, now }) {
    const address = addressOf(interaction);
    const typed = interaction.options.getFocused().toLowerCase();
    const followed =
      address === null
        ? []
        : await changes.list({ address, now: now(), language: languageOf(interaction) });
    const wanted = followed.filter((one) => one.label.toLowerCase().includes(typed));
    return wanted.map(({ label, subscription: { id } }) => ({
      label,
      id: id.length <= 100 ? id : label,
    }));
  },
};

const SHOWN_SWITCHES = ['stores', 'reported', 'unconfirmed', 'threads', 'crosspost'] as const;

/**
 * `/subscriptions`: what this channel follows, from which band on, and what was disabled and why.
 */
const subscriptions: SlashCommand = {
  definition: shape('subscriptions', 'channel'),
  run: answerRequester(false, async (who, _, { subscriptions: stored }) => {
    const { language } = who;
    const [followed, muted] = await Promise.all([stored.list(who), stored.mutes(who)]);
    const say = phrasesOf('subscribe', language);
    const quiet = muted.map(({ label, until }) =>
      say('muted', { what: label, until: timestamp(until) }),
    );
    if (followed.length === 0) return [...quiet, say('none')].join('\n');
    const words = localeOf(language);
    const lines = followed.map(({ subscription, label }) => {
      const { disabled, timing, role, leastBand } = subscription;
      const details = [
        ...(timing === 'at-once' ? [] : [term('timing', timing, language)]),
        ...SHOWN_SWITCHES.filter((name) => subscription[name] === true).map((name) =>
          term('switch', name, language),
        ),
        ...(subscription.kinds ?? []).map((kind) => kindName(kind, language)),
        ...(subscription.rules ?? []).map((rule) => ruleText(rule, language)),
      ];
      const terms = [words.bands[leastBand], ...details].join(', ');
      const stopped =
        disabled === null
          ? ''
          : say('disabled', { because: formatReason(disabled.because, language) });
      return `• ${label}: ≥ ${terms}${role === null ? '' : ` <@&${role}>`}${stopped}`;
    });
    const hides = followed.some(({ subscription }) => subscription.leastBand !== 'background');
    return fitting([...quiet, ...lines, ...(hides ? [say('hides')] : [])], language);
  }),
};

export const SUBSCRIBE_COMMANDS: readonly SlashCommand[] = [subscribe, unsubscribe, subscriptions];
