import type { Company } from './company.ts';
import type { CompanyFacts, SeriesAct, SeriesLine } from './facts.ts';
import type { GradeRecord } from './grade.ts';
import type { BaseRate, HistoryNote, HistoryRecord, SectorRule } from './history.ts';
import type { CompanyId, OutletId, RegulatorId, SectorId } from './ids.ts';
import type { MoveTable } from './move-table.ts';
import type { NextTable } from './next-table.ts';
import type { Reason } from './reason.ts';
import type { Outlet, Regulator } from './regulator.ts';
import type { CalendarDate, PartialDate } from './time.ts';
import type { Weights } from './weights.ts';
import type { PressModel, Words } from './words.ts';

export interface Sector {
  readonly id: SectorId;
  readonly en: string;
  readonly zh: string;
}

/** Listed companies without a file: a table that is searched, not objects in the heap. */
export interface UniverseTable {
  /** Newest day of the lists that it was made of. */
  readonly asOf: PartialDate | null;
  readonly size: number;
  /** Faulty rows, which are left out. */
  readonly leftOut: readonly CatalogProblem[];
  get(id: string): Company | undefined;
  /**
   * Companies with a registered name, present or former, of this key (`registeredKey` of
   * src/knowledge/names/firm.ts).
   */
  named(key: string): readonly Company[];
  /** All companies one by one; callers must not collect them. */
  companies(): Iterable<Company>;
}

/**
 * All of `config/`, read, checked and frozen. Rooms take it as an argument and build their own
 * indexes from it.
 */
export interface Catalog {
  /** Hash of the files it was read from, which identifies the catalog in a replay. */
  readonly version: string;
  readonly sectors: ReadonlyMap<SectorId, Sector>;
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  /** `get` and `has` know every company; only companies with a file are walked and counted. */
  readonly companies: ReadonlyMap<CompanyId, Company>;
  readonly universe: UniverseTable;
  /** `MIC:symbol` of the listing whose share has an ISIN, as far as public lists say it. */
  readonly isins: ReadonlyMap<string, string>;
  /** Finds companies by what people type, over both. */
  readonly search: Search<CompanyId>;
  /**
   * A named table of plain data derived from this catalog, stored with the compiled catalog where
   * there is one.
   */
  readonly derived: <T>(name: string, make: () => T) => T;
  readonly words: Words;
  /** Weights by which press and official prose are read. */
  readonly models: Readonly<Record<'en' | 'zh', PressModel>>;
  readonly weights: Weights;
  readonly history: readonly HistoryRecord[];
  /** Day of the newest act on record. */
  readonly historyUntil: CalendarDate | null;
  /** Faulty entries of `config/history`, which are left out. */
  readonly historyLeftOut: readonly CatalogProblem[];
  readonly notes: readonly HistoryNote[];
  readonly rules: readonly SectorRule[];
  readonly baseRates: readonly BaseRate[];
  /** Revenue, markets and rates of exchange. */
  readonly facts: CompanyFacts;
  /** How far shares moved with acts of each size; null = no frozen table. */
  readonly moves: MoveTable | null;
  /** How often names in press reports were right, by grade; null = not measured. */
  readonly grades: GradeRecord | null;
  /** Sources whose entries are all in `config/series`. */
  readonly series: readonly SeriesLine[];
  /** Entries of these series on companies of the catalog. */
  readonly seriesActs: readonly SeriesAct[];
  /** Probability of another act; null = no frozen table. */
  readonly next: NextTable | null;
}

/** A fault in a configuration file, its place and the remedy. */
export interface CatalogProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly remedy: string;
}

/** Kind of the name by which an entry is found. `old` = a former name or an ended listing. */
export type NameKind = 'ticker' | 'zh' | 'en' | 'alias' | 'old';

/** How a query matched an entry, most certain first. */
export type How = 'ticker' | 'exact' | 'prefix' | 'pinyin' | 'initials' | 'contains' | 'typo';

export type EntryKind = 'company' | 'app';

/**
 * An entry found: by which of its names, how, and how well (0..1, comparable within one answer).
 */
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

/**
 * Width of a search: `exact` accepts only tickers and names letter for letter, `names` also names
 * that begin with the query.
 */
export type Width = 'exact' | 'names' | 'all';

/** Hits for a query, best first. */
export type Search<Id extends string = string> = (
  query: string,
  limit: number,
  width?: Width,
) => SearchHit<Id>[];
