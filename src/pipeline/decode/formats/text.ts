import { parse } from 'csv-parse/sync';
import { Marked } from 'marked';
import { cleanLine, cleanLines } from '../clean.ts';
import type { ParsedDocument } from '../compose.ts';
import { jsonRecords } from '../json-records.ts';
import { LIMITS, tableOf } from '../table.ts';
import type { Incoming } from '../with-files.ts';
import { decodeHtml } from './html.ts';

/**
 * Plain text: each line a paragraph, since Chinese texts break lines only between paragraphs and
 * mirrors put each cell on a line of its own. Lines of English text that were wrapped at a fixed
 * width are joined. JSON with a list of records is the table of them.
 */
export function decodePlain(text: string): ParsedDocument {
  const records = recordsIn(text);
  if (records !== null) return { drafts: [records] };
  const drafts: ParsedDocument['drafts'][number][] = [];
  const lines = text.split(/\r\n?|\n/u);
  let before = '';
  for (let at = 0; at < lines.length; at += 1) {
    const end = tabbedEnd(lines, at);
    const table = end - at < FEWEST_TABBED ? null : tabbed(lines.slice(at, end));
    const line = cleanLine(lines[at]!);
    const last = drafts.at(-1);
    if (table !== null) drafts.push(table);
    else if (last?.kind === 'paragraph' && isWrapped(before, line)) last.text += ` ${line}`;
    else if (line !== '') drafts.push({ kind: 'paragraph', text: line });
    before = table === null ? line : '';
    if (table !== null) at = end - 1;
  }
  return { drafts };
}

const recordsIn = (text: string) => (/^\s*[[{]/u.test(text) ? jsonRecords(text) : null);

/** Lines between tabs that make a table. */
const FEWEST_TABBED = 3;

/** End of the run of tab-separated lines that begins at a line. */
function tabbedEnd(lines: readonly string[], at: number): number {
  let end = at;
  while (lines[end]?.trim().includes('\t') === true) end += 1;
  return end;
}

const tabbed = (lines: readonly string[]) =>
  tableOf(
    lines.map((line) =>
      line
        .trimEnd()
        .split('\t')
        .map((cell) => ({ text: cleanLine(cell) })),
    ),
  );

/**
 * Whether a sentence continues: a long Latin line without a final stop, then a line in lower case.
 */
function isWrapped(before: string, line: string): boolean {
  return before.length >= 50 && /[a-z,-]$/.test(before) && /^[a-z]/.test(line);
}

const NAMED = /\.(?:csv|tsv)(?=$|[?#&])/i;
const TYPED = /^text\/(?:csv|tab-separated-values)\b/i;
const MARKS = [',', '\t', ';', '，'];

/** Whether the name of a file says CSV or TSV: its bytes look like any text. */
export function isCalledCsv({ name, url, contentType }: Incoming): boolean {
  return NAMED.test(name ?? '') || NAMED.test(url ?? '') || TYPED.test(contentType ?? '');
}

/**
 * Separated values as one table. The separator is the most frequent one; quotes that are never
 * closed are plain characters.
 */
export function decodeCsv(text: string): ParsedDocument {
  const head = text.slice(0, 20_000);
  const usage = (mark: string) => head.split(mark).length;
  const rows: string[][] = parse(text, {
    delimiter: MARKS.reduce((most, one) => (usage(one) > usage(most) ? one : most)),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to_line: LIMITS.rows + 1,
  });
  const table = tableOf(rows.map((row) => row.map((value) => ({ text: cleanLines(value) }))));
  return { drafts: table === null ? [] : [table] };
}

/** A single tilde between two numbers is a range, not a deletion. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  tokenizer: { del: () => undefined },
});

/**
 * Parsing emphasis takes the square of its marks; beyond this number they are plain characters,
 * except those of lists.
 */
const MOST_MARKS = 1_000;

/**
 * Removes marks of bold text first: beside Chinese punctuation the Markdown rules leave them in
 * place. Also removes marks of quotes, which take one pass each, and of CDATA and declarations,
 * whose end is searched for from each of them.
 */
function toHtml(prose: string): string {
  const isEmphatic = (prose.match(/[*_]/g)?.length ?? 0) > MOST_MARKS;
  const plain = prose
    .replaceAll('**', '')
    .replace(/^[ \t\u3000]{2,}(?=\S)/gmu, '')
    .replace(/^(?:> ?)+/gm, '')
    .replace(/<(?:\?|!(?!--))/g, '');
  const asPlain = (mark: string) => (mark === '*' ? '&#42;' : '&#95;');
  return marked.parse(isEmphatic ? plain.replace(/[*_](?![ \t])/g, asPlain) : plain) as string;
}

/**
 * Markdown, and plain text with pipe tables or HTML tags in it. Each line ends a paragraph, as in
 * plain text. Pipe tables are read here and not by the Markdown library, which throws away cells
 * beyond the header's number and wants a ruler line: mirrors have rows longer and shorter than the
 * header, and tables without one. The rest becomes HTML and is read as such.
 */
export function decodeMarkdown(text: string): ParsedDocument {
  const { lines, title, date } = frontMatter(text.split(/\r\n?|\n/u));
  const pieces: string[] = [];
  let prose: string[] = [];
  for (let at = 0; at <= lines.length; ) {
    const end = tableEnd(lines, at);
    if (end === at && at < lines.length) prose.push(lines[at]!);
    else {
      if (prose.length > 0) pieces.push(toHtml(prose.join('\n')));
      prose = [];
      if (end > at) pieces.push(tableHtml(lines.slice(at, end)));
    }
    at = Math.max(end, at + 1);
  }
  const { title: heading = null, ...read } = decodeHtml(pieces.join('\n'));
  return { ...read, heading, title: title || undefined, statedDate: date || read.statedDate };
}

/** The block of `key: value` lines between two rulers that blog generators put on top. */
function frontMatter(lines: string[]) {
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '---');
  const head = lines.slice(1, Math.max(1, end));
  const isHead = lines[0]?.trim() === '---' && end > 0 && end <= 60;
  if (!isHead || !head.every((line) => /^\s*(#|-|[\w-]+\s*:|$)/.test(line))) return { lines };
  const value = (key: string) => {
    const line = head.find((one) => one.startsWith(`${key}:`))?.slice(key.length + 1);
    return line?.trim().replace(/^(["'])(.*)\1$/, '$2');
  };
  return { lines: lines.slice(end + 1), title: value('title'), date: value('date') };
}

const RULER = /^\|?:?-+:?(?:\|:?-+:?)*\|?$/;
const isRuler = (line: string) => RULER.test(line.replace(/\s/g, ''));

/**
 * End of the table that begins at a line (first line after it); the line itself where none begins.
 */
function tableEnd(lines: readonly string[], at: number): number {
  const isRow = (line: string | undefined) => line !== undefined && /^\s*\|.*\|/.test(line);
  const next = lines[at + 1] ?? '';
  const isRuled = lines[at]?.includes('|') === true && next.includes('|') && isRuler(next);
  if (!isRuled && !(isRow(lines[at]) && isRow(next))) return at;
  let end = at;
  while (isRow(lines[end]) || (isRuled && lines[end]?.includes('|') === true)) end += 1;
  return end;
}

function tableHtml(lines: readonly string[]): string {
  const cell = (text: string) =>
    `<td>${marked.parseInline(text.replaceAll('**', '')) as string}</td>`;
  const rows = lines
    .filter((line) => !isRuler(line))
    .map((line) => `<tr>${splitRow(line).map(cell).join('')}</tr>`);
  return `<table>${rows.join('')}</table>`;
}

/** Cells of a pipe row; `\|` is a bar inside a cell. */
function splitRow(line: string): string[] {
  const inner = line.trim().replace(/^\||(?<!\\)\|$/g, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}
