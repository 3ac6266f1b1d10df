import { Marked } from 'marked';
import { LIMITS, type Limits } from '../limits.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { decodeHtml } from './html.ts';
import { withTitle } from './text.ts';

/** A single tilde between two numbers is a range, not a deletion. */
const marked = new Marked({ gfm: true, breaks: true, async: false, tokenizer: { del: () => undefined } });

/** The time of emphasis grows with the square of its marks; in a text with so many they are plain characters, but for those of lists. */
const MOST_MARKS = 1_000;
const asPlain = (mark: string) => (mark === '*' ? '&#42;' : '&#95;');
const toHtml = (prose: string) => {
  const isEmphatic = (prose.match(/[*_]/g)?.length ?? 0) > MOST_MARKS;
  const text = plainer(prose);
  return marked.parse(isEmphatic ? text.replace(/[*_](?![ \t])/g, asPlain) : text) as string;
};

/**
 * Markdown, and plain text with pipe tables or HTML tags in it. Each line ends a paragraph, as in plain text.
 * Pipe tables are read here and not by the Markdown library, which throws away cells beyond the header's number and wants a ruler line:
 * mirrors have rows longer and shorter than the header, and tables without one. The rest becomes HTML and is read as such.
 */
export function decodeMarkdown(text: string, limits: Limits = LIMITS): ParsedDocument {
  const pieces: string[] = [];
  const { lines, title, date } = frontMatter(text.split(/\r\n?|\n/u));
  let prose: string[] = [];
  const flushProse = () => {
    if (prose.length > 0) pieces.push(toHtml(prose.join('\n')));
    prose = [];
  };
  for (let at = 0; at < lines.length; ) {
    const end = tableEnd(lines, at);
    if (end === at) {
      prose.push(lines[at]!);
      at += 1;
      continue;
    }
    flushProse();
    pieces.push(tableHtml(lines.slice(at, end)));
    at = end;
  }
  flushProse();
  const read = decodeHtml(pieces.join('\n'), limits);
  const titled = withTitle(read.drafts);
  return {
    ...read,
    drafts: titled.drafts,
    title: title ?? titled.title ?? read.title,
    titleGuessed: title === null,
    statedDate: date ?? read.statedDate,
  };
}

/**
 * Marks of bold text are dropped beforehand: beside Chinese punctuation the Markdown rules leave them standing. So are marks of quotes, which take
 * a pass each, and those of CDATA and declarations, whose end is looked for from each of them.
 */
function plainer(prose: string): string {
  return prose
    .replaceAll('**', '')
    .replace(/^[ \t\u3000]{2,}(?=\S)/gmu, '')
    .replace(/^(?:> ?)+/gm, '')
    .replace(/<(?:\?|!(?!--))/g, '');
}

/** The block of `key: value` lines between two rulers that blog generators put on top. */
function frontMatter(lines: string[]): { lines: string[]; title: string | null; date: string | null } {
  const none = { lines, title: null, date: null };
  if (lines[0]?.trim() !== '---') return none;
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '---');
  if (end === -1 || end > 60 || !lines.slice(1, end).every((line) => /^\s*(#|-|[\w-]+\s*:|$)/.test(line)))
    return none;
  const value = (key: string) => {
    const line = lines.slice(1, end).find((one) => one.startsWith(`${key}:`));
    const said = line
      ?.slice(key.length + 1)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    return said || null;
  };
  return { lines: lines.slice(end + 1), title: value('title'), date: value('date') };
}

const RULER = /^\|?:?-+:?(?:\|:?-+:?)*\|?$/;
const isRuler = (line: string) => RULER.test(line.replace(/\s/g, ''));

/** Where the table that begins at this line ends (first line after it); the line itself where none begins. */
function tableEnd(lines: readonly string[], at: number): number {
  const isRow = (line: string | undefined) => line !== undefined && /^\s*\|.*\|/.test(line);
  const hasRuler =
    (lines[at]?.includes('|') ?? false) &&
    isRuler(lines[at + 1] ?? '') &&
    (lines[at + 1]?.includes('-') ?? false);
  const ruled = hasRuler && lines[at + 1]!.includes('|');
  if (!ruled && !(isRow(lines[at]) && isRow(lines[at + 1]))) return at;
  let end = at;
  while (
    end < lines.length &&
    (isRow(lines[end]) || (ruled && lines[end]!.trim() !== '' && lines[end]!.includes('|')))
  )
    end += 1;
  return end;
}

function tableHtml(lines: readonly string[]): string {
  const ruler = lines.findIndex((line) => isRuler(line));
  const rows = lines
    .filter((line) => !isRuler(line))
    .map((line, y) => {
      const tag = ruler === 1 && y === 0 ? 'th' : 'td';
      return `<tr>${splitRow(line)
        .map((cell) => `<${tag}>${marked.parseInline(cell.replaceAll('**', '')) as string}</${tag}>`)
        .join('')}</tr>`;
    });
  return `<table>${rows.join('')}</table>`;
}

/** Cells of a pipe row; `\|` is a bar inside a cell. */
function splitRow(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}
