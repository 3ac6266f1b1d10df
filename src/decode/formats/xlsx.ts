import { type CellObject, type Range, read, set_cptable, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Finding } from '../../domain/document.ts';
import { cleanLine, cleanLines } from '../clean.ts';
import type { Draft, ParsedDocument } from '../compose.ts';
import { LIMITS, type TableCell, tableOf } from '../table.ts';
import { repack } from './zip.ts';

const DEFAULT_NAME = /^(sheet|工作表|表)\s*\d*$/i;

/** Excel, new and old (xlsx, xls): each visible sheet a table, under its name where that says something. */
export async function decodeXlsx(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = bytes[0] === 0x50 ? repack(bytes) : { ok: true as const, bytes };
  if (!archive.ok) return { drafts: [], findings: [archive.finding] };
  set_cptable(codepages);
  const book = read(archive.bytes, {
    ...{ type: 'array', dense: true, cellHTML: false },
    sheetRows: LIMITS.rows + 1,
  });
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  for (const [at, name] of book.SheetNames.entries()) {
    if (book.Workbook?.Sheets?.[at]?.Hidden) {
      findings.push({ code: 'sheet-hidden', message: `The hidden sheet "${name}" was not read.` });
      continue;
    }
    const table = tableOf(rowsOf(book.Sheets[name]!));
    if (table === null) continue;
    const text = cleanLine(name);
    if (text !== '' && !DEFAULT_NAME.test(text)) drafts.push({ kind: 'paragraph', text });
    drafts.push(table);
  }
  return { drafts, findings };
}

type SheetCells = readonly (readonly (CellObject | undefined)[])[];

function rowsOf(sheet: WorkSheet): TableCell[][] {
  const cells: SheetCells = sheet['!data'] ?? [];
  const height = Math.min(cells.length, LIMITS.rows + 1);
  const width = Math.min(widthOf(cells), LIMITS.columns + 1);
  const { covered, spans } = mergedIn(sheet['!merges'] ?? [], height, width);
  return Array.from({ length: height }, (_, r) => {
    const row: TableCell[] = [];
    for (let c = 0; c < width; c += 1)
      if (covered[r * width + c] === 0)
        row.push({ text: textOf(cells[r]?.[c]), ...spans.get(r * width + c) });
    return row;
  });
}

/** The last column that says something: sheets are often formatted far beyond. */
function widthOf(cells: SheetCells): number {
  let width = 0;
  for (const row of cells)
    if (row) for (let c = row.length - 1; c >= width; c -= 1) if (textOf(row[c]) !== '') width = c + 1;
  return width;
}

/**
 * Merged ranges by row × width: the places that lie under them, and the spans of their first cells. Ranges do not overlap in a sheet
 * that a program wrote; of one that was made to be slow no more is read than covers it a few times.
 */
function mergedIn(ranges: readonly Range[], height: number, width: number) {
  const covered = new Uint8Array(height * width);
  const spans = new Map<number, { rowspan: number; colspan: number }>();
  let left = 4 * covered.length;
  for (const { s, e } of ranges) {
    const first = s.r * width + s.c;
    if (s.r >= height || s.c >= width || covered[first] === 1) continue;
    const bottom = Math.min(e.r, height - 1);
    const right = Math.min(e.c, width - 1);
    left -= (bottom - s.r + 1) * (right - s.c + 1);
    if (left < 0) break;
    for (let r = s.r; r <= bottom; r += 1) covered.fill(1, r * width + s.c, r * width + right + 1);
    covered[first] = 0;
    spans.set(first, { rowspan: e.r - s.r + 1, colspan: e.c - s.c + 1 });
  }
  return { covered, spans };
}

/** What the cell shows, not what it computes with. */
function textOf(cell: CellObject | undefined): string {
  return cell === undefined || cell.t === 'z' ? '' : cleanLines(cell.w ?? String(cell.v ?? ''));
}
