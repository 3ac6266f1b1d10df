import { LOCALES } from '../../base/i18n/locale.ts';
import { andMore } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';

const LONGEST = { title: 250, lead: 600, line: 300 };
const LISTS = [40, 14, 8, 5, 3, 2, 1];

/** How a chat writes the parts of a text. Every part but an address comes from outside. */
export interface ChatDialect {
  /** Escapes a text for the receiving side. */
  readonly text: (text: string) => string;
  /** Emphasises a title, a label or a line. Takes what `text` returned. */
  readonly strong: (text: string) => string;
  /** A text that leads to an address. */
  readonly link: (text: string, url: string) => string;
  /** Whether links hide their address, so that no colon precedes it. */
  readonly hasAnchors: boolean;
  /** Size of a text as the receiving side counts it. */
  readonly size: (text: string) => number;
}

const same = (text: string) => text;

/** Plain text: an address follows its text. */
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
  // Without lists: title, lead and footer, shorter each time.
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
 * Text in which no address, user name or command becomes a link in a chat that links anything
 * alike: an invisible mark breaks it, and it reads the same.
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
