import { Band, type RegulatoryEvent } from '../../domain/score.ts';
import type { Weights } from '../../domain/weights.ts';

/** w(l) = ratio^(l-1), in severity units. */
export function severityUnits(level: number, weights: Weights): number {
  return weights.severityRatio.value ** (level - 1);
}

/** S = 100 * (1 - 2^(-L/halfPoint)), unrounded. */
export function scoreOfLoad(load: number, weights: Weights): number {
  return 100 * (1 - 2 ** (-load / weights.halfPoint.value));
}

/**
 * Points of a load by itself: what an act brings, before it is squeezed against what stands
 * already.
 */
export const ownPoints = (load: number, weights: Weights): number =>
  Math.round(scoreOfLoad(Math.max(0, load), weights) * 10) / 10;

/**
 * Su of a fine by its share of the group's revenue (0..1; null = nothing is known): it costs what
 * it costs. Where only a size class gives the revenue, no more than `unknownRevenue`.
 */
export function fineUnits(
  share: number | null,
  by: NonNullable<RegulatoryEvent['cost']>['by'],
  { fineUnits: fine }: Weights,
): number {
  if (share === null) return fine.unknownAmount;
  const units = Math.min(fine.most, fine.base + fine.perCent * share * 100);
  return by === 'class' ? Math.min(fine.unknownRevenue, units) : units;
}

/**
 * M{x} = max(x) + min(value * rest, cap * max): the share of each x that counts. The maximum (the
 * earliest of equals) keeps 1. `counts` says how often each x stands there; the share of a repeated
 * x is the sum over its copies.
 */
export function spread(
  xs: readonly number[],
  weights: Weights,
  counts?: readonly number[],
): number[] {
  if (xs.length === 1 && (counts === undefined || counts[0] === 1)) return [1];
  let top = 0;
  let sum = 0;
  for (let index = 0; index < xs.length; index++) {
    if (xs[index]! > xs[top]!) top = index;
    sum += xs[index]! * (counts?.[index] ?? 1);
  }
  const max = xs[top] ?? 0;
  const rest = sum - max;
  const part = rest > 0 ? Math.min(weights.breadth.value, (weights.breadth.cap * max) / rest) : 0;
  return xs.map((_, index) => (index === top ? 1 - part : 0) + part * (counts?.[index] ?? 1));
}

/** Band of a score as shown; a function of the score alone (hysteresis belongs to alerts). */
export function bandOf(score: number, weights: Weights): Band {
  const { watch, elevated, high, severe } = weights.bands;
  return Band.options[[watch, elevated, high, severe].filter((edge) => score >= edge).length]!;
}

/**
 * Splits `total` tenths over numbers by largest remainder: each gets its floor in tenths, and the
 * tenths left over go to the largest remainders, the earliest of equals first. Numbers may be
 * negative; their sum must lie within one tenth a number of `total`.
 * @param values in points
 * @param total in tenths
 * @returns tenths, summing to `total`
 */
export function tenths(values: readonly number[], total: number): number[] {
  // A product that should be a whole tenth may fall a hair short of it.
  const floors = values.map((value) => Math.floor(value * 10 + 1e-9));
  const left = floors.reduce((rest, floor) => rest - floor, total);
  if (left === 0) return floors;
  const step = Math.sign(left);
  // What is left is less than one tenth a number, so each is changed once at most; the earliest of
  // equals first.
  const remainders = values.map((value, index) => ({
    index,
    by: (value * 10 - floors[index]!) * step,
  }));
  remainders.sort((remainder, other) => other.by - remainder.by);
  for (const { index } of remainders.slice(0, Math.abs(left))) floors[index]! += step;
  return floors;
}

/** A score as shown, in tenths of a point: 0 to 999. */
export function shownTenths(score: number): number {
  return Math.max(0, Math.min(999, Math.round(score * 10)));
}

/**
 * The parts of a leaf in their fixed order: what each factor adds or takes when it joins those
 * before it.
 */
const PARTS = ['severity', 'value', 'reach', 'ownership', 'decay', 'breadth'] as const;

/**
 * Waterfall of one leaf: the running product of its factors in fixed order, each factor with the
 * difference it makes (docs/scoring.md). Factors that make none are left out, severity never is.
 * @param factors w, m, r, a, d, breadth: their product is the leaf's load
 * @param scale points per su
 * @param total the leaf's points, in tenths
 */
export function waterfall(factors: readonly number[], scale: number, total: number) {
  let product = 0;
  const differences = factors.map((factor, index) => {
    const before = product;
    product = index === 0 ? factor : product * factor;
    return (product - before) * scale;
  });
  const shown = tenths(differences, total);
  return PARTS.map((part, index) => ({ part, points: shown[index]! / 10 })).filter(
    ({ points }, index) => index === 0 || points !== 0,
  );
}
