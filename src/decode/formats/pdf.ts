import type { Finding } from '../../domain/document.ts';
import { cleanLine } from '../clean.ts';
import { type Draft, type Draught, draught } from '../draft.ts';
import type { RawCell } from '../grid.ts';
import type { Limits } from '../limits.ts';
import { columnRuns } from '../pdf/columns.ts';
import { loadPages } from '../pdf/load.ts';
import { joinWrapped, linesOf, type PageContent, type PieceLine, textOfLine } from '../pdf/page.ts';
import { ruledTables } from '../pdf/ruled.ts';
import { tableOf } from '../table.ts';
import { withTitle } from './text.ts';

type Part =
  | { kind: 'lines'; top: number; lines: PieceLine[] }
  | { kind: 'rows'; top: number; columns: number; rows: RawCell[][] };

/** PDF with text: tables by their drawn lines, else by columns; the rest as paragraphs. A table that goes on over pages is one table. */
export async function decodePdf(bytes: Uint8Array, limits: Limits): Promise<Draught> {
  const { pages, left } = await loadPages(bytes, limits.pages);
  const findings: Finding[] = [];
  if (left > 0)
    findings.push({
      code: 'pages-cut',
      message: `${left} pages beyond the first ${limits.pages} were not read.`,
    });
  if (pages.every((page) => page.pieces.length === 0))
    findings.push({ code: 'list-is-a-picture', message: 'The PDF holds no text; its pages are pictures.' });
  const drafts: Draft[] = [];
  for (const part of acrossPages(pages.map(partsOf))) {
    if (part.kind === 'lines') drafts.push(...paragraphs(part.lines));
    else {
      const laid = tableOf(
        part.rows.map((row) => row.map((cell) => ({ ...cell, text: cleanLine(cell.text) }))),
        null,
        limits,
      );
      if (laid) drafts.push(laid.table);
      if (laid?.cut)
        findings.push({ code: 'table-cut', message: `A table has more than ${limits.rows} rows.` });
    }
  }
  const titled = withTitle(drafts);
  return draught(titled.drafts, { title: titled.title, titleGuessed: true, findings });
}

const PAGE_NUMBER = /^[\s\-—–·]*(第\s*)?\d{1,4}(\s*页)?(\s*[/／共]\s*\d{1,4}\s*页?)?[\s\-—–·]*$/u;

function partsOf(page: PageContent): Part[] {
  const ruled = ruledTables(page);
  const free = linesOf(page.pieces.filter((piece) => !ruled.some((table) => table.pieces.has(piece))));
  const edges = free.filter(
    (line, at) => (at > 0 && at < free.length - 1) || !PAGE_NUMBER.test(textOfLine(line.pieces)),
  );
  const parts: Part[] = ruled.map(({ top, columns, rows }) => ({ kind: 'rows', top, columns, rows }));
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
function acrossPages(pages: readonly Part[][]): Part[] {
  const joined: Part[] = [];
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
  const endOf = (line: PieceLine) => Math.max(...line.pieces.map((piece) => piece.x + piece.width));
  const right = Math.max(...lines.map(endOf));
  const left = Math.min(...lines.map((line) => line.pieces[0]!.x));
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
  return groups
    .map((group) => cleanLine(joinWrapped(group.map((line) => textOfLine(line.pieces)))))
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'paragraph', text }));
}
