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
export function readTable<Schema extends z.ZodObject>(
  { path: file, text }: SourceFile,
  schema: Schema,
): { readonly rows: FileRow<z.output<Schema>>[]; readonly problems: CatalogProblem[] } {
  const columns = Object.keys(schema.shape);
  const [head, ...lines] = text.split(/\r?\n/);
  const rows: FileRow<z.output<Schema>>[] = [];
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
    const read = schema.safeParse(
      Object.fromEntries(columns.map((name, nth) => [name, cells[nth]])),
    );
    if (cells.length !== columns.length)
      problems.push(lineProblem(place, `${cells.length} cells instead of ${columns.length}`));
    else if (read.success) rows.push({ ...read.data, ...place });
    else problems.push(lineProblem(place, read.error.issues[0]!.message));
  }
  return { rows, problems };
}
