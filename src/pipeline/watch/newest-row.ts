import { DAY_MS } from '../../domain/time.ts';
import type { Entry } from './kinds/entry.ts';
import { dateIn } from './kinds/list-date.ts';

/** Rows further down are older, or pinned. */
const MOST_READ = 200;

/**
 * The day of the newest row of a list, year first; days in the future are ignored. null = no row
 * states one.
 */
export function newestDay(entries: readonly Entry[], now: number): string | null {
  const latest = new Date(now + DAY_MS).toISOString().slice(0, 10);
  const days = entries
    .slice(0, MOST_READ)
    .map(({ publishedAt, statedDate }) => dayIn(publishedAt, statedDate))
    .filter((day) => day !== null && day <= latest);
  return days.sort().at(-1) ?? null;
}

function dayIn(publishedAt: number | null, statedDate: string | null): string | null {
  if (publishedAt !== null) return new Date(publishedAt).toISOString().slice(0, 10);
  const found = /(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})/.exec(dateIn(statedDate ?? '') ?? '');
  return found === null
    ? null
    : `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`;
}
