import type { RawCell } from '../grid.ts';
import { drawnGrids, type Frame } from './drawn-grid.ts';
import { joinWrapped, linesOf, type PageContent, type PdfPiece, textOfLine } from './page.ts';

/** A table drawn with lines: where it stands, its cells, and the pieces that lie in it. */
export type RuledTable = {
  top: number;
  bottom: number;
  columns: number;
  rows: RawCell[][];
  pieces: Set<PdfPiece>;
};

/** Tables by their drawn lines, with the pieces of text that stand in each cell. */
export function ruledTables({ pieces, strokes }: PageContent): RuledTable[] {
  return drawnGrids(strokes).map(({ top, bottom, columns, rows }) => {
    const inside = new Set<PdfPiece>();
    const near = pieces.filter((piece) => piece.y > top - piece.size && piece.y < bottom + piece.size);
    const filled = rows.map((row) =>
      row.map((frame) => {
        const own = near.filter((piece) => isIn(piece, frame) && !inside.has(piece));
        for (const piece of own) inside.add(piece);
        return cellOf(frame, own);
      }),
    );
    return { top, bottom, columns, rows: filled, pieces: inside };
  });
}

/** The text of a cell, and where it was read off a picture the least confidence of its pieces. */
export function cellOf({ rowspan, colspan }: Frame, pieces: readonly PdfPiece[]): RawCell {
  const text = joinWrapped(linesOf(pieces).map((line) => textOfLine(line.pieces)));
  const sure = pieces.flatMap((piece) => piece.confidence ?? []);
  const confidence = sure.length === 0 ? {} : { confidence: Math.min(...sure) };
  return { text, header: false, rowspan, colspan, ...confidence };
}

function isIn(piece: PdfPiece, { left, top, right, bottom }: Frame): boolean {
  const x = piece.x + Math.min(piece.width, piece.size) / 2;
  const y = piece.y - piece.size * 0.35;
  return x >= left && x < right && y >= top && y < bottom;
}
