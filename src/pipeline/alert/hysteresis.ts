import type { Band } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';

const EDGES: readonly { readonly band: Band; readonly enter: number; readonly leave: number }[] = [
  { band: 'watch', enter: 10, leave: 10 },
  { band: 'elevated', enter: 25, leave: 20 },
  { band: 'high', enter: 50, leave: 42 },
  { band: 'severe', enter: 75, leave: 65 },
];
const FORTNIGHT_MS = 14 * 86_400_000;

/** How far back a series must reach for the band to be right. */
export const HYSTERESIS_DAYS = 120;

/**
 * The band that a company is held in: entered at 10, 25, 50, 75 and left only after fourteen days
 * below 10, 20, 42, 65 (scoring.md 9.3).
 * @param series scores in the order of time
 */
export function hysteresisBand(
  series: readonly { readonly at: Instant; readonly score: number }[],
  now: Instant,
): Band {
  let reached: Band = 'background';
  for (const { band, enter, leave } of EDGES) {
    let inside = false;
    let below: number | null = null;
    for (const { at, score } of series) {
      if (at > now) break;
      if (score >= enter) inside = true;
      if (score >= leave) below = null;
      else below ??= at;
      if (below !== null && at - below >= FORTNIGHT_MS) inside = false;
    }
    if (inside && (below === null || now - below < FORTNIGHT_MS)) reached = band;
  }
  return reached;
}
