import { withoutEdges } from '../../domain/edges.ts';
import { cleanLine } from '../clean.ts';
import type { RawCell } from '../grid.ts';
import type { Limits } from '../limits.ts';
import type { Draft } from '../parsed-document.ts';
import { tableOf } from '../table.ts';
import { columnRuns } from './columns.ts';
import { drawnGrids, type Frame } from './drawn-grid.ts';
import { joinWrapped, linesOf, type PageContent, type PdfPiece, type PieceLine, textOfLine } from './page.ts';

type PdfPart =
  | { kind: 'lines'; top: number; lines: PieceLine[] }
  | { kind: 'rows'; top: number; columns: number; rows: RawCell[][] };

/** Pages as blocks: tables by their drawn lines, else by columns; the rest as paragraphs. A table that goes on over pages is one table. */
export function draftsOf(pages: readonly PageContent[], limits: Limits): { drafts: Draft[]; cut: boolean } {
  const drafts: Draft[] = [];
  let cut = false;
  for (const part of acrossPages(pages.map(partsOf))) {
    if (part.kind === 'lines') drafts.push(...paragraphs(part.lines));
    else {
      const laid = tableOf(part.rows.map(legible), null, limits);
      if (laid) drafts.push(laid.table);
      cut ||= laid?.cut ?? false;
    }
  }
  return { drafts, cut };
}

const legible = (row: readonly RawCell[]) =>
  row.map((cell) => ({
    ...cell,
    text: cleanLine(cell.confidence === undefined ? cell.text : tight(cell.text)),
  }));

const BLANK_BESIDE_WIDE =
  /(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]) +| +(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])/gu;

/** Engines put blanks between Chinese letters; none is written there. */
function tight(text: string): string {
  return text.replace(BLANK_BESIDE_WIDE, '');
}

const PAGE_NUMBER = /^(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／共]\s?\d{1,4}(?:\s?页)?)?$/u;

function partsOf(page: PageContent): PdfPart[] {
  const ruled = ruledTables(page);
  const free = linesOf(page.pieces.filter((piece) => !ruled.some((table) => table.pieces.has(piece))));
  const edges = free.filter(
    (line, at) =>
      (at > 0 && at < free.length - 1) ||
      !PAGE_NUMBER.test(withoutEdges(textOfLine(line.pieces), /[\s\-—–·]/u)),
  );
  const parts: PdfPart[] = ruled.map(({ top, columns, rows }) => ({ kind: 'rows', top, columns, rows }));
  let from = 0;
  const addLines = (to: number) => {
    for (const line of edges.slice(from, to)) parts.push({ kind: 'lines', top: line.y, lines: [line] });
  };
  for (const run of columnRuns(edges)) {
    addLines(run.from);
    parts.push({ kind: 'rows', top: edges[run.from]!.y, columns: run.columns, rows: run.rows });
    from = run.to;
  }
  addLines(edges.length);
  return parts.sort((a, b) => a.top - b.top);
}

/** One list of parts: neighbouring lines together, and a table at the top of a page joined to one as wide at the bottom of the last. */
function acrossPages(pages: readonly PdfPart[][]): PdfPart[] {
  const joined: PdfPart[] = [];
  for (const parts of pages)
    for (const [at, part] of parts.entries()) {
      const last = joined.at(-1);
      if (part.kind === 'lines' && last?.kind === 'lines' && at > 0) last.lines.push(...part.lines);
      else if (part.kind === 'rows' && last?.kind === 'rows' && at === 0 && last.columns === part.columns)
        last.rows.push(...part.rows);
      else
        joined.push(
          part.kind === 'lines' ? { ...part, lines: [...part.lines] } : { ...part, rows: [...part.rows] },
        );
    }
  return joined;
}

/** Lines to paragraphs: a line that reaches the right edge goes on in the next one, unless that one is indented. */
function paragraphs(lines: readonly PieceLine[]): Draft[] {
  const endOf = (line: PieceLine) =>
    line.pieces.reduce((most, piece) => Math.max(most, piece.x + piece.width), 0);
  const right = lines.reduce((most, line) => Math.max(most, endOf(line)), 0);
  const left = lines.reduce((least, line) => Math.min(least, line.pieces[0]!.x), Number.POSITIVE_INFINITY);
  const groups: PieceLine[][] = [];
  for (const line of lines) {
    const before = groups.at(-1)?.at(-1);
    const size = line.pieces[0]!.size;
    const goesOn =
      before &&
      endOf(before) >= right - size * 2 &&
      line.pieces[0]!.x <= left + size &&
      Math.abs(before.pieces[0]!.size - size) < 1.5;
    if (goesOn) groups.at(-1)!.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group): Draft[] => {
    const text = cleanLine(joinWrapped(group.map((line) => textOfLine(line.pieces))));
    const sure = group.flatMap((line) => line.pieces.flatMap((piece) => piece.confidence ?? []));
    if (text === '') return [];
    if (sure.length === 0) return [{ kind: 'paragraph', text }];
    return [{ kind: 'paragraph', text: tight(text), confidence: Math.min(...sure) }];
  });
}

/** A table drawn with lines: where it stands, its cells, and the pieces that lie in it. */
type RuledTable = {
  top: number;
  bottom: number;
  columns: number;
  rows: RawCell[][];
  pieces: Set<PdfPiece>;
};

/** Tables by their drawn lines, with the pieces of text that stand in each cell. */
function ruledTables({ pieces, strokes }: PageContent): RuledTable[] {
  return drawnGrids(strokes).map(({ top, bottom, columns, rows, frameAt }) => {
    const inside = new Map<Frame, PdfPiece[]>();
    for (const piece of pieces) {
      const frame = frameAt(piece.x + Math.min(piece.width, piece.size) / 2, piece.y - piece.size * 0.35);
      if (frame === undefined) continue;
      const own = inside.get(frame);
      if (own === undefined) inside.set(frame, [piece]);
      else own.push(piece);
    }
    const filled = rows.map((row) => row.map((frame) => cellOf(frame, inside.get(frame) ?? [])));
    return { top, bottom, columns, rows: filled, pieces: new Set([...inside.values()].flat()) };
  });
}

/** The text of a cell, and where it was read off a picture the least confidence of its pieces. */
function cellOf({ rowspan, colspan }: Frame, pieces: readonly PdfPiece[]): RawCell {
  const text = joinWrapped(linesOf(pieces).map((line) => textOfLine(line.pieces)));
  const sure = pieces.flatMap((piece) => piece.confidence ?? []);
  const confidence = sure.length === 0 ? {} : { confidence: Math.min(...sure) };
  return { text, header: false, rowspan, colspan, ...confidence };
}
