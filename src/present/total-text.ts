import type { Notice } from '../domain/notice.ts';

/** A sum in the words of its text, with its period where another word than these states it: "351 apps have received notices this year". */
export function totalText({ value, what, period }: Notice['counts']['totals'][number]): string {
  const text = what.replace('…', String(value)).trim();
  return period === null || text.includes(period) ? text : `${text} (${period})`;
}
