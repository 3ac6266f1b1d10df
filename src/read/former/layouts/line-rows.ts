import { columnOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { type ListReading, readRows } from '../grid-rows.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

/** Rows that are lines, with tabs, bars or wide gaps between the cells. */
export const lineRows: Layout = {
  id: 'line-rows',
  about:
    'a table in plain text: a header line, then one line per row, cells parted by tabs, bars or two blanks',
  read(page) {
    for (const gap of GAPS) {
      const first = page.lines.findIndex((line) => isHeader(cells(line, gap), gap));
      if (first < 0) continue;
      const width = cells(page.lines[first]!, gap).length;
      const rows = page.lines
        .slice(first)
        .filter((line) => !/^\W*第\s?\d+\s?页/u.test(line.text))
        .map((line) => cells(line, gap, gap.source === '\\s' ? page.vocabulary.stores(line.text) : []))
        .map((row) => (row.length === width - 1 ? withOrdinal(row) : row))
        .filter((row) => row.length >= (gap === COMMA ? width : 2) && !row.at(-1)!.text.endsWith('。'));
      const reading = readPadded(rows, page);
      if (reading !== null) return reading;
    }
    return readPadded(headless(page), page);
  },
};

/** A comma of a file of values; quotes keep one inside. */
const COMMA = /,/g;
const GAPS = [/\t+/g, /\|/g, COMMA, /\s{2,}/g, /\s/g];

/** Gaps between the cells of a line; a comma with an odd number of quotes behind it stands inside some. */
function gapsIn(text: string, gap: RegExp): RegExpExecArray[] {
  const all = [...text.matchAll(gap)];
  if (gap !== COMMA) return all;
  let quotes = text.split('"').length - 1;
  let from = 0;
  return all.filter(({ index }) => {
    quotes -= text.slice(from, index).split('"').length - 1;
    from = index;
    return quotes % 2 === 0;
  });
}

function readPadded(rows: readonly ListCell[][], page: Page): ListReading | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const empty: ListCell = { text: '', span: { start: 0, end: 0 }, merged: false };
  const padded = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => empty)]);
  const reading = readRows(padded, 'line-rows', page.vocabulary);
  return reading === null || reading.drafts.length === 0 ? null : reading;
}

const FEWEST = 4;

/** The longest run of lines with bars or tabs between four cells or more: a list whose header got lost. */
function headless(page: Page): ListCell[][] {
  let best: ListCell[][] = [];
  let run: ListCell[][] = [];
  for (const line of page.lines) {
    const row = /\t/.test(line.text) ? cells(line, /\t+/g) : cells(line, /\|/g);
    if (row.length >= FEWEST) run.push(row);
    else run = [];
    if (run.length > best.length) best = run;
  }
  return best.length >= 2 ? best : numberedRows(page);
}

/** Lines 1, 2, 3 … of as many words each, parted by blanks: a list whose header got lost. */
function numberedRows(page: Page): ListCell[][] {
  const rows: ListCell[][] = [];
  for (const line of page.lines) {
    const row = cells(line, /\s+/g, page.vocabulary.stores(line.text));
    const fits = rows.length === 0 || row.length === rows[0]!.length;
    if (row.length >= FEWEST && fits && row[0]!.text.replace(/[.、]$/u, '') === String(rows.length + 1))
      rows.push(row);
    else if (rows.length > 0) break;
  }
  return rows.length >= 2 ? rows : [];
}

/** A row whose ordinal is glued to its name: "3绿萝记账". */
function withOrdinal(row: ListCell[]): ListCell[] {
  const first = row[0]!;
  const mark = /^(\d{1,3})[.、]?(?=[^\d.\s])/u.exec(first.text);
  if (mark === null) return row;
  const { start, end } = first.span;
  const size = mark[1]!.length;
  return [
    { text: mark[1]!, span: { start, end: start + size }, merged: false },
    { text: first.text.slice(mark[0].length), span: { start: start + mark[0].length, end }, merged: false },
    ...row.slice(1),
  ];
}

/** A line of header words; where only blanks part them, short ones, each for another column. */
function isHeader(row: readonly ListCell[], gap: RegExp): boolean {
  const columns = row.map((cell) => columnOf(cell.text));
  const isWords =
    gap.source !== '\\s' ||
    (new Set(columns).size === columns.length &&
      row.every((cell) => /^[^()（）,，。、]{1,10}$/u.test(cell.text)));
  return (
    isWords &&
    columns.includes('name') &&
    columns.filter((one) => one !== null).length >= 2 &&
    columns.filter((one) => one !== null).length >= Math.max(3, row.length - 1)
  );
}

/** Cells of a line; a blank inside the name of a store ("App Store") parts none. */
function cells(line: Line, gap: RegExp, whole: readonly { start: number; end: number }[] = []): ListCell[] {
  const found: ListCell[] = [];
  let from = 0;
  const push = (end: number) => {
    const text = line.raw.slice(from, end);
    const quoted = gap === COMMA ? /^\s*"(.*)"\s*$/u.exec(text) : null;
    const inner = quoted?.[1] ?? text.trim();
    const at = from + (inner === '' ? 0 : text.indexOf(inner));
    found.push({ text: inner, span: spanIn(line, at, at + inner.length), merged: false });
  };
  for (const match of gapsIn(line.text, gap)) {
    if (whole.some((one) => one.start < match.index && match.index < one.end)) continue;
    push(match.index);
    from = match.index + match[0].length;
  }
  push(line.text.length);
  return found;
}
