import type { Band } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';

/** Bands from the lowest up. */
const BANDS: readonly Band[] = ['background', 'watch', 'elevated', 'high', 'severe'];

/** Band of a score as shown; a function of the score alone (hysteresis belongs to alerts). */
export function bandOf(score: number, weights: Weights): Band {
  const { watch, elevated, high, severe } = weights.bands;
  return BANDS[[watch, elevated, high, severe].filter((edge) => score >= edge).length]!;
}
