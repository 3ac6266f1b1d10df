import type { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import type { SourceFile } from './yaml.ts';

/** A line of a table with its place. */
export type FileRow<Value> = Value & { readonly file: string; readonly line: number };

/** A problem of a line, which is left out. */
export function lineProblem(
  { file, line }: { readonly file: string; readonly line: number },
  message: string,
  remedy = 'Correct the line.',
): CatalogProblem {
  return { file, line, column: null, message, remedy };
}

/**
 * Reads a table whose cells are separated by tabs: the first line has the names of the columns,
 * which are the keys of `schema`, one that begins with `#` is a note. A line that is wrong is left
 * out and named in `problems`, the rest is read. An empty file has no rows.
 */
export function readTable<Schema extends z.ZodObject>(file: SourceFile, schema: Schema) {
  const columns = Object.keys(schema.shape);
  return readRows(file, columns, (cells): z.output<Schema> | string => {
    const read = schema.safeParse(
      Object.fromEntries(columns.map((name, nth) => [name, cells[nth]])),
    );
    return read.success ? read.data : read.error.issues[0]!.message;
  });
}

/** The same with a reader of its own, which returns a row, or as text what is wrong with it. */
export function readRows<Value extends object>(
  { path: file, text }: SourceFile,
  columns: readonly string[],
  read: (cells: readonly string[]) => Value | string,
): { readonly rows: FileRow<Value>[]; readonly problems: CatalogProblem[] } {
  const [head, ...lines] = text.split(/\r?\n/);
  const rows: FileRow<Value>[] = [];
  const problems: CatalogProblem[] = [];
  if (text !== '' && head !== columns.join('\t')) {
    const remedy = 'Put that line first; cells are separated by tabs.';
    return {
      rows,
      problems: [
        lineProblem({ file, line: 1 }, `the columns are not ${columns.join(', ')}`, remedy),
      ],
    };
  }
  for (const [at, written] of lines.entries()) {
    if (written === '' || written.startsWith('#')) continue;
    const place = { file, line: at + 2 };
    const cells = written.split('\t');
    const value =
      cells.length === columns.length
        ? read(cells)
        : `${cells.length} cells instead of ${columns.length}`;
    if (typeof value === 'string') problems.push(lineProblem(place, value));
    else rows.push({ ...value, ...place });
  }
  return { rows, problems };
}
