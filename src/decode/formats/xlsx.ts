import { type CellObject, type Range, read, set_cptable, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Finding } from '../../domain/document.ts';
import { withinLimit } from '../archive.ts';
import { cleanLine, cleanLines } from '../clean.ts';
import type { RawCell } from '../grid.ts';
import type { Limits } from '../limits.ts';
import { type Draft, type ParsedDocument, parsedDocument } from '../parsed-document.ts';
import { tableOf } from '../table.ts';

const DEFAULT_NAME = /^(sheet|工作表|表)\s*\d*$/i;

/** Excel, new and old (xlsx, xls): each visible sheet a table, under its name where that says something. */
export async function decodeXlsx(bytes: Uint8Array, limits: Limits): Promise<ParsedDocument> {
  const zipped = bytes[0] === 0x50;
  const archive = zipped ? withinLimit(bytes, limits.unzippedBytes) : { ok: true as const, bytes };
  if (!archive.ok) return parsedDocument([], { findings: [{ code: 'too-large', message: archive.reason }] });
  set_cptable(codepages);
  const book = read(archive.bytes, {
    type: 'array',
    dense: true,
    sheetRows: limits.rows + 1,
    cellHTML: false,
  });
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  for (const [at, name] of book.SheetNames.entries()) {
    if (book.Workbook?.Sheets?.[at]?.Hidden) {
      findings.push({ code: 'sheet-hidden', message: `The hidden sheet "${name}" was not read.` });
      continue;
    }
    const laid = tableOf(rowsOf(book.Sheets[name]!, limits), null, limits);
    if (!laid) continue;
    const sheet = cleanLine(name);
    if (sheet !== '' && !DEFAULT_NAME.test(sheet)) drafts.push({ kind: 'heading', text: sheet, level: 2 });
    drafts.push(laid.table);
    if (laid.cut)
      findings.push({ code: 'table-cut', message: `The sheet "${name}" goes beyond the limits.` });
  }
  return parsedDocument(drafts, { title: captionOf(drafts), titleGuessed: true, findings });
}

/** The title that lists carry in a merged row above their columns, without the line that only says "annex". */
function captionOf(drafts: readonly Draft[]): string | null {
  const table = drafts.find((draft) => draft.kind === 'table');
  const lines = table?.caption?.split('\n') ?? [];
  return lines.find((line) => !/^附[件表]\s*[\d一二三四五六七八九十]*[：:]?$/u.test(line)) ?? null;
}

function rowsOf(sheet: WorkSheet, limits: Limits): RawCell[][] {
  const cells = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const merges = new Map((sheet['!merges'] ?? []).map((range) => [`${range.s.r},${range.s.c}`, range]));
  const height = Math.min(cells.length, limits.rows + 1);
  const width = Math.min(widthOf(cells), limits.columns + 1);
  const covered = coveredBy(sheet['!merges'] ?? [], height, width);
  return Array.from({ length: height }, (_, r) => {
    const row: RawCell[] = [];
    for (let c = 0; c < width; c += 1) {
      if (covered[r * width + c] === 1) continue;
      const merge = merges.get(`${r},${c}`);
      row.push({
        text: textOf(cells[r]?.[c]),
        header: false,
        rowspan: merge ? merge.e.r - merge.s.r + 1 : 1,
        colspan: merge ? merge.e.c - merge.s.c + 1 : 1,
      });
    }
    return row;
  });
}

/** The last column that says something: sheets are often formatted far beyond. */
function widthOf(cells: readonly (readonly (CellObject | undefined)[])[]): number {
  let width = 0;
  for (const row of cells)
    if (row) for (let c = row.length - 1; c >= width; c -= 1) if (textOf(row[c]) !== '') width = c + 1;
  return width;
}

/**
 * Places under a merged range, by row × width. Ranges do not overlap in a sheet that a program wrote; of one that was made to be slow no
 * more is read than covers it a few times.
 */
function coveredBy(merges: readonly Range[], height: number, width: number): Uint8Array {
  const covered = new Uint8Array(height * width);
  let left = 4 * covered.length;
  for (const { s, e } of merges) {
    if (s.r >= height || s.c >= width || covered[s.r * width + s.c] === 1) continue;
    const bottom = Math.min(e.r, height - 1);
    const right = Math.min(e.c, width - 1);
    left -= (bottom - s.r + 1) * (right - s.c + 1);
    if (left < 0) break;
    for (let r = s.r; r <= bottom; r += 1) covered.fill(1, r * width + s.c, r * width + right + 1);
    covered[s.r * width + s.c] = 0;
  }
  return covered;
}

/** What the cell shows, not what it computes with. */
function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.t === 'z') return '';
  return cleanLines(cell.w ?? String(cell.v ?? ''));
}
