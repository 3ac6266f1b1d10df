import { type CellObject, read, set_cptable, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Finding } from '../../../domain/document.ts';
import { cleanLine, cleanLines } from '../clean.ts';
import type { Draft, ParsedDocument } from '../compose.ts';
import { LIMITS, type TableCell, tableOf } from '../table.ts';
import { repack } from './zip.ts';

const DEFAULT_NAME = /^(sheet|工作表|表)\s*\d*$/i;

/**
 * Excel (xlsx, xls): each visible sheet is a table, captioned with its name unless that is a
 * default.
 */
export async function decodeXlsx(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = bytes[0] === 0x50 ? repack(bytes) : { ok: true as const, bytes };
  if (!archive.ok) return { drafts: [], findings: [archive.finding] };
  set_cptable(codepages);
  const book = read(archive.bytes, {
    type: 'array',
    dense: true,
    cellHTML: false,
    sheetRows: LIMITS.rows + 1,
  });
  const longest = longestCell(Object.values(book.Sheets));
  if (longest > LONGEST_CELL) {
    const message = `A cell holds ${longest} characters; Excel writes ${LONGEST_CELL} at most.`;
    return { drafts: [], findings: [{ code: 'too-large', message }] };
  }
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

/** Characters that Excel allows in a cell. A longer shared text is named by thousands of cells. */
const LONGEST_CELL = 32_767;

function longestCell(sheets: readonly WorkSheet[]): number {
  let longest = 0;
  for (const sheet of sheets)
    for (const row of (sheet['!data'] ?? []) as SheetCells)
      for (const cell of row ?? [])
        if (typeof cell?.v === 'string') longest = Math.max(longest, cell.v.length);
  return longest;
}

type SheetCells = readonly (readonly (CellObject | undefined)[])[];

function rowsOf(sheet: WorkSheet): TableCell[][] {
  const cells: SheetCells = sheet['!data'] ?? [];
  const height = Math.min(cells.length, LIMITS.rows + 1);
  const width = Math.min(widthOf(cells), LIMITS.columns + 1);
  const rows = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c): TableCell | null => ({ text: textOf(cells[r]?.[c]) })),
  );
  // Ranges do not overlap in a normal sheet; of a hostile one no more is read than covers it a few
  // times.
  let left = 4 * height * width;
  for (const { s, e } of sheet['!merges'] ?? []) {
    const first = rows[s.r]?.[s.c];
    if (!first) continue;
    const bottom = Math.min(e.r, height - 1);
    const right = Math.min(e.c, width - 1);
    left -= (bottom - s.r + 1) * (right - s.c + 1);
    if (left < 0) break;
    for (let r = s.r; r <= bottom; r += 1) rows[r]!.fill(null, s.c, right + 1);
    rows[s.r]![s.c] = { text: first.text, rowspan: e.r - s.r + 1, colspan: e.c - s.c + 1 };
  }
  return rows.map((row) => row.filter((cell) => cell !== null));
}

/** The last column with content: sheets are often formatted far beyond it. */
function widthOf(cells: SheetCells): number {
  let width = 0;
  for (const row of cells)
    if (row)
      for (let c = row.length - 1; c >= width; c -= 1) if (textOf(row[c]) !== '') width = c + 1;
  return width;
}

/** The displayed text of a cell, not its value. */
function textOf(cell: CellObject | undefined): string {
  return cell === undefined || cell.t === 'z' ? '' : cleanLines(cell.w ?? String(cell.v ?? ''));
}
