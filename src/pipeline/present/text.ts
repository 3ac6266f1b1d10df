import { createRequire } from 'node:module';
import type { Card, CardLine, CardSection } from '../../domain/card.ts';
import { columnsOf, isPlain } from './columns.ts';
import { wrapPlain } from './wrap-plain.ts';

/** Emphasis of a terminal or a plain mail; the identity for plain text. */
export interface TextStyle {
  readonly title: (text: string, tone: Card['tone']) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
}

export const PLAIN: TextStyle = {
  title: (text) => text,
  strong: (text) => text,
  quiet: (text) => text,
};

/**
 * A card as text lines of at most `width` columns. Chinese characters are two columns wide.
 * Labels of a section stand in one column, their text beside them.
 */
export function cardText(card: Card, width = 80, style: TextStyle = PLAIN): string {
  const rule = style.quiet('─'.repeat(width));
  const lines = [rule, ...wrapped(card.title, width).map((line) => style.title(line, card.tone))];
  if (card.lead !== '') lines.push(...wrapped(card.lead, width).map(style.strong));
  for (const section of card.sections) lines.push('', ...sectionText(section, width, style));
  lines.push('');
  for (const link of card.links) lines.push(...wrapped(`${link.label}: ${link.url}`, width));
  lines.push(...wrapped(card.footer, width).map(style.quiet), rule);
  return lines.join('\n');
}

const INDENT = 2;
const WIDEST_LABEL = 22;

function sectionText(section: CardSection, width: number, style: TextStyle): string[] {
  const labels = section.lines
    .map((line) => columnsOf(line.label ?? ''))
    .filter((size) => size <= WIDEST_LABEL);
  const column = Math.max(0, ...labels);
  const lines = section.title === null ? [] : wrapped(section.title, width).map(style.strong);
  return [...lines, ...section.lines.flatMap((line) => lineText(line, column, width, style))];
}

function lineText(line: CardLine, column: number, width: number, style: TextStyle): string[] {
  const plain = (text: string) => text;
  const emphasis = { strong: style.strong, quiet: style.quiet, normal: plain }[line.weight];
  const text =
    line.url === null || line.text.includes(line.url) ? line.text : `${line.text} ${line.url}`;
  const lead = ' '.repeat(INDENT);
  const own = (text: string, margin: number) => wrapped(text, width - margin).map(emphasis);
  if (line.label === null) return own(text, INDENT).map((one) => lead + one);
  const size = columnsOf(line.label);
  if (size > WIDEST_LABEL)
    return [
      ...wrapped(line.label, width - INDENT).map((one) => lead + style.strong(one)),
      ...own(text, INDENT * 2).map((one) => lead + lead + one),
    ];
  const hang = INDENT + column + 2;
  const first = `${lead}${line.label}${' '.repeat(column - size + 2)}`;
  return own(text, hang).map((one, index) => (index === 0 ? first : ' '.repeat(hang)) + one);
}

/** Loaded for the first text that is not plain: with its tables it takes 15 ms. */
let wrapAny: typeof import('wrap-ansi').default | null = null;

/** Lines of at most `width` columns. Most texts of long lists are plain, which takes little time. */
export function wrapped(text: string, width: number): string[] {
  const most = Math.max(10, width);
  if (isPlain(text)) return wrapPlain(text, most);
  wrapAny ??= (createRequire(import.meta.url)('wrap-ansi') as typeof import('wrap-ansi')).default;
  return wrapAny(text, most, { hard: true, trim: true }).split('\n');
}
