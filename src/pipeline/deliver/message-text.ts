import { LOCALES } from '../../base/i18n/locale.ts';
import { andMore } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';

const LONGEST = { title: 250, lead: 600, line: 300 };
const LISTS = [40, 14, 8, 5, 3, 2, 1];

/**
 * A card as the text of a chat message of at most `most` characters, its footer always in the last
 * line. Long parts are shortened first, then lists, with what is left out counted. `escaped` writes
 * a text so that the far side takes it as text.
 */
export function messageText(
  card: Card,
  most: number,
  escaped: (text: string) => string = (text) => text,
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
    const text = textOf(cutLists(short, lines), escaped);
    if (text.length <= most) return text;
  }
  const foot = escaped(card.footer);
  return `${textOf(cutLists(short, 1), escaped).slice(0, most - foot.length - 2)}…\n${foot}`;
}

function textOf(card: Card, escaped: (text: string) => string): string {
  const { colon } = LOCALES[card.language].separators;
  const sections = card.sections.map((section) =>
    [
      ...(section.title === null ? [] : [section.title]),
      ...section.lines.map((line) => lineOf(line, colon)),
    ].join('\n'),
  );
  const links = card.links.map((link) => `${link.label}${colon}${link.url}`).join('\n');
  return escaped(
    [card.title, card.lead, ...sections, links, card.footer]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
}

function lineOf(line: CardLine, colon: string): string {
  const text =
    line.url === null || line.text.includes(line.url) ? line.text : `${line.text} ${line.url}`;
  return line.label === null ? text : `${line.label.trim()}${colon}${text}`;
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
