import {
  type ButtonInteraction,
  LabelBuilder,
  ModalBuilder,
  type ModalSubmitInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { lookUp } from '../../answers/queries/lookups.ts';
import { type Language, phrasesOf } from '../../base/i18n/messages.ts';
import { localeOf } from '../../base/i18n/words.ts';
import type { Address, Scope } from '../../domain/alert.ts';
import type { AlertId } from '../../domain/ids.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { CommandContext, Reply } from './command.ts';
import { addressOf, answerRequester } from './recipient.ts';
import { languageOf, timestamp } from './reply.ts';

/** Answers a button of an alert, or opens a form; `reference` is the alert's. */
type ButtonAction = (
  interaction: ButtonInteraction | ModalSubmitInteraction,
  context: CommandContext,
  reference: string,
) => Promise<Reply>;

const MUTE_DAYS = 7;

const details: ButtonAction = async (interaction, context, reference) => {
  const language = languageOf(interaction);
  const words = [await newestOf(reference, addressOf(interaction), context)];
  const result = await lookUp('notice', { words, at: context.now(), language }, context.lookups);
  if (!result.found) return result;
  const { buttons: labels } = localeOf(language);
  const votes = (['useful', 'useless'] as const).map((act) => ({
    label: labels[act],
    act: `${act}:${reference}`,
  }));
  return { ...result, card: { ...result.card, buttons: votes } };
};

const LOOK_BACK = 200;

/** The newest alert that edited the message of an alert; the alert itself where none did. */
async function newestOf(
  reference: string,
  address: Address | null,
  { lookups: { store } }: CommandContext,
) {
  if (address === null) return reference;
  const sent = await store.deliveries({ address, limit: LOOK_BACK });
  for (const { alert } of sent)
    if ((await store.alert(alert))?.alert.edits === reference) return alert;
  return reference;
}

const why: ButtonAction = async (interaction, context, reference) => {
  const language = languageOf(interaction);
  const address = addressOf(interaction);
  const [first] = address === null ? [] : await companiesOf(reference as AlertId, address, context);
  if (first === undefined) return phrasesOf('buttons', language)('gone');
  return lookUp('why', { words: [first], at: context.now(), language }, context.lookups);
};

/** Companies that an alert names at an address, gravest first. */
async function companiesOf(
  alert: AlertId,
  address: Address,
  { lookups: { store } }: CommandContext,
) {
  const [sent] = await store.deliveries({ alert, address, limit: 1 });
  const signals = (await store.alert(alert))?.signals ?? [];
  const companies = (sent?.signals ?? []).flatMap(
    (id) => signals.find((signal) => signal.id === id)?.company ?? [],
  );
  return [...new Set(companies)];
}

const mute: ButtonAction = answerRequester(true, async (who, _, context, reference: string) => {
  const say = phrasesOf('buttons', who.language);
  const companies = await companiesOf(reference as AlertId, who.address, context);
  if (companies.length === 0) return say('gone');
  const scopes: Scope[] = companies.map((id) => ({ kind: 'company', id }));
  const until = (who.now + MUTE_DAYS * DAY_MS) as Instant;
  await context.subscriptions.muteScopes(scopes, until, who);
  return say('muted', { until: timestamp(until) });
});

const vote = (useful: boolean): ButtonAction =>
  answerRequester(false, async (who, _, { subscriptions }, reference: string) => {
    await subscriptions.vote(reference as AlertId, useful, who);
    return phrasesOf('buttons', who.language)('thanks');
  });

/** The form that "wrong company?" opens. */
export function wrongForm(language: Language): ModalBuilder {
  const say = phrasesOf('buttons', language);
  const text = new TextInputBuilder()
    .setCustomId('said')
    .setStyle(TextInputStyle.Paragraph)
    .setPlaceholder(say('hint'))
    .setMaxLength(500)
    .setRequired(false);
  const label = new LabelBuilder().setLabel(say('ask')).setTextInputComponent(text);
  return new ModalBuilder().setTitle(say('title')).addLabelComponents(label);
}

const wrong: ButtonAction = answerRequester(
  false,
  async (who, interaction: Parameters<ButtonAction>[0], { subscriptions }, reference: string) => {
    const said = interaction.isModalSubmit() ? interaction.fields.getTextInputValue('said') : '';
    const fresh = await subscriptions.wrongCompany(reference as AlertId, said, who);
    return phrasesOf('buttons', who.language)(fresh ? 'noted' : 'again');
  },
);

/**
 * Every button that an alert can carry, beside links, and the form of "wrong company?", by what its
 * id begins with.
 */
export const ACTS: Readonly<Record<string, ButtonAction>> = {
  details,
  why,
  mute,
  wrong,
  useful: vote(true),
  useless: vote(false),
};
