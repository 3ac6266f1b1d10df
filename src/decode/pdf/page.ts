/** A piece of text on a page. Points from the page's top left corner, as seen (rotation applied); `y` is the baseline. */
export type PdfPiece = {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** Where it was read off a picture: 0..1. */
  confidence?: number;
};

/** A straight horizontal or vertical stroke on a page: the edge of a cell, perhaps. */
export type Stroke = { x0: number; y0: number; x1: number; y1: number };

export type PageContent = { pieces: PdfPiece[]; strokes: Stroke[] };

export type PieceLine = { y: number; pieces: PdfPiece[] };

/** Pieces gathered into lines, top to bottom, each from left to right. Baselines within half a letter's height are one line. */
export function linesOf(pieces: readonly PdfPiece[]): PieceLine[] {
  const lines: PieceLine[] = [];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && Math.abs(line.y - piece.y) <= piece.size * 0.5) line.pieces.push(piece);
    else lines.push({ y: piece.y, pieces: [piece] });
  }
  for (const line of lines) line.pieces.sort((a, b) => a.x - b.x);
  return lines;
}

/** The text of one line; a gap of a third of a letter is a blank. */
export function textOfLine(pieces: readonly PdfPiece[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    if (text !== '' && piece.x - end > piece.size * 0.33) text += ' ';
    text += piece.text;
    end = piece.x + piece.width;
  }
  return text.trim();
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;

/** Puts the lines of wrapped text together: no blank beside a Chinese character, one between Latin words, none in a broken number or word part. */
export function joinWrapped(lines: readonly string[]): string {
  let text = '';
  let last = '';
  for (const line of lines) {
    if (line === '') continue;
    const tight = text === '' || WIDE.test(last) || WIDE.test(line[0]!) || /[\d.][\d.]/.test(last + line[0]!);
    text += tight ? line : ` ${line}`;
    last = line.at(-1)!;
  }
  return text;
}
