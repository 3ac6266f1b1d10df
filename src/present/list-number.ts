import type { Notice } from '../domain/notice.ts';
import { type Language, localeOf } from './words.ts';

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
