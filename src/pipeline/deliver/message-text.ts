import { LOCALES } from '../../base/i18n/locale.ts';
import { andMore } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';

const LONGEST = { title: 250, lead: 600, line: 300 };
const LISTS = [40, 14, 8, 5, 3, 2, 1];

/**
 * A card as the text of a chat message of at most `most` characters, its footer always in the last
 * line. Long parts are shortened first, then lists, with what is left out counted. `escaped` writes
 * a text so that the far side takes it as text, `address` one of the card's own links.
 */
export function messageText(
  card: Card,
  most: number,
  escaped: (text: string) => string = (text) => text,
  address: (url: string) => string = (url) => url,
): string {
  const short: Card = {
    ...card,
    title: cut(card.title, LONGEST.title),
    lead: cut(card.lead, LONGEST.lead),
    sections: card.sections.map((section) => ({
      ...section,
      lines: section.lines.map((line) => ({ ...line, text: cut(line.text, LONGEST.line) })),
    })),
  };
  for (const lines of LISTS) {
    const text = textOf(cutLists(short, lines), escaped, address);
    if (text.length <= most) return text;
  }
  const foot = escaped(card.footer);
  return `${textOf(cutLists(short, 1), escaped, address).slice(0, most - foot.length - 2)}…\n${foot}`;
}

type Written = (text: string) => string;

function textOf(card: Card, escaped: Written, address: Written): string {
  const { colon } = LOCALES[card.language].separators;
  const sections = card.sections.map((section) =>
    [
      ...(section.title === null ? [] : [escaped(section.title)]),
      ...section.lines.map((line) => lineOf(line, colon, escaped, address)),
    ].join('\n'),
  );
  const links = card.links
    .map((link) => `${escaped(link.label)}${colon}${address(link.url)}`)
    .join('\n');
  return [escaped(card.title), escaped(card.lead), ...sections, links, escaped(card.footer)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function lineOf(line: CardLine, colon: string, escaped: Written, address: Written): string {
  const text = textAndAddress(line, escaped, address);
  return line.label === null ? text : `${escaped(line.label.trim())}${colon}${text}`;
}

function textAndAddress({ text, url }: CardLine, escaped: Written, address: Written): string {
  if (url === null) return escaped(text);
  return text === url ? address(url) : `${escaped(text)} ${address(url)}`;
}

/**
 * Text in which no address, name of a person or command becomes a link of a chat that makes links of
 * whatever looks like one: an invisible mark stands in it, and it reads the same.
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
