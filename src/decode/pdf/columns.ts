import type { RawCell } from '../grid.ts';
import { joinWrapped, type PdfPiece, type PieceLine, textOfLine } from './page.ts';

/** A run of lines that stand in columns without drawn lines: which lines, and their cells. */
export type ColumnRun = { from: number; to: number; columns: number; rows: RawCell[][] };

const LEAST_COLUMNS = 3;
const LEAST_ROWS = 3;

/**
 * Tables without drawn lines: at least three lines, each of three or more words apart, that begin where the words of the first line do.
 * A line with fewer words continues the row above it.
 */
export function columnRuns(lines: readonly PieceLine[]): ColumnRun[] {
  const runs: ColumnRun[] = [];
  const words = lines.map((line) => apart(line.pieces));
  for (let at = 0; at < lines.length; at += 1) {
    if (words[at]!.length < LEAST_COLUMNS) continue;
    const starts = words[at]!.map((word) => [word[0]!.x, endOf(word)] as const);
    const rows: PdfPiece[][][] = [];
    let to = at;
    for (; to < lines.length; to += 1) {
      const line = words[to]!;
      const gap = to > at ? lines[to]!.y - lines[to - 1]!.y : 0;
      if (line.length < LEAST_COLUMNS && line.length === 1 && line[0]![0]!.x <= starts[0]![0] + 2) break;
      if (gap > (line[0]?.[0]?.size ?? 10) * 4) break;
      const placed: PdfPiece[][] = starts.map(() => []);
      for (const word of line) placed[nearest(word, starts)]!.push(...word);
      const above = rows.at(-1);
      if (placed[0]!.length === 0 && above && line.length < LEAST_COLUMNS)
        for (const [c, word] of placed.entries()) above[c]!.push(...word);
      else rows.push(placed);
    }
    if (rows.length >= LEAST_ROWS) {
      runs.push({ from: at, to, columns: starts.length, rows: rows.map((row) => row.map(cellOf)) });
      at = to - 1;
    }
  }
  return runs;
}

function cellOf(pieces: readonly PdfPiece[]): RawCell {
  const byLine = new Map<number, PdfPiece[]>();
  for (const piece of pieces) {
    const line = byLine.get(piece.y);
    if (line === undefined) byLine.set(piece.y, [piece]);
    else line.push(piece);
  }
  const sure = pieces.flatMap((piece) => piece.confidence ?? []);
  return {
    text: joinWrapped([...byLine.values()].map(textOfLine)),
    header: false,
    rowspan: 1,
    colspan: 1,
    ...(sure.length === 0 ? {} : { confidence: Math.min(...sure) }),
  };
}

/** The words of a line: pieces with less than a letter's width between them. */
function apart(pieces: readonly PdfPiece[]): PdfPiece[][] {
  const words: PdfPiece[][] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    if (last && piece.x - endOf(last) <= piece.size * 0.9) last.push(piece);
    else words.push([piece]);
  }
  return words;
}

function endOf(word: readonly PdfPiece[]): number {
  const last = word.at(-1)!;
  return last.x + last.width;
}

/** The column whose extent the word overlaps, else the one whose middle is nearest. */
function nearest(word: readonly PdfPiece[], columns: readonly (readonly [number, number])[]): number {
  const middle = (word[0]!.x + endOf(word)) / 2;
  const distance = ([left, right]: readonly [number, number]) =>
    endOf(word) > left && word[0]!.x < right
      ? 0
      : Math.min(Math.abs(middle - left), Math.abs(middle - right));
  let best = 0;
  for (const [c, column] of columns.entries()) if (distance(column) < distance(columns[best]!)) best = c;
  return best;
}
