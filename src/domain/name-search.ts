import type { Reason } from './reason.ts';
/** What kind of name an entry is found by. `old` = a former name or an ended listing. */
export type NameKind = 'ticker' | 'zh' | 'en' | 'alias' | 'old';

/** How a query came to an entry, from the surest down. */
export type How = 'ticker' | 'exact' | 'prefix' | 'pinyin' | 'initials' | 'contains' | 'typo';

export type EntryKind = 'company' | 'app';

/** An entry found: by which of its names, how, and how well (0..1, comparable within one answer). */
export type SearchHit<Id extends string = string> = {
  readonly id: Id;
  readonly kind: EntryKind;
  /** Place of the name in the names of the entry. */
  readonly name: number;
  readonly matched: string;
  readonly how: How;
  readonly score: number;
  readonly why: Reason;
};

/** How far a search goes: `exact` takes only what is a ticker or a name letter for letter, `names` also what begins with it. */
export type Width = 'exact' | 'names' | 'all';

/** Hits for a query, best first. */
export type Search<Id extends string = string> = (
  query: string,
  limit: number,
  width?: Width,
) => SearchHit<Id>[];
