import type { Company } from './company.ts';
import type { BaseRate, HistoryNote, HistoryRecord, SectorRule } from './history.ts';
import type { CompanyId, OutletId, RegulatorId, SectorId } from './ids.ts';
import type { Outlet, Regulator } from './regulator.ts';
import type { Weights } from './weights.ts';
import type { Words } from './words.ts';

export interface Sector {
  readonly id: SectorId;
  readonly en: string;
  readonly zh: string;
}

/** All of `config/`, read, checked and frozen. Rooms take it as an argument and build their own indexes from it. */
export interface Catalog {
  /** Hash of the files it was read from: names the catalog in a replay. */
  readonly version: string;
  readonly sectors: ReadonlyMap<SectorId, Sector>;
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  readonly companies: ReadonlyMap<CompanyId, Company>;
  readonly words: Words;
  readonly weights: Weights;
  readonly history: readonly HistoryRecord[];
  readonly notes: readonly HistoryNote[];
  readonly rules: readonly SectorRule[];
  readonly baseRates: readonly BaseRate[];
}

/** What is wrong in a configuration file, where, and what to do. */
export interface CatalogProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly remedy: string;
}
