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

/**
 * Companies that are listed and have no file: a table that is looked up, not objects in the heap.
 */
export interface UniverseTable {
  /** Newest day of the lists that it was made of. */
  readonly asOf: PartialDate | null;
  readonly size: number;
  /** Wrong rows: they are left out, the rest is there. */
  readonly leftOut: readonly CatalogProblem[];
  get(id: string): Company | undefined;
  /**
   * Companies with a registered name, present or former, of this key (`registeredKey` of
   * src/knowledge/names/firm.ts).
   */
  named(key: string): readonly Company[];
  /** All of them, one by one; not to be held. */
  companies(): Iterable<Company>;
}

/**
 * All of `config/`, read, checked and frozen. Rooms take it as an argument and build their own
 * indexes from it.
 */
export interface Catalog {
  /** Hash of the files it was read from: names the catalog in a replay. */
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
   * A table of plain data made of this catalog, under one name: kept beside the compiled catalog
   * where there is one.
   */
  readonly derived: <T>(name: string, make: () => T) => T;
  readonly words: Words;
  /** Weights by which press and official prose are read. */
  readonly models: Readonly<Record<'en' | 'zh', PressModel>>;
  readonly weights: Weights;
  readonly history: readonly HistoryRecord[];
  /** How far the record of acts reaches: day of the newest one. */
  readonly historyUntil: CalendarDate | null;
  /** Entries of `config/history` that were not sound and are left out. */
  readonly historyLeftOut: readonly CatalogProblem[];
  readonly notes: readonly HistoryNote[];
  readonly rules: readonly SectorRule[];
  readonly baseRates: readonly BaseRate[];
  /** Revenue, markets and rates of exchange. */
  readonly facts: CompanyFacts;
  /** How far shares moved with acts of each size; null = no table was frozen. */
  readonly moves: MoveTable | null;
  /** How often names of press were right, by their grade; null = nobody counted. */
  readonly grades: GradeRecord | null;
  /** Sources of which every entry stands in `config/series`. */
  readonly series: readonly SeriesLine[];
  /** What these hold on companies of the catalog. */
  readonly seriesActs: readonly SeriesAct[];
  /** How likely another act is; null = no table was frozen. */
  readonly next: NextTable | null;
}

/** What is wrong in a configuration file, where, and what to do. */
export interface CatalogProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly remedy: string;
}

/** What kind of name an entry is found by. `old` = a former name or an ended listing. */
export type NameKind = 'ticker' | 'zh' | 'en' | 'alias' | 'old';

/** How a query came to an entry, from the surest down. */
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
 * How far a search goes: `exact` takes only what is a ticker or a name letter for letter, `names`
 * also what begins with it.
 */
export type Width = 'exact' | 'names' | 'all';

/** Hits for a query, best first. */
export type Search<Id extends string = string> = (
  query: string,
  limit: number,
  width?: Width,
) => SearchHit<Id>[];
