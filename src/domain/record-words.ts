import { z } from 'zod';
import { text } from './file-values.ts';
import { Measure } from './measures.ts';

/** What stands in a column of a list of acts. */
export const RecordColumn = z.enum([
  'authority',
  'day',
  'number',
  'code',
  'law',
  'person',
  'short',
  'party',
  'breach',
  'sum',
  'measure',
]);
export type RecordColumn = z.infer<typeof RecordColumn>;

/** How lists of acts name their columns, and what their cells say (`config/words/records.yml`). */
export const RecordWords = z.strictObject({
  /** Phrases of the head of a column; the first column that has one counts. */
  columns: z.record(RecordColumn, z.array(text).min(1)),
  /** Phrases of heads by which the rows are no acts against firms. */
  others: z.array(text),
  /** Cells by which nothing is done, and cells by which what the head says is done. */
  empty: z.array(text),
  does: z.array(text),
  /** Words of a cell by which a person is the party. */
  persons: z.array(text),
  /** Cells by which the listed company of the row is the party. */
  itself: z.array(text),
  /** What English cells, heads and titles say is done, the gravest first. */
  measures: z.array(
    z.strictObject({
      measure: Measure,
      form: text.optional(),
      english: text,
      phrases: z.array(text).min(1),
    }),
  ),
});
export type RecordWords = z.infer<typeof RecordWords>;
