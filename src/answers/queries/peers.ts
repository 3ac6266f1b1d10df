import { type Company, listingsOn } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Band } from '../../domain/score.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { rankInSector, type SectorRank } from '../../pipeline/score/change.ts';

/** The compared score of a company; null where nothing is known. */
export interface Scored {
  readonly company: Company;
  readonly score: number;
  readonly band: Band;
  readonly state: 'acts' | 'no-acts' | 'no-data';
}

/** A company beside its sector. */
export type Peers<Row extends Scored = Scored> = SectorRank & {
  /** Those whose scores are nearest to its own, highest first. */
  readonly nearest: readonly Row[];
};

const NEAREST = 5;

/**
 * Rank, median and the nearest of a company in its sector: among all companies of the sector that
 * are listed on the day, acts known against them or not, and the company itself; those of which
 * nobody knows are left out. Null = nothing is known of the company.
 */
export function peersOf<Row extends Scored>(
  rows: readonly Row[],
  company: CompanyId,
  day: CalendarDate,
): Peers<Row> | null {
  const own = rows.find((row) => row.company.id === company);
  if (own === undefined || own.state === 'no-data') return null;
  const sector = rows.filter(
    (row) =>
      row === own ||
      (row.company.sector === own.company.sector &&
        row.state !== 'no-data' &&
        listingsOn(row.company, day).length > 0),
  );
  const scores = sector.map((row) => ({ company: row.company.id, score: row.score }));
  const nearest = sector
    .filter((row) => row !== own && row.state === 'acts')
    .toSorted((a, b) => Math.abs(a.score - own.score) - Math.abs(b.score - own.score))
    .slice(0, NEAREST)
    .toSorted((a, b) => b.score - a.score);
  return { ...rankInSector(company, scores)!, nearest };
}
