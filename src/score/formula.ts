import type { Band } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';

/** w(l) = ratio^(l-1), in severity units. */
export function severityUnits(level: number, weights: Weights): number {
  return weights.severityRatio.value ** (level - 1);
}

/** S = 100 * (1 - 2^(-L/halfPoint)), unrounded. */
export function scoreOfLoad(load: number, weights: Weights): number {
  return 100 * (1 - 2 ** (-load / weights.halfPoint.value));
}

/** Points of a load by itself: what an act adds, before it is squeezed against what stands already. */
export const ownPoints = (before: number, after: number, weights: Weights): number =>
  Math.round(scoreOfLoad(Math.max(0, after - before), weights) * 10) / 10;

/** Su of a fine by its share of revenue (0..1; null = not known): it costs what it costs. */
export function fineUnits(share: number | null, { fineUnits: fine }: Weights): number {
  return share === null ? fine.unknownShare : Math.min(fine.most, fine.base + fine.perCent * share * 100);
}

/**
 * M{x} = max(x) + min(value * rest, cap * max): the share of each x that counts. The maximum (the earliest of equals)
 * keeps 1. `counts` says how often each x stands there; the share of a repeated x is the sum over its copies.
 */
export function spread(xs: readonly number[], weights: Weights, counts?: readonly number[]): number[] {
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

/** Bands from the lowest up. */
const BANDS: readonly Band[] = ['background', 'watch', 'elevated', 'high', 'severe'];

/** Band of a score as shown; a function of the score alone (hysteresis belongs to alerts). */
export function bandOf(score: number, weights: Weights): Band {
  const { watch, elevated, high, severe } = weights.bands;
  return BANDS[[watch, elevated, high, severe].filter((edge) => score >= edge).length]!;
}
