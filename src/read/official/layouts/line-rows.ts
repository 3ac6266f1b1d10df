import { type Line, spanIn } from '../../document/page.ts';
import { columnOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { type ListReading, readRows } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';
import type { Layout } from './layout.ts';

/** Rows that are lines, with tabs, bars or wide gaps between the cells. */
export const lineRows: Layout = {
  id: 'line-rows',
  about:
    'a table in plain text: a header line, then one line per row, cells parted by tabs, bars or two blanks',
  read({ page, words }) {
    for (const gap of GAPS) {
      const first = page.lines.findIndex((line) => isHeader(cells(line, gap), gap));
      if (first < 0) continue;
      const width = cells(page.lines[first]!, gap).length;
      const rows = page.lines
        .slice(first)
        .filter((line) => !/^\W*第\s?\d+\s?页/u.test(line.text))
        .map((line) => cells(line, gap, gap.source === '\\s' ? words.stores(line.text) : []))
        .filter((row) => row.length >= (gap === COMMA ? width : 2) && !row.at(-1)!.text.endsWith('。'));
      const reading = readPadded(rows, words);
      if (reading !== null) return reading;
    }
    return null;
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

function readPadded(rows: readonly ListCell[][], words: OfficialWords): ListReading | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const empty: ListCell = { text: '', span: { start: 0, end: 0 }, merged: false };
  const padded = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => empty)]);
  const reading = readRows(padded, 'line-rows', words);
  return reading === null || reading.drafts.length === 0 ? null : reading;
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
