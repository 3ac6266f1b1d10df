import {
  type ButtonInteraction,
  LabelBuilder,
  ModalBuilder,
  type ModalSubmitInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { lookUp } from '../ask/lookups.ts';
import type { Address, Scope } from '../domain/alert.ts';
import type { AlertId, CompanyId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { phrasesOf } from '../present/messages.ts';
import { localeOf } from '../present/words.ts';
import type { CommandContext } from './command.ts';
import { addressOf, requesterOf } from './recipient.ts';
import { acknowledge, answerLookup, answerText, languageOf, timestamp } from './reply.ts';

/** What a button of an alert does, or a form that it opens; `reference` is the alert's. */
type Act<Kind> = (interaction: Kind, reference: string, context: CommandContext) => Promise<void>;
type Button = Act<ButtonInteraction>;

const MUTE_DAYS = 7;

const details: Button = async (interaction, reference, context) => {
  await acknowledge(interaction, true);
  const language = languageOf(interaction);
  const words = [await newestOf(reference, addressOf(interaction), context)];
  const result = await lookUp('notice', { words, at: context.now(), language }, context.lookups);
  if (!result.found) return answerLookup(interaction, result, context);
  const { buttons: labels } = localeOf(language);
  const votes = (['useful', 'useless'] as const).map((act) => ({
    label: labels[act],
    act: `${act}:${reference}`,
  }));
  await answerLookup(interaction, { ...result, card: { ...result.card, buttons: votes } }, context);
};

const LOOK_BACK = 200;

/** The newest alert that changed the message of an alert in place; the alert itself where none did. */
async function newestOf(
  reference: string,
  address: Address | null,
  { lookups: { store } }: CommandContext,
): Promise<string> {
  if (address === null) return reference;
  const sent = await store.deliveries({ address, limit: LOOK_BACK });
  for (const { alert } of sent) if ((await store.alert(alert))?.alert.edits === reference) return alert;
  return reference;
}

const why: Button = async (interaction, reference, context) => {
  await acknowledge(interaction, true);
  const language = languageOf(interaction);
  const address = addressOf(interaction);
  const [first] = address === null ? [] : await companiesOf(reference as AlertId, address, context);
  if (first === undefined) return answerText(interaction, phrasesOf('buttons', language)('gone'));
  const question = { words: [first], at: context.now(), language };
  await answerLookup(interaction, await lookUp('why', question, context.lookups), context);
};

/** Companies that an alert names at an address, gravest first. */
async function companiesOf(
  alert: AlertId,
  address: Address,
  { lookups: { store } }: CommandContext,
): Promise<CompanyId[]> {
  const [sent] = await store.deliveries({ alert, address, limit: 1 });
  const signals = (await store.alert(alert))?.signals ?? [];
  const companies = (sent?.signals ?? []).flatMap(
    (id) => signals.find((one) => one.id === id)?.company ?? [],
  );
  return [...new Set(companies)];
}

const mute: Button = async (interaction, reference, context) => {
  await acknowledge(interaction, true);
  const who = await requesterOf(interaction, context, true);
  if (who === null) return;
  const companies = await companiesOf(reference as AlertId, who.address, context);
  if (companies.length === 0) return answerText(interaction, phrasesOf('buttons', who.language)('gone'));
  const scopes: Scope[] = companies.map((id) => ({ kind: 'company', id }));
  const until = (who.now + MUTE_DAYS * 86_400_000) as Instant;
  await context.subscriptions.muteScopes(scopes, until, who);
  await answerText(interaction, phrasesOf('buttons', who.language)('muted', { until: timestamp(until) }));
};

const vote =
  (useful: boolean): Button =>
  async (interaction, reference, context) => {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, false);
    if (who === null) return;
    await context.subscriptions.vote(reference as AlertId, useful, who);
    await answerText(interaction, phrasesOf('buttons', who.language)('thanks'));
  };

const wrong: Button = async (interaction, reference) => {
  const say = phrasesOf('buttons', languageOf(interaction));
  const text = new TextInputBuilder()
    .setCustomId('said')
    .setStyle(TextInputStyle.Paragraph)
    .setPlaceholder(say('hint'))
    .setMaxLength(500)
    .setRequired(false);
  const label = new LabelBuilder().setLabel(say('ask')).setTextInputComponent(text);
  await interaction.showModal(
    new ModalBuilder().setCustomId(`wrong:${reference}`).setTitle(say('title')).addLabelComponents(label),
  );
};

/** Every button that an alert can carry, beside links, by what its id begins with. */
export const BUTTONS: Readonly<Record<string, Button>> = {
  ...{ details, why, mute, wrong },
  useful: vote(true),
  useless: vote(false),
};

/** Forms that buttons open, by the same. */
export const FORMS: Readonly<Record<string, Act<ModalSubmitInteraction>>> = {
  async wrong(interaction, reference, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, false);
    if (who === null) return;
    const said = interaction.fields.getTextInputValue('said');
    const fresh = await context.subscriptions.wrongCompany(reference as AlertId, said, who);
    await answerText(interaction, phrasesOf('buttons', who.language)(fresh ? 'noted' : 'again'));
  },
};
