import type { Catalog } from '../../domain/catalog.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { SourceRow } from './source-rows.ts';

/**
 * How a source is doing: `healthy` = its newest row is as new as usual; `quiet` = it is older than
 * that; `answers` = it answers, and nobody knows what is usual, or its rows state no days.
 */
export type SourceHealth = 'off' | 'failing' | 'never' | 'quiet' | 'answers' | 'healthy';

/** Least time that is no silence, whatever is usual. */
const LEAST_MS = 3 * DAY_MS;
const USUALS = 3;

type Judged = Pick<
  SourceRow,
  'enabled' | 'finding' | 'gaps' | 'lastSuccessAt' | 'answeredSince' | 'newestRow' | 'usualMs'
>;

/** How a source is doing at an instant. */
export function healthOf(row: Judged, at: number): SourceHealth {
  if (!row.enabled) return 'off';
  if (row.finding !== null || row.gaps.some((gap) => gap.to === null)) return 'failing';
  if (row.lastSuccessAt === null && !row.answeredSince) return 'never';
  if (row.newestRow === null || row.usualMs === null) return 'answers';
  // A day has an end: what was published on it may have come late.
  const age = at - (Date.parse(row.newestRow) + DAY_MS);
  return age > Math.max(USUALS * row.usualMs, LEAST_MS) ? 'quiet' : 'healthy';
}

/** What is watched, in one count of sources for every place that tells it. */
export interface Coverage {
  readonly known: number;
  /** Those that are watched: not switched off, and waiting for no setting. */
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

/** Years of the record that tell whom an authority acts against. */
const YEARS_MS = 5 * 366 * DAY_MS;

/**
 * The authorities of which nothing is seen, since every source of theirs that is on fails, and the
 * companies against which the record of five years holds acts of theirs.
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
