import { Band } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';

/** How far back a series must reach for the band to be right. */
export const HYSTERESIS_DAYS = 120;

/**
 * The band that a company is held in: entered at its edge, and left only after some days below the
 * lower one (`bands` of config/scoring.yml).
 * @param series scores in the order of time
 */
export function hysteresisBand(
  series: readonly { readonly at: Instant; readonly score: number }[],
  now: Instant,
  { bands }: Pick<Weights, 'bands'>,
): Band {
  const patience = bands.leaveDays * DAY_MS;
  let reached: Band = 'background';
  for (const band of Band.options) {
    if (band === 'background') continue;
    let inside = false;
    let below: number | null = null;
    for (const { at, score } of series) {
      if (at > now) break;
      if (score >= bands[band]) inside = true;
      if (score >= bands.leave[band]) below = null;
      else below ??= at;
      if (below !== null && at - below >= patience) inside = false;
    }
    if (inside && (below === null || now - below < patience)) reached = band;
  }
  return reached;
}
