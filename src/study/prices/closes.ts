import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { readSeries } from '../events/prices.ts';

const Row = z.record(z.string(), z.unknown());
const Rows = z.union([z.array(Row), z.object({ data: z.array(Row) }).transform(({ data }) => data)]);

/** What an answer of a price source says, JSON rows or CSV, as the CSV that the study reads; a sentence where it says nothing of use. */
export function closesOf(
  text: string,
  file: string,
): { readonly csv: string } | { readonly because: string } {
  const json = /^\s*[[{]/.test(text);
  const found = json ? fromJson(text) : { csv: text };
  if ('because' in found) return found;
  const series = readSeries(found.csv, file);
  return typeof series === 'string' ? { because: `${json ? 'JSON rows' : 'CSV'}: ${series}` } : found;
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
