import { setTimeout as wait } from 'node:timers/promises';

/** Requests that left evenly may arrive a little closer together: the window is this much longer than the second. */
const JITTER_MS = 45;
/** After a pause of the process at most so many turns are made up at once. */
const CATCH_UP = 10;

/**
 * Turns at even distances, and never more than `perSecond` of them in any window of a second and a bit, wherever it begins: the
 * far side counts by its own windows.
 * @returns a function that resolves when it is the caller's turn; callers are served in their order
 */
export function evenly(perSecond: number, now: () => number = () => performance.now()): () => Promise<void> {
  const span = 1_000 + JITTER_MS;
  const distance = span / perSecond;
  const granted: number[] = [];
  let next = 0;
  let last: Promise<void> = Promise.resolve();
  const grant = async () => {
    for (;;) {
      const oldest = granted.length < perSecond ? Number.NEGATIVE_INFINITY : granted[0]!;
      const ms = Math.max(next, oldest + span) - now();
      if (ms <= 0) break;
      await wait(Math.ceil(ms));
    }
    const at = now();
    granted.push(at);
    if (granted.length > perSecond) granted.shift();
    next = Math.max(next, at - CATCH_UP * distance) + distance;
  };
  return () => {
    last = last.then(grant);
    return last;
  };
}
