import { stringify } from 'csv-stringify/sync';
import {
  type AttachmentPayload,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { NotFound } from '../ask/answers.ts';
import { type LookupResult, offersOf } from '../ask/lookup-result.ts';
import { cardInScript, inScript } from '../ask/script.ts';
import type { Card } from '../domain/card.ts';
import { buttonRows, embedWithRest } from '../present/embed.ts';
import { phrasesOf } from '../present/messages.ts';
import { sentence } from '../present/sentence.ts';
import { cardText } from '../present/text.ts';
import { andMore, type Language } from '../present/words.ts';
import type { CommandContext } from './command.ts';

type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;
type ReplyTable = readonly (readonly string[])[];

/** Chinese for people whose Discord is Chinese, English for everybody else. */
export function languageOf(interaction: { locale: string }): Language {
  return interaction.locale.startsWith('zh') ? 'zh' : 'en';
}

/** Sends a card as the answer of a deferred interaction, with its chart, and with all of it as a file where it was cut. */
export async function answerCard(
  interaction: Answerable,
  given: Card,
  context: Pick<CommandContext, 'draw'>,
  more: { readonly content?: string; readonly table?: ReplyTable } = {},
): Promise<void> {
  const card = cardInScript(given, interaction.locale);
  const { embed, missing } = withEmbedInScript(card, interaction.locale);
  const picture = await pictureOf(card, context);
  const files = [
    ...picture,
    ...(more.table === undefined ? [] : [file('rows.csv', csvOf(more.table))]),
    ...(missing > 0 ? [file('all.txt', cardText(card, 110))] : []),
  ];
  await interaction.editReply({
    ...(more.content === undefined ? {} : { content: inScript(more.content, interaction.locale) }),
    embeds: [
      {
        ...embed,
        fields: [...embed.fields],
        ...(picture.length === 0 ? {} : { image: { url: 'attachment://chart.png' } }),
      },
    ],
    files,
    components: buttonRows(card) as never,
    allowedMentions: { parse: [] },
  });
}

/** The embed also says how much was left out: in the reader's script, too. */
function withEmbedInScript(card: Card, locale: string): ReturnType<typeof embedWithRest> {
  const { embed, missing } = embedWithRest(card);
  if (missing === 0) return { embed, missing };
  const fields = embed.fields.map((field) => ({ ...field, value: inScript(field.value, locale) }));
  return { embed: { ...embed, fields }, missing };
}

/** A chart that cannot be drawn is left out: the words say the same. */
async function pictureOf(card: Card, { draw }: Pick<CommandContext, 'draw'>): Promise<AttachmentPayload[]> {
  if (card.chart === null) return [];
  try {
    const attachment = Buffer.from(await draw(card.chart));
    return [{ attachment, name: 'chart.png', description: card.chart.alt }];
  } catch {
    return [];
  }
}

/** A text file, marked as UTF-8 for those programs that would guess otherwise. */
export function file(name: string, text: string): AttachmentPayload {
  return { attachment: Buffer.from(`\ufeff${text}`), name };
}

/** Cells that a spreadsheet would take for a formula are made plain text. */
export function csvOf(table: ReplyTable): string {
  return stringify(
    table.map((row) => [...row]),
    { escape_formulas: true },
  );
}

/** A look-up's answer: its card, or what to do instead. */
export async function answerLookup(
  interaction: Answerable,
  result: LookupResult,
  context: Pick<CommandContext, 'draw'>,
): Promise<void> {
  if (!result.found) return answerText(interaction, notFoundText(result, languageOf(interaction)));
  await answerCard(
    interaction,
    result.card,
    context,
    result.table === undefined ? {} : { table: result.table },
  );
}

/** Sends a sentence as the answer of a deferred interaction. */
export async function answerText(
  interaction: Answerable,
  text: string,
  files: readonly AttachmentPayload[] = [],
): Promise<void> {
  await interaction.editReply({
    content: inScript(text, interaction.locale).slice(0, 2000),
    files: [...files],
    allowedMentions: { parse: [] },
  });
}

/** Acknowledges within Discord's three seconds; `personal` answers are seen only by who asked. */
export async function acknowledge(interaction: Answerable, personal: boolean): Promise<void> {
  await interaction.deferReply(personal ? { flags: MessageFlags.Ephemeral } : {});
}

/** What was not found, and what may have been meant. */
export function notFoundText(missing: NotFound, language: Language): string {
  const because = sentence(missing.because, language);
  const offers = missing.candidates.slice(0, 5).map((one) => `• ${one.name}`);
  if (offers.length === 0) return because;
  return [because, phrasesOf('discord', language)('didYouMean'), ...offers].join('\n');
}

/** As many lines as fit into one message, and how many more there are. */
export function fitting(lines: readonly string[], language: Language): string {
  const shown: string[] = [];
  let size = 0;
  for (const line of lines) {
    size += line.length + 1;
    if (size > 1900) return [...shown, andMore(lines.length - shown.length, language)].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}

/** A moment that Discord shows in the reader's own zone. */
export const timestamp = (at: number): string => `<t:${Math.floor(at / 1_000)}:f>`;

const MOST_OFFERS = 25;

/** Offers the first of these for what is typed so far; Discord takes 100 characters of each. */
export async function offer(
  interaction: AutocompleteInteraction,
  offers: readonly { readonly label: string; readonly id: string }[],
): Promise<void> {
  await interaction.respond(
    offers
      .slice(0, MOST_OFFERS)
      .map(({ label, id }) => ({ name: label.slice(0, 100), value: id.slice(0, 100) })),
  );
}

/** Offers companies for what is typed so far. */
export async function completeCompany(
  interaction: AutocompleteInteraction,
  { lookups }: CommandContext,
): Promise<void> {
  await offer(interaction, offersOf(interaction.options.getFocused(), MOST_OFFERS, lookups));
}
