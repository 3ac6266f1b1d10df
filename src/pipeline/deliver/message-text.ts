import { LOCALES } from '../../base/i18n/locale.ts';
import { andMore } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';

const LONGEST = { title: 250, lead: 600, line: 300 };
const LISTS = [40, 14, 8, 5, 3, 2, 1];

/** How a chat writes the parts of a text. Every part but an address is somebody's words. */
export interface ChatDialect {
  /** A text, so that the far side takes it as text. */
  readonly text: (text: string) => string;
  /** What a hurried reader must see: a title, a label, a strong line. Given as `text` wrote it. */
  readonly strong: (text: string) => string;
  /** A text that leads to an address. */
  readonly link: (text: string, url: string) => string;
  /** Whether an address hides behind its text, so that no colon stands between them. */
  readonly hasAnchors: boolean;
  /** How much of the far side's room a text takes. */
  readonly size: (text: string) => number;
}

const same = (text: string) => text;

/** Text alone: an address stands behind its text. */
export const PLAIN_DIALECT: ChatDialect = {
  text: same,
  strong: same,
  link: (text, url) => `${text} ${url}`,
  hasAnchors: false,
  size: (text) => text.length,
};

export const utf8Size = (text: string): number => Buffer.byteLength(text);

/**
 * A card as the text of a chat message of at most `most` (by the dialect's size), its footer always
 * in the last line. Long parts are shortened first, then lists, with what is left out counted.
 * @param withLinks whether the card's links stand in the text; false where they are buttons
 */
export function messageText(
  card: Card,
  most: number,
  dialect: ChatDialect = PLAIN_DIALECT,
  withLinks = true,
): string {
  const shown = withLinks ? card : { ...card, links: [] };
  for (const lines of LISTS) {
    const text = textOf(cutLists(shortened(shown, LONGEST), lines), dialect);
    if (dialect.size(text) <= most) return text;
  }
  // Without its lists at all: title, lead and footer, shorter each time.
  for (let share = 1; share > 0.01; share /= 2) {
    const { title, lead } = LONGEST;
    const bare = { ...shown, sections: [], links: [] };
    const limits = { title: Math.ceil(title * share), lead: Math.ceil(lead * share), line: 0 };
    const text = textOf(shortened(bare, limits), dialect);
    if (dialect.size(text) <= most) return text;
  }
  return dialect.text(cut(card.title, 1));
}

function shortened(card: Card, most: typeof LONGEST): Card {
  return {
    ...card,
    title: cut(card.title, most.title),
    lead: cut(card.lead, most.lead),
    sections: card.sections.map((section) => ({
      ...section,
      lines: section.lines.map((line) => ({ ...line, text: cut(line.text, most.line) })),
    })),
  };
}

function textOf(card: Card, dialect: ChatDialect): string {
  const { text, strong, link } = dialect;
  const { colon } = LOCALES[card.language].separators;
  const sections = card.sections.map((section) =>
    [
      ...(section.title === null ? [] : [strong(text(section.title))]),
      ...section.lines.map((line) => lineOf(line, colon, dialect)),
    ].join('\n'),
  );
  const headed = (label: string) =>
    dialect.hasAnchors || /[?？]$/.test(label) ? label : `${label}${colon.trimEnd()}`;
  const links = card.links.map(({ label, url }) => link(text(headed(label)), url)).join('\n');
  return [strong(text(card.title)), text(card.lead), ...sections, links, text(card.footer)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function lineOf(
  { label, text, url, weight }: CardLine,
  colon: string,
  dialect: ChatDialect,
): string {
  const shown = url === null ? dialect.text(text) : dialect.link(dialect.text(text), url);
  const body = weight === 'strong' && url === null ? dialect.strong(shown) : shown;
  return label === null || label.trim() === ''
    ? body
    : `${dialect.strong(dialect.text(label.trim()))}${colon}${body}`;
}

/**
 * Text in which no address, name of a person or command becomes a link of a chat that makes links
 * of whatever looks like one: an invisible mark stands in it, and it reads the same.
 */
export function unlinked(text: string): string {
  return text
    .replaceAll('://', ':\u200b//')
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, '.\u200b')
    .replace(/(?<![\p{L}\p{N}<])([@#/])(?=[\p{L}\p{N}_])/gu, '$1\u200b');
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/**
 * A card whose sections have at most `most` lines; what is cut is counted in a last line ("and 31
 * more").
 */
export function cutLists(card: Card, most: number): Card {
  const sections = card.sections.map((section) => {
    if (section.lines.length <= most) return section;
    const rest = section.lines.length - most;
    const last = {
      label: null,
      text: andMore(rest, card.language),
      weight: 'quiet',
      url: null,
    } as const;
    return { ...section, lines: [...section.lines.slice(0, most), last] };
  });
  return { ...card, sections };
}
