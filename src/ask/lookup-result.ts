import type { Card } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Reason } from '../domain/reason.ts';
import type { Score, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';
import type { NotFound } from './answers.ts';
import type { FindCompanies } from './find-company.ts';
import type { Knowledge } from './knowledge.ts';

/** An answer as a card, with a table where a list is worth having as a file. */
export type LookupResult =
  | { readonly found: true; readonly card: Card; readonly table?: readonly (readonly string[])[] }
  | NotFound;

export interface LookupOptions {
  readonly at: Instant;
  readonly language: Language;
}

/** What look-ups and subscriptions work with. */
export interface LookupDeps {
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly store: Store;
  readonly clock: Clock;
}

/** What a look-up at one company works with. */
export interface Subject {
  readonly company: Company;
  readonly steps: readonly Step[];
  readonly score: Score;
  readonly taken: Reason | null;
}
