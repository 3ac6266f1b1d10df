import { parse } from 'csv-parse/sync';
import { cleanLine, cleanLines } from '../clean.ts';
import type { RawCell } from '../grid.ts';
import type { Limits } from '../limits.ts';
import { type ParsedDocument, parsedDocument } from '../parsed-document.ts';
import { tableOf } from '../table.ts';

const NAMED = /\.(?:csv|tsv)(?=$|[?#&])/i;
const TYPED = /^text\/(?:csv|tab-separated-values)\b/i;
const MARKS = [',', '\t', ';', '，'];

/** Whether a file is called a table of separated values: its bytes alone look like any text. */
export function isCalledCsv(
  name: string | null | undefined,
  url: string | null | undefined,
  type: string | null,
): boolean {
  return NAMED.test(name ?? '') || NAMED.test(url ?? '') || TYPED.test(type ?? '');
}

/** Separated values as one table. The mark between them is the one that the lines use most; quotes that are never closed stand for themselves. */
export function decodeCsv(text: string, limits: Limits): ParsedDocument {
  const rows: string[][] = parse(text, {
    delimiter: usualMark(text),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to_line: limits.rows + 1,
  });
  const laid = tableOf(rows.map(rawRow), null, limits);
  if (!laid) return parsedDocument([]);
  const caption = laid.table.caption?.split('\n')[0] ?? null;
  return parsedDocument([laid.table], {
    title: caption === null ? null : cleanLine(caption),
    titleGuessed: true,
    findings: laid.cut ? [{ code: 'table-cut', message: 'The table goes beyond the limits.' }] : [],
  });
}

function rawRow(values: readonly string[]): RawCell[] {
  return values.map((value) => ({ text: cleanLines(value), header: false, rowspan: 1, colspan: 1 }));
}

function usualMark(text: string): string {
  const head = text.slice(0, 20_000);
  const counts = MARKS.map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}
