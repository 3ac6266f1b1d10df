import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { readSeries } from '../events/prices.ts';

/** One form in which sources give daily closes. */
interface CloseForm {
  readonly name: string;
  readonly fits: (text: string) => boolean;
  /** The closes as CSV with Date and Close or AdjClose; a sentence where it is none. */
  readonly csv: (text: string) => { readonly csv: string } | { readonly because: string };
}

const Row = z.record(z.string(), z.unknown());
const Rows = z.union([z.array(Row), z.object({ data: z.array(Row) }).transform(({ data }) => data)]);

/** The forms that are known, tried in this order. */
const FORMS: readonly CloseForm[] = [
  { name: 'JSON rows', fits: (text) => /^\s*[[{]/.test(text), csv: fromJson },
  { name: 'CSV', fits: () => true, csv: (text) => ({ csv: text }) },
];

/** What an answer of a price source says, as the CSV that the study reads; a sentence where it says nothing of use. */
export function closesOf(
  text: string,
  file: string,
): { readonly csv: string } | { readonly because: string } {
  const form = FORMS.find((one) => one.fits(text))!;
  const found = form.csv(text);
  if ('because' in found) return found;
  const series = readSeries(found.csv, file);
  return typeof series === 'string' ? { because: `${form.name}: ${series}` } : found;
}

/** Rows of objects with `date` and `close` or `adjusted_close`, alone or under `data`. */
function fromJson(text: string): { csv: string } | { because: string } {
  const parsed = Rows.safeParse(jsonOf(text));
  if (!parsed.success) return { because: 'JSON, but no list of rows' };
  const rows = parsed.data.map((row) => {
    const of = (...names: string[]) =>
      Object.entries(row).find(([key]) => names.includes(key.toLowerCase().replace(/[^a-z]/g, '')))?.[1];
    return {
      date: String(of('date', 'day') ?? '').slice(0, 10),
      adjusted: of('adjclose', 'adjustedclose'),
      close: of('close'),
    };
  });
  const adjusted = rows.every((row) => row.adjusted !== undefined && row.adjusted !== null);
  const table = rows.map((row) => [row.date, String((adjusted ? row.adjusted : row.close) ?? '')]);
  return { csv: stringify([['Date', adjusted ? 'AdjClose' : 'Close'], ...table]) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
