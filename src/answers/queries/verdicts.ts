import type { JudgedCounts } from '../../domain/workspace-store.ts';

/** The share of judged alerts that were useful, with its uncertainty. */
export interface AlertPrecision {
  readonly useful: number;
  readonly noise: number;
  readonly wrong: number;
  readonly judged: number;
  /** Null where nobody judged any. */
  readonly share: { readonly of: number; readonly low: number; readonly high: number } | null;
}

/** 97.5th percentile of the standard normal distribution. */
const Z = 1.96;

/** Adds verdicts of several workspaces up; the interval is Wilson's, of 95 %. */
export function precisionOf(counts: readonly Omit<JudgedCounts, 'workspace'>[]): AlertPrecision {
  const sum = (name: 'useful' | 'noise' | 'wrong') =>
    counts.reduce((total, count) => total + count[name], 0);
  const [useful, noise, wrong] = [sum('useful'), sum('noise'), sum('wrong')];
  const judged = useful + noise + wrong;
  if (judged === 0) return { useful, noise, wrong, judged, share: null };
  const of = useful / judged;
  const width = 1 + (Z * Z) / judged;
  const middle = (of + (Z * Z) / (2 * judged)) / width;
  const half = (Z / width) * Math.sqrt((of * (1 - of)) / judged + (Z * Z) / (4 * judged * judged));
  const share = { of, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
  return { useful, noise, wrong, judged, share };
}
