import type { Catalog } from '../../domain/catalog.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { SourceRow } from './source-rows.ts';

/**
 * State of a source: `healthy` = its newest row is as recent as usual; `quiet` = older than that;
 * `answers` = it answers, but the usual interval is unknown or its rows are undated.
 */
export type SourceHealth = 'off' | 'failing' | 'never' | 'quiet' | 'answers' | 'healthy';

/** A shorter silence never counts as quiet. */
const LEAST_MS = 3 * DAY_MS;
const USUALS = 3;

type Judged = Pick<
  SourceRow,
  'enabled' | 'finding' | 'gaps' | 'lastSuccessAt' | 'answeredSince' | 'newestRow' | 'usualMs'
>;

/** State of a source at an instant. */
export function healthOf(row: Judged, at: number): SourceHealth {
  if (!row.enabled) return 'off';
  if (row.finding !== null || row.gaps.some((gap) => gap.to === null)) return 'failing';
  if (row.lastSuccessAt === null && !row.answeredSince) return 'never';
  if (row.newestRow === null || row.usualMs === null) return 'answers';
  // A row states a day only: it may have been published at the end of that day.
  const age = at - (Date.parse(row.newestRow) + DAY_MS);
  return age > Math.max(USUALS * row.usualMs, LEAST_MS) ? 'quiet' : 'healthy';
}

/** Counts of sources by state; every page and command shows these. */
export interface Coverage {
  readonly known: number;
  /** Watched: not switched off, and not waiting for a setting. */
  readonly on: number;
  readonly healthy: number;
  readonly answers: number;
  readonly quiet: number;
  readonly failing: number;
  readonly never: number;
}

export function coverageOf(rows: readonly Judged[], at: number): Coverage {
  const states = rows.map((row) => healthOf(row, at));
  const count = (state: SourceHealth) =>
    states.filter((sourceHealth) => sourceHealth === state).length;
  return {
    known: rows.length,
    on: rows.length - count('off'),
    healthy: count('healthy'),
    answers: count('answers'),
    quiet: count('quiet'),
    failing: count('failing'),
    never: count('never'),
  };
}

/** Period of the record from which the companies affected by a blind authority are taken. */
const YEARS_MS = 5 * 366 * DAY_MS;

/**
 * Authorities of which every enabled source fails, and the companies they acted against in the last
 * five years of the record.
 */
export function blindOf(
  rows: readonly SourceRow[],
  { regulators, history }: Pick<Catalog, 'regulators' | 'history'>,
  at: number,
) {
  const own = rows.filter((row) => row.official && row.enabled);
  const blind = [...Map.groupBy(own, (row) => row.owner.id as string)]
    .filter(([, of]) => of.every((row) => healthOf(row, at) === 'failing'))
    .map(([id]) => id);
  const since = new Date(at - YEARS_MS).toISOString().slice(0, 10);
  const companies = new Set<CompanyId>(
    history
      .filter((record) => blind.includes(record.regulator) && record.date >= since)
      .flatMap((record) => record.hits.map((hit) => hit.company)),
  );
  const bodies = [...regulators.values()].filter(({ id }) => blind.includes(id));
  return { bodies, companies: [...companies] };
}
