import type { How, NameKind } from '../domain/catalog.ts';
import { type Reason, type ReasonCode, reason } from '../domain/reason.ts';

const CODES = {
  ticker: 'by-ticker',
  exact: 'by-name',
  prefix: 'by-prefix',
  pinyin: 'by-sound',
  initials: 'by-initials',
  contains: 'by-part',
  typo: 'by-spelling',
} as const satisfies Readonly<Record<How, ReasonCode>>;

/** Why a search took an entry. */
export function whyFound(how: How, query: string, name: string, kind: NameKind): Reason {
  const why = reason(CODES[how], { query: query.trim(), name });
  return kind === 'old' ? reason('former-name', { why }) : why;
}
