import type { CompanyId } from '../domain/ids.ts';

/** Where a company stands among the companies of its sector. */
export interface SectorRank {
  readonly median: number;
  /** 1 = highest score; equal scores share a rank. */
  readonly rank: number;
  readonly of: number;
}

/** Median and rank of a company among scores of one instant; null where the company has none. */
export function rankInSector(
  company: CompanyId,
  scores: readonly { readonly company: CompanyId; readonly score: number }[],
): SectorRank | null {
  const own = scores.find((one) => one.company === company);
  if (own === undefined) return null;
  const sorted = scores.map((one) => one.score).sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    median: Math.round(median * 10) / 10,
    rank: 1 + scores.filter((one) => one.score > own.score).length,
    of: scores.length,
  };
}
