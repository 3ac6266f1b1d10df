import { withoutEdges } from '../../../domain/edges.ts';
import type { Draft } from '../compose.ts';
import { type TableCell, tableOf } from '../table.ts';
import {
  drawnGrids,
  endOf,
  grouped,
  linesOf,
  type PageContent,
  type PdfPiece,
  textOf,
  textOfLine,
} from './page.ts';

type PdfLine = readonly PdfPiece[];

/** Rows of a table of so many columns, or lines of prose: then `columns` is 0. */
type PdfPart = { top: number; columns: number; rows: TableCell[][]; lines: PdfLine[] };

/**
 * Pages as blocks: tables by their drawn lines, else by columns; the rest as paragraphs. A table
 * that goes on over pages is one table.
 */
export function draftsOf(pages: readonly PageContent[]): Draft[] {
  const parts = pages.flatMap((page) =>
    partsOf(page).map((part, at) => ({ ...part, isAtTop: at === 0 })),
  );
  // Lines go on within a page; a table at the top of one goes on where the last one ended with a
  // table as wide.
  const joined = grouped(parts, ([first], { columns, isAtTop }) => {
    return first!.columns === columns && (columns === 0) !== isAtTop;
  });
  return joined.flatMap((group): Draft[] => {
    const lines = group.flatMap((part) => part.lines);
    if (lines.length > 0) return paragraphs(lines);
    const table = tableOf(group.flatMap((part) => part.rows));
    return table === null ? [] : [table];
  });
}

const PAGE_NUMBER = /^(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／共]\s?\d{1,4}(?:\s?页)?)?$/u;

function partsOf({ pieces, strokes }: PageContent): PdfPart[] {
  const free = new Set(pieces);
  const ruled = drawnGrids(strokes).map(({ top, columns, rows, frameAt }): PdfPart => {
    const inside = Map.groupBy(pieces, ({ x, y, width, size }) =>
      frameAt(x + Math.min(width, size) / 2, y - size * 0.35),
    );
    for (const [frame, own] of inside)
      if (frame !== undefined) for (const pdfPiece of own) free.delete(pdfPiece);
    const cells = rows.map((row) =>
      row.map((frame) => {
        const { rowspan, colspan } = frame;
        return { ...textOf(inside.get(frame) ?? []), rowspan, colspan };
      }),
    );
    return { top, columns, rows: cells, lines: [] };
  });
  const lines = linesOf([...free]).filter((line, at, all) => {
    const isWithin = at > 0 && at < all.length - 1;
    return isWithin || !PAGE_NUMBER.test(withoutEdges(textOfLine(line), /[\s\-—–·]/u));
  });
  return [...ruled, ...withColumns(lines)].sort((a, b) => a.top - b.top);
}

const LEAST_COLUMNS = 3;
const LEAST_ROWS = 3;

/**
 * Lines, and tables without drawn lines among them: at least three lines, each of three or more
 * words apart, that begin where the words of the first line do.
 */
function withColumns(lines: readonly PdfLine[]): PdfPart[] {
  const parts: PdfPart[] = [];
  const words = lines.map(wordsOf);
  for (let at = 0; at < lines.length; ) {
    const rows = words[at]!.length < LEAST_COLUMNS ? [] : columnsFrom(at, words);
    const top = lines[at]![0]!.y;
    const length = rows.reduce((sum, { height }) => sum + height, 0);
    if (rows.length < LEAST_ROWS) {
      parts.push({ top, columns: 0, rows: [], lines: [lines[at]!] });
      at += 1;
    } else {
      const cells = rows.map((row) => row.cells.map(textOf));
      parts.push({ top, columns: words[at]!.length, rows: cells, lines: [] });
      at += length;
    }
  }
  return parts;
}

/**
 * The rows in columns from a line on, and how many lines each takes: one with fewer words continues
 * the row above it.
 */
function columnsFrom(first: number, lines: readonly PdfPiece[][][]) {
  const starts = lines[first]!.map((word) => [word[0]!.x, endOf(word.at(-1)!)] as const);
  const rows: ColumnRow[] = [];
  for (let at = first; at < lines.length; at += 1) {
    const line = lines[at]!;
    const [{ x, y, size }] = line[0] as [PdfPiece];
    if (line.length === 1 && x <= starts[0]![0] + 2) break;
    if (at > first && y - lines[at - 1]![0]![0]!.y > size * 4) break;
    const cells: PdfPiece[][] = starts.map(() => []);
    for (const word of line) cells[nearest(word, starts)]!.push(...word);
    const above = rows.at(-1);
    if (above === undefined || cells[0]!.length > 0 || line.length >= LEAST_COLUMNS)
      rows.push({ cells, height: 1 });
    else append(above, cells);
  }
  return rows;
}

interface ColumnRow {
  readonly cells: PdfPiece[][];
  height: number;
}

/** Adds a line that continues a row. */
function append(row: ColumnRow, cells: readonly PdfPiece[][]): void {
  row.height += 1;
  for (const [column, word] of cells.entries()) row.cells[column]!.push(...word);
}

/** The words of a line: pieces with less than a letter's width between them. */
const wordsOf = (line: PdfLine): PdfPiece[][] =>
  grouped(line, (word, piece) => piece.x - endOf(word.at(-1)!) <= piece.size * 0.9);

/** The column whose extent the word overlaps, else the one whose middle is nearest. */
function nearest(
  word: readonly PdfPiece[],
  columns: readonly (readonly [number, number])[],
): number {
  const start = word[0]!.x;
  const end = endOf(word.at(-1)!);
  const middle = (start + end) / 2;
  const distance = ([left, right]: readonly [number, number]) =>
    end > left && start < right ? 0 : Math.min(Math.abs(middle - left), Math.abs(middle - right));
  let best = 0;
  for (const [c, column] of columns.entries())
    if (distance(column) < distance(columns[best]!)) best = c;
  return best;
}

/**
 * Lines to paragraphs: a line that reaches the right edge goes on in the next one, unless that one
 * is indented.
 */
function paragraphs(lines: readonly PdfLine[]): Draft[] {
  const rightOf = (line: PdfLine) => line.reduce((most, piece) => Math.max(most, endOf(piece)), 0);
  const right = lines.reduce((most, line) => Math.max(most, rightOf(line)), 0);
  const left = lines.reduce((least, line) => Math.min(least, line[0]!.x), Number.POSITIVE_INFINITY);
  const groups = grouped(lines, (group, line) => {
    const before = group.at(-1)!;
    const [{ x, size }] = line as [PdfPiece];
    const isFull = rightOf(before) >= right - size * 2;
    return isFull && x <= left + size && Math.abs(before[0]!.size - size) < 1.5;
  });
  return groups.flatMap((group): Draft[] => {
    const said = textOf(group.flat());
    return said.text === '' ? [] : [{ kind: 'paragraph', ...said }];
  });
}
