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
    const edge = { enter: bands[band], leave: bands.leave[band], patience };
    if (isInside(series, now, edge)) reached = band;
  }
  return reached;
}

/** Whether a band was entered by `now` and not left since: see `hysteresisBand`. */
function isInside(
  series: readonly { readonly at: Instant; readonly score: number }[],
  now: Instant,
  edge: { readonly enter: number; readonly leave: number; readonly patience: number },
): boolean {
  let inside = false;
  let below: number | null = null;
  for (const { at, score } of series) {
    if (at > now) break;
    if (score >= edge.enter) inside = true;
    below = score >= edge.leave ? null : (below ?? at);
    if (below !== null && at - below >= edge.patience) inside = false;
  }
  return inside && (below === null || now - below < edge.patience);
}
