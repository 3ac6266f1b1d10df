import type { Mapping } from '../domain/exposure.ts';
import type { Notice } from '../domain/notice.ts';
import { type Language, localeOf } from './words.ts';

/** How the apps of a notice add up: of listed companies, private, unknown here, counted and not named. Null where there are none. */
export function coverageText(
  notice: Pick<Notice, 'counts'>,
  { subjects, ofListed, listedCompanies: listed, private: unlisted }: Mapping['counts'],
  language: Language,
): string | null {
  const all = Math.max(notice.counts.apps?.value ?? 0, subjects);
  const rest = { unresolved: subjects - ofListed - unlisted, unnamed: all - subjects };
  return all === 0
    ? null
    : localeOf(language).coverage({ all, ofListed, listed, private: unlisted, ...rest });
}

const NUMBERED = /(20\d\d)\s*年\s*(?:度)?第/u;

/**
 * The number of a list, in its year and in all; null where the notice states none. The year is that which the title states: that of
 * the publication would be a guess, since pages are reprinted.
 */
export function listNumber(
  { batch, title }: Pick<Notice, 'batch' | 'title'>,
  language: Language,
): string | null {
  if (batch === null || (batch.value.yearly === null && batch.value.total === null)) return null;
  return localeOf(language).batch(batch.value.yearly, batch.value.total, NUMBERED.exec(title)?.[1] ?? null);
}

/** A sum in the words of its text, with its period where another word than these states it: "351 apps have received notices this year". */
export function totalText({ value, what, period }: Notice['counts']['totals'][number]): string {
  const text = what.replace('…', String(value)).trim();
  return period === null || text.includes(period) ? text : `${text} (${period})`;
}
