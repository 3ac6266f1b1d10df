import { phrasesOf } from '../../base/i18n/messages.ts';
import { andMore } from '../../base/i18n/words.ts';
import type { Card, CardLine, CardSection, Chart } from '../../domain/card.ts';
import { withoutEnd } from '../../domain/edges.ts';
import { line } from './plain-card.ts';
import { safeCard } from './safe-card.ts';
import { cardText } from './text.ts';
import { TONE_COLOURS } from './tones.ts';

/**
 * Documented limits of an embed, counted after trimming, bounds inclusive; `total` is over all its
 * texts together.
 */
export const EMBED_LIMITS = {
  title: 256,
  description: 4096,
  fields: 25,
  name: 256,
  value: 1024,
  footer: 2048,
  total: 6000,
} as const;

/**
 * A card as one embed within every limit: long values are cut line by line; `missing` says how many
 * lines did not fit, which belong into an attachment. A section without a title that comes first is
 * part of the description.
 */
export function embedWithRest(given: Card) {
  const card = safeCard(given);
  const { footer: small, reference } = card;
  // A message is found by its reference: in an act of a button, else in the footer.
  const inButton = card.buttons?.some(({ act }) => act.endsWith(`:${reference}`)) === true;
  const footer = cut(
    reference === null || inButton ? small : `${small} · ${reference}`,
    EMBED_LIMITS.footer,
  );
  const title = cut(escapeText(card.title), EMBED_LIMITS.title);
  const links = card.links.map(({ label, url }) => line(null, label, { url }));
  const all = [...card.sections, { title: null, lines: links }].filter(
    (cardSection) => cardSection.lines.length > 0,
  );
  const opening =
    all[0]?.title === null ? all[0].lines.map((line) => markdown(line, card)).join('\n') : '';
  const sections = opening === '' || opening.length > LONGEST_OPENING ? all : all.slice(1);
  const lead = [escapeText(card.lead), ...(sections === all ? [] : [opening])]
    .filter(Boolean)
    .join('\n');
  const description = cut(lead, EMBED_LIMITS.description);
  let left = EMBED_LIMITS.total - title.length - description.length - footer.length;
  const fields: { name: string; value: string; inline: false }[] = [];
  let missing = 0;
  for (const [index, section] of sections.entries()) {
    const name = cut(
      section.title === null ? '\u200b' : escapeText(section.title),
      EMBED_LIMITS.name,
    );
    // A company's section may take what is left, but never the room of the small print and the
    // links behind it.
    const reserve = Math.min(sections.length - 1 - index, 3) * RESERVE_EACH;
    const room = Math.min(EMBED_LIMITS.value, left - name.length - reserve);
    if (room < 40 || fields.length === EMBED_LIMITS.fields) {
      missing += section.lines.length;
      continue;
    }
    const { value, left: rest } = sectionValue(section, room, card);
    missing += rest;
    fields.push({ name, value, inline: false });
    left -= name.length + value.length;
  }
  const embed = {
    title,
    ...(card.url === null ? {} : { url: card.url }),
    description,
    color: TONE_COLOURS[card.tone],
    fields,
    footer: { text: footer },
  };
  return { embed, missing };
}

/** A file beside a message of Discord. */
export interface File {
  readonly name: string;
  readonly attachment: Buffer;
  readonly description?: string;
}

/** A text file, marked as UTF-8 for those programs that would guess otherwise. */
export function textFile(name: string, text: string): File {
  return { name, attachment: Buffer.from(`\ufeff${text}`) };
}

/**
 * The chart of a card as `chart.png`, where it can be drawn (the words say the same), and all of it
 * as text where its embed is cut.
 * @param draw a chart as PNG; null = charts are not drawn
 */
export async function filesOf(
  card: Card,
  draw: ChartPicture,
  { missing }: { readonly missing: number } = embedWithRest(card),
) {
  const drawn = await pictureOf(card, draw);
  const picture = drawn === null ? [] : [drawn];
  const whole = missing > 0 ? [textFile('all.txt', cardText(card, 110))] : [];
  return { picture, whole };
}

type ChartPicture = ((chart: Chart) => Promise<Uint8Array>) | null;

/** The chart of a card as `chart.png`; null where it has none or it cannot be drawn. */
export async function pictureOf(
  { chart }: Pick<Card, 'chart'>,
  draw: ChartPicture,
): Promise<File | null> {
  if (chart === null || draw === null) return null;
  try {
    const attachment = Buffer.from(await draw(chart));
    return { name: 'chart.png', attachment, description: chart.alt };
  } catch {
    // The words say the same: a picture that cannot be drawn never keeps an alert back.
    return null;
  }
}

/** The first line of a message, which a push preview shows. */
export function contentOf(card: Pick<Card, 'title'>): string {
  return cut(escapeText(card.title), EMBED_LIMITS.title * 2);
}

const LONGEST_OPENING = 2_000;
const RESERVE_EACH = 320;

function sectionValue(
  { lines }: CardSection,
  room: number,
  card: Card,
): { value: string; left: number } {
  const shown: string[] = [];
  let size = 0;
  for (const [index, line] of lines.entries()) {
    const text = markdown(line, card);
    const more = andMore(lines.length - index, card.language);
    const needed = text.length + 1 + (index < lines.length - 1 ? more.length + 1 : 0);
    if (size + needed > room) {
      if (shown.length === 0) return { value: cut(text, room), left: lines.length };
      return { value: [...shown, more].join('\n'), left: lines.length - index };
    }
    shown.push(text);
    size += text.length + 1;
  }
  return { value: shown.join('\n'), left: 0 };
}

/**
 * Discord shows it with its time, in the zone and language of whoever reads: the day alone would be
 * another one east of the authority.
 */
const timestamp = ({ at }: NonNullable<CardLine['when']>): string =>
  `<t:${Math.floor(at / 1_000)}:f>`;

function markdown(line: CardLine, { language }: Pick<Card, 'language'>): string {
  const text =
    line.url === null ? escapeText(line.text) : `[${escapeText(line.text)}](${line.url})`;
  const label =
    line.label === null || line.label.trim() === '' ? '' : `**${escapeText(line.label.trim())}** `;
  const shown = line.when?.kind === 'moment' ? timestamp(line.when) : text;
  const when =
    line.when?.kind === 'day'
      ? phrasesOf('card', language)('yourTime', { moment: timestamp(line.when) })
      : '';
  const body = label + (line.weight === 'strong' ? `**${shown}**` : shown) + when;
  // Small print is small only where its mark begins the one.
  return line.weight === 'quiet' ? `-# ${body}` : body;
}

/** Neutralises markdown and mentions in text that came from outside. */
export function escapeText(text: string): string {
  return text
    .replace(/([\\*_`~|>[\]])/g, '\\$1')
    .replace(/^([^\S\n\r\u2028\u2029]*-?)#/gm, '$1\\#')
    .replace(/@(everyone|here|[!&]?\d{5,})/g, '@\u200b$1')
    .replace(/<(?=[@#:a-z])/gi, '<\u200b');
}

function cut(text: string, limit: number): string {
  const trimmed = text.trim();
  return trimmed.length <= limit
    ? trimmed
    : `${withoutEnd(trimmed.slice(0, limit - 1), /[\ud800-\udbff\\]/)}…`;
}

/** A card's buttons as a row of action components. */
export function buttonRows({ buttons = [] }: Card): { type: 1; components: object[] }[] {
  const components = buttons.map(({ label, act }) => ({
    type: 2,
    style: 2,
    label,
    custom_id: act,
  }));
  return components.length === 0 ? [] : [{ type: 1, components }];
}
