import type { TableCell } from '../table.ts';
import { partsOf } from './cells.ts';
import { parse } from './page.ts';

type RawRows = readonly (readonly TableCell[])[];

/** A page without most rows of its long tables, and these rows by table number. */
export interface LiftedPage {
  readonly html: string;
  readonly rowsOf: (attribs: Readonly<Record<string, string>>) => RawRows;
}

/** Rows of a table that remain in the page. */
const SEEN_ROWS = 500;
/** Rows parsed at a time: a tree takes some ten times the memory of its source. */
const PIECE_ROWS = 1_000;
const MARK = 'data-rows-apart';
const TAG = /<(\/?)(table|tr|script|textarea|template)\b/giu;

/** A table of the source: its offsets, and those of its rows. */
interface LongTable {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly number[];
}

/**
 * Takes the rows of long tables out of a page, piece by piece, so that the tree of the page stays
 * small. The first rows remain and identify the table. A table with a nested one is left to the
 * parser.
 */
export function liftLongTables(html: string): LiftedPage {
  const tables = longTables(html);
  if (tables.length === 0) return { html, rowsOf: () => [] };
  const lifted = tables.map((table) => rowsOf(html, table));
  const pieces: string[] = [];
  let from = 0;
  for (const [at, { start, end, rows }] of tables.entries()) {
    const name = start + '<table'.length;
    pieces.push(html.slice(from, name), ` ${MARK}="${at}"`, html.slice(name, rows[SEEN_ROWS]!));
    from = end;
  }
  pieces.push(html.slice(from));
  return {
    html: pieces.join(''),
    rowsOf: (attribs) => lifted[Number(attribs[MARK] ?? Number.NaN)] ?? [],
  };
}

/** Closed tables of more rows than the parser sees, without a table or script in them. */
function longTables(html: string): LongTable[] {
  const found: LongTable[] = [];
  let start = -1;
  let rows: number[] = [];
  for (const { 1: slash, 2: name, index } of html.matchAll(TAG)) {
    const tag = `${slash}${name}`.toLowerCase();
    if (tag === 'tr') rows.push(index);
    else if (tag !== '/tr') {
      const isLong = start >= 0 && rows.length > SEEN_ROWS + PIECE_ROWS;
      if (tag === '/table' && isLong) found.push({ start, end: index, rows });
      start = tag === 'table' ? index : -1;
      rows = [];
    }
  }
  return found;
}

function rowsOf(html: string, { end, rows }: LongTable): RawRows {
  const read: TableCell[][] = [];
  for (let at = SEEN_ROWS; at < rows.length; at += PIECE_ROWS) {
    const piece = html.slice(rows[at]!, rows[at + PIECE_ROWS] ?? end);
    const [table] = parse(`<table>${piece}</table>`).named('table');
    if (table !== undefined) read.push(...partsOf(table).rows);
  }
  return read;
}
