import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { makePrivateFile } from '../../base/private-files.ts';
import type { ExportColumn, ExportRow } from './tables.ts';

export type ExportFormat = 'csv' | 'jsonl' | 'parquet';

/** Rows of a Parquet row group, which are in memory at a time. */
const ROW_GROUP = 10_000;
/** Types of Parquet for ours. */
const PARQUET = {
  text: 'STRING',
  date: 'STRING',
  timestamp: 'TIMESTAMP',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
} as const;
/** Characters that wait to be written at once. */
const BLOCK = 1_048_576;

/**
 * Streams rows to a file, which appears when it is complete; returns the number of rows, or why the
 * file system refused.
 */
export async function writeFileOf(
  path: string,
  format: ExportFormat,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<object>,
): Promise<{ readonly rows: number } | { readonly problem: string }> {
  const unfinished = `${path}.unfinished`;
  let count = 0;
  async function* counted() {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  try {
    rmSync(unfinished, { force: true });
    makePrivateFile(unfinished);
    if (format === 'parquet') {
      const { fileWriter, parquetWriteRows } = await import('hyparquet-writer');
      await parquetWriteRows({
        writer: fileWriter(unfinished),
        rows: counted(),
        columns: columns.map(({ name, type, nullable }) => ({
          name,
          type: PARQUET[type],
          nullable,
        })),
        rowGroupSize: ROW_GROUP,
      });
    } else {
      // Opened first: a stream that opens later would create the file again after its removal.
      const file = await open(unfinished, 'w');
      await pipeline(
        linesOf(format, columns, counted()),
        file.createWriteStream({ highWaterMark: BLOCK }),
      );
    }
    renameSync(unfinished, path);
    return { rows: count };
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    // A refusal of the file system is returned; anything else is a bug.
    const { code, message } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) throw error;
    return { problem: `${path} cannot be written (${message}): name another file.` };
  }
}

/** Lines of CSV with a head, or of JSON. */
export async function* linesOf(
  format: Exclude<ExportFormat, 'parquet'>,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<object>,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns.map((column) => column.name));
  for await (const row of rows)
    yield format === 'csv'
      ? csvLine(columns.map((column) => (row as ExportRow)[column.name]))
      : `${JSON.stringify(row)}\n`;
}

/** A title that begins like a formula is made text, so that a spreadsheet does not run it. */
function csvLine(values: readonly unknown[]): string {
  return stringify([values as unknown[]], {
    escape_formulas: true,
    cast: { boolean: String, date: (value) => value.toISOString() },
  });
}
