const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** A sink that says "at once" again and again is still asked only this often. */
const SHORTEST_MS = 500;

/**
 * How long to wait before the next attempt: doubling from two seconds to a quarter of an hour, between half and all
 * of it at random, so that what failed together does not come back together.
 * @param attempts attempts made so far, at least 1
 * @param random a number from 0 to 1
 */
export function backOff(attempts: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(longest * (0.5 + random / 2));
}

/** The wait that a sink asked for, with up to a tenth more at random; never shorter than it said. */
export function retryAfter(afterMs: number, random: number): number {
  return Math.round(Math.max(SHORTEST_MS, afterMs) * (1 + random / 10));
}
