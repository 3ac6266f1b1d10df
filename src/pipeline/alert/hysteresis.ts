import { Band } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';

/** Days of scores that `hysteresisBand` needs: the series must reach this far back. */
export const HYSTERESIS_DAYS = 120;

/**
 * Band with hysteresis: entered at its upper edge, left only after `leaveDays` below its lower edge
 * (`bands` of config/scoring.yml).
 * @param series scores in chronological order
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
