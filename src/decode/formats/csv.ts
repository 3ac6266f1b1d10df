import { parse } from 'csv-parse/sync';
import { cleanLines } from '../clean.ts';
import type { ParsedDocument } from '../compose.ts';
import { LIMITS } from '../limits.ts';
import { tableOf } from '../table.ts';
import type { Incoming } from '../with-files.ts';

const NAMED = /\.(?:csv|tsv)(?=$|[?#&])/i;
const TYPED = /^text\/(?:csv|tab-separated-values)\b/i;
const MARKS = [',', '\t', ';', '，'];

/** Whether a file is called a table of separated values: its bytes alone look like any text. */
export function isCalledCsv({ name, url, contentType }: Incoming): boolean {
  return NAMED.test(name ?? '') || NAMED.test(url ?? '') || TYPED.test(contentType ?? '');
}

/** Separated values as one table. The mark between them is the one that the lines use most; quotes that are never closed stand for themselves. */
export function decodeCsv(text: string): ParsedDocument {
  const head = text.slice(0, 20_000);
  const usage = (mark: string) => head.split(mark).length;
  const rows: string[][] = parse(text, {
    delimiter: MARKS.reduce((most, one) => (usage(one) > usage(most) ? one : most)),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to_line: LIMITS.rows + 1,
  });
  const table = tableOf(rows.map((row) => row.map((value) => ({ text: cleanLines(value) }))));
  return { drafts: table === null ? [] : [table] };
}
