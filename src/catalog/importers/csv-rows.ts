import { pipeline, Readable } from 'node:stream';
import { type Options, parse } from 'csv-parse';

/** A row with the byte at which the next one begins: reading may go on from there. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly next: number;
}

const OPTIONS: Options = {
  bom: true,
  info: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
};

/** Rows of a CSV of any size, one at a time; `start` = byte at which the input begins in its file. */
export async function* csvRows(input: AsyncIterable<Uint8Array>, start = 0): AsyncGenerator<CsvRow> {
  // A failure on either side ends the loop, so the callback has nothing left to do.
  const rows = pipeline(Readable.from(input), parse(OPTIONS), () => {});
  for await (const one of rows as AsyncIterable<{ record: string[]; info: { bytes: number } }>)
    yield { cells: one.record, next: start + one.info.bytes };
}

/** The header of a file and where its first row begins; null where the file is empty. */
export async function headerOf(input: AsyncIterable<Uint8Array>): Promise<CsvRow | null> {
  for await (const row of csvRows(input)) return row;
  return null;
}

/** Reads cells by the name of their column; a column that is not there is empty. */
export function byName(header: readonly string[]): (row: CsvRow, name: string) => string {
  const at = new Map(header.map((name, index) => [name.trim(), index]));
  return (row, name) => {
    const index = at.get(name);
    return index === undefined ? '' : (row.cells[index] ?? '').trim();
  };
}
