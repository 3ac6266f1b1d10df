import { cleanLine } from '../clean.ts';

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

export const endOf = (piece: PdfPiece): number => piece.x + piece.width;

/** Pieces gathered into lines, top to bottom, each from left to right. Baselines within half a letter's height are one line. */
export function linesOf(pieces: readonly PdfPiece[]): PdfPiece[][] {
  const lines: PdfPiece[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && Math.abs(line[0]!.y - piece.y) <= piece.size * 0.5) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => line.toSorted((a, b) => a.x - b.x));
}

/** The text of one line; a gap of a third of a letter is a blank. */
export function textOfLine(pieces: readonly PdfPiece[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    if (text !== '' && piece.x - end > piece.size * 0.33) text += ' ';
    text += piece.text;
    end = endOf(piece);
  }
  return text.trim();
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;
/** Engines put blanks between Chinese letters; none is written there. */
const BLANK_BESIDE_WIDE =
  /(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]) +| +(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])/gu;

/**
 * What pieces say, their lines put together: no blank beside a Chinese character, one between Latin words, none in a broken number or
 * word part. Where they were read off a picture, with the least of their confidences.
 */
export function textOf(pieces: readonly PdfPiece[]): { text: string; confidence?: number } {
  let text = '';
  for (const line of linesOf(pieces).map(textOfLine)) {
    const seam = text.slice(-1) + line.slice(0, 1);
    const isTight = text === '' || WIDE.test(seam) || /[\d.][\d.]/.test(seam);
    text += isTight ? line : ` ${line}`;
  }
  const sure = pieces.flatMap((piece) => piece.confidence ?? []);
  if (sure.length === 0) return { text: cleanLine(text) };
  return { text: cleanLine(text).replace(BLANK_BESIDE_WIDE, ''), confidence: Math.min(...sure) };
}
