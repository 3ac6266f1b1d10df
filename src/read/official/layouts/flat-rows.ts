import type { Line } from '../../document/page.ts';
import { columnOf } from '../cell-shape.ts';
import type { OfficialWords } from '../official-words.ts';
import type { Layout } from './layout.ts';
import { readCells } from './line-cells.ts';

const FEWEST = 4;

/** A whole table on one line, its cells parted by blanks, as a copy that lost all breaks leaves it. */
export const flatRows: Layout = {
  id: 'flat-rows',
  about:
    'a table that arrived on one line: header words one after the other, then records that begin with 1, 2, 3 …',
  read({ page, words }) {
    for (const line of page.lines) {
      const from = headerAt(line);
      if (from === null) continue;
      const reading = readCells(tokensOf(line, from, words), 'flat-rows', words);
      if (reading !== null) return reading;
    }
    return null;
  },
};

/** Where a run of header words begins that names the app and two columns more. */
function headerAt({ text }: Line): number | null {
  let run: { start: number; columns: Set<string> } | null = null;
  for (const match of text.matchAll(/\S+/gu)) {
    const column = match[0].length <= 8 ? columnOf(match[0]) : null;
    if (column === null) run = null;
    else {
      run ??= { start: match.index, columns: new Set() };
      run.columns.add(column);
      if (run.columns.size >= FEWEST && run.columns.has('name')) return run.start;
    }
  }
  return null;
}

const LATIN_END = /[A-Za-z.,&]$/u;
const LATIN_START = /^[A-Za-z&(]/u;

/** The words of a line from an offset on, each a line of its own; a blank inside a Latin name or a store parts none. */
function tokensOf(line: Line, from: number, words: OfficialWords): Line[] {
  const stores = words.stores(line.text);
  const tokens: Line[] = [];
  for (const match of line.text.slice(from).matchAll(/\S+/gu)) {
    const start = from + match.index;
    const end = start + match[0].length;
    const last = tokens.at(-1);
    const inStore = stores.some((one) => one.start < start && start < one.end);
    const isLatin = last !== undefined && LATIN_END.test(last.text) && LATIN_START.test(match[0]);
    const beginsStore = stores.some((one) => one.start === start);
    if (last !== undefined && last.start >= 0 && (inStore || (isLatin && !beginsStore))) {
      const at = last.start - line.start;
      tokens[tokens.length - 1] = {
        raw: line.raw.slice(at, end),
        text: line.text.slice(at, end),
        start: last.start,
      };
    } else tokens.push({ raw: line.raw.slice(start, end), text: match[0], start: line.start + start });
  }
  return tokens;
}
