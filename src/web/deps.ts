import type { ActYears } from '../ask/act-years.ts';
import type { Ask } from '../ask/ask.ts';
import type { Boards } from '../ask/board.ts';
import type { CompanyViews } from '../ask/company-views.ts';
import type { FindCompanies } from '../ask/find-company.ts';
import type { Knowledge } from '../ask/knowledge.ts';
import type { SetUp } from '../ask/set-up.ts';
import type { Document } from '../domain/document.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Outlet, Source } from '../domain/regulator.ts';
import type { Studies } from './study-shown.ts';

/** A source as it is watched here, switched off where a setting is missing. */
export interface ShownSource {
  readonly source: Source;
  readonly outlet: Outlet | null;
}

/** Who may look. */
export interface Access {
  /** Asked of everybody where it is set. */
  readonly token: string | null;
  /** Address that people use, `https://tocsin.example.org`; null = the one they came by. */
  readonly origin: string | null;
  /** Secret of this process for forms and sessions, hex. */
  readonly key: string;
}

/** Answer of `/readyz`: empty = ready; else each reason with its remedy. */
export type Readiness = () => Promise<readonly string[]>;

export interface WebDeps {
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly ask: Ask;
  readonly store: Store;
  readonly boards: Boards;
  readonly views: CompanyViews;
  readonly years: ActYears;
  readonly clock: Clock;
  readonly sources: readonly ShownSource[];
  /** The stored bytes of an item, made legible again; null where they are not held. */
  readonly documentOf: (item: ItemId) => Promise<Document | null>;
  /** What the study commands last found. */
  readonly studies: () => Promise<Studies>;
  /** Null where the page may be seen from other machines. */
  readonly setUp: SetUp | null;
  /** IANA zone of times on the page; days are those of Beijing, as the record has them. */
  readonly timeZone: string;
  readonly access: Access;
  readonly ready: Readiness;
  /** Text in Prometheus' format. */
  readonly metrics: () => Promise<string>;
  readonly version: string;
  /** Told of what a page could not do. */
  readonly log: { error(fields: object, sentence: string): void };
}
