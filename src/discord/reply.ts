import { stringify } from 'csv-stringify/sync';
import type { AttachmentPayload } from 'discord.js';
import type { NotFound } from '../ask/answers.ts';
import { cardInScript, inScript } from '../ask/script.ts';
import type { Card } from '../domain/card.ts';
import { buttonRows, embedWithRest } from '../present/embed.ts';
import { phrasesOf } from '../present/messages.ts';
import { sentence } from '../present/sentence.ts';
import { cardText } from '../present/text.ts';
import { andMore, type Language } from '../present/words.ts';
import type { Answerable, CommandContext, Reply, ReplyTable } from './command.ts';

/** Chinese for people whose Discord is Chinese, English for everybody else. */
export function languageOf(interaction: { locale: string }): Language {
  return interaction.locale.startsWith('zh') ? 'zh' : 'en';
}

/** Answers a deferred interaction; a card goes with its chart, and with all of it as a file where it was cut. */
export async function send(
  interaction: Answerable,
  reply: Reply,
  { draw }: Pick<CommandContext, 'draw'>,
): Promise<void> {
  const { locale } = interaction;
  const { card, content, table, files = [] } = partsOf(reply, languageOf(interaction));
  const shown = card === undefined ? null : await cardParts(cardInScript(card, locale), locale, draw);
  await interaction.editReply({
    ...(content === undefined ? {} : { content: inScript(content, locale).slice(0, 2000) }),
    ...(shown === null ? {} : { embeds: [shown.embed], components: shown.components as never }),
    files: [
      ...(shown?.picture ?? []),
      ...(table === undefined ? [] : [file('rows.csv', csvOf(table))]),
      ...(shown?.whole ?? []),
      ...files,
    ],
    allowedMentions: { parse: [] },
  });
}

function partsOf(reply: Reply, language: Language): Exclude<Reply, string | NotFound> {
  if (typeof reply === 'string') return { content: reply };
  return 'because' in reply ? { content: notFoundText(reply, language) } : reply;
}

/** What was not found, and what may have been meant. */
function notFoundText(missing: NotFound, language: Language): string {
  const because = sentence(missing.because, language);
  const offers = missing.candidates.slice(0, 5).map((one) => `• ${one.name}`);
  if (offers.length === 0) return because;
  return [because, phrasesOf('discord', language)('didYouMean'), ...offers].join('\n');
}

async function cardParts(card: Card, locale: string, draw: CommandContext['draw']) {
  const { embed, missing } = embedWithRest(card);
  // The embed also says how much was left out: in the reader's script, too.
  const fields =
    missing === 0
      ? [...embed.fields]
      : embed.fields.map((field) => ({ ...field, value: inScript(field.value, locale) }));
  const picture = await pictureOf(card, draw);
  const image = picture.length === 0 ? {} : { image: { url: 'attachment://chart.png' } };
  const whole = missing > 0 ? [file('all.txt', cardText(card, 110))] : [];
  return { embed: { ...embed, fields, ...image }, picture, whole, components: buttonRows(card) };
}

/** A chart that cannot be drawn is left out: the words say the same. */
async function pictureOf({ chart }: Card, draw: CommandContext['draw']): Promise<AttachmentPayload[]> {
  if (chart === null) return [];
  try {
    return [{ attachment: Buffer.from(await draw(chart)), name: 'chart.png', description: chart.alt }];
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
