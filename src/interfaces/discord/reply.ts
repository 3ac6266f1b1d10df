import { stringify } from 'csv-stringify/sync';
import { MessageFlags } from 'discord.js';
import type { NotFound } from '../../answers/queries/answers.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import { andMore, type Language } from '../../base/i18n/words.ts';
import type { Card } from '../../domain/card.ts';
import {
  buttonRows,
  embedWithRest,
  escapeText,
  type File,
  filesOf,
  textFile,
} from '../../pipeline/present/embed.ts';
import { cardInScript, inScript } from '../../pipeline/present/script.ts';
import type { Answerable, CommandContext, Reply, ReplyTable } from './command.ts';

/** Chinese for people whose Discord is Chinese, English for everybody else. */
export function languageOf(interaction: { locale: string }): Language {
  return interaction.locale.startsWith('zh') ? 'zh' : 'en';
}

/**
 * Answers a deferred interaction; a card goes with its chart, and with all of it as a file where it
 * was cut.
 */
export async function send(
  interaction: Answerable,
  reply: Reply,
  { draw }: Pick<CommandContext, 'draw'>,
) {
  const { locale } = interaction;
  const { card, content, table, files = [] } = partsOf(reply, languageOf(interaction));
  const shown =
    card === undefined ? null : await cardParts(cardInScript(card, locale), locale, draw);
  await interaction.editReply({
    ...(content === undefined ? {} : { content: inScript(content, locale).slice(0, 2000) }),
    ...(shown === null ? {} : { embeds: [shown.embed], components: shown.components as never }),
    files: [
      ...(shown?.picture ?? []),
      ...(table === undefined ? [] : [csvFile('rows.csv', table)]),
      ...(shown?.whole ?? []),
      ...files,
    ],
    allowedMentions: { parse: [] },
  });
}

/** Whether a reply means "not found". */
export const isNotFound = (reply: Reply): reply is NotFound =>
  typeof reply !== 'string' && 'because' in reply;

/**
 * Deletes a public acknowledgement and answers only the requester: a follow-up has its own
 * visibility once the first answer is gone.
 */
export async function sendPrivately(interaction: Answerable, reply: NotFound): Promise<void> {
  const { locale } = interaction;
  const { content = '' } = partsOf(reply, languageOf(interaction));
  await interaction.deleteReply();
  await interaction.followUp({
    content: inScript(content, locale).slice(0, 2000),
    flags: MessageFlags.Ephemeral,
    allowedMentions: { parse: [] },
  });
}

/** Text that holds what somebody typed: no mark, no mention and no address in it counts. */
const typed = (text: string) => escapeText(text).replaceAll('://', ':\u200b//');

/** "Not found", with what may have been meant. */
function partsOf(reply: Reply, language: Language): Exclude<Reply, string | NotFound> {
  if (typeof reply === 'string') return { content: reply };
  if (!isNotFound(reply)) return reply;
  const offers = reply.candidates.slice(0, 5).map((candidate) => `• ${candidate.name}`);
  if (offers.length > 0) offers.unshift(phrasesOf('discord', language)('didYouMean'));
  return { content: [typed(formatReason(reply.because, language)), ...offers].join('\n') };
}

async function cardParts(card: Card, locale: string, draw: CommandContext['draw']) {
  const shown = embedWithRest(card);
  const { embed, missing } = shown;
  // The embed also says how much was left out: in the reader's script, too.
  const inOwn = (value: string) => (missing === 0 ? value : inScript(value, locale));
  const fields = embed.fields.map((field) => ({ ...field, value: inOwn(field.value) }));
  const { picture, whole } = await filesOf(card, draw, shown);
  const image = picture.length === 0 ? {} : { image: { url: 'attachment://chart.png' } };
  return { embed: { ...embed, fields, ...image }, picture, whole, components: buttonRows(card) };
}

/** A table as a file. Cells that a spreadsheet would take for a formula are made plain text. */
export const csvFile = (name: string, table: ReplyTable): File =>
  textFile(name, stringify([...table] as string[][], { escape_formulas: true }));

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
