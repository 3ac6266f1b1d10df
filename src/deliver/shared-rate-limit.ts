import { createRateLimiter } from './rate-limiter.ts';

/** What Discord gives a bot, over all of its processes. */
const PER_SECOND = 50;
/** The window is a tenth longer than the second: requests of several machines that left evenly arrive closer together. */
const EVERY_MS = 1_100 / PER_SECOND;
const MOST_BOOKED = 10;
/** A turn that could not be used in time is let go: used later it would come on top of the turns of others. */
const STALE_MS = 50;
/** While the database cannot be asked only what is under way is finished, slowly. */
const ALONE_PER_SECOND = 3;

/**
 * Turns in the one budget of all processes of a bot, booked in the database for as many requests as wait, up to ten at a time.
 * @param book books so many turns, so far apart; answers in how many milliseconds the first of them is due
 * @param alone turns while the database cannot be asked
 * @returns a function that resolves when it is the caller's turn; callers are served in their order
 */
export function sharedRateLimit(
  book: (count: number, everyMs: number) => Promise<number>,
  alone: () => Promise<unknown> = createRateLimiter(ALONE_PER_SECOND),
  now: () => number = () => performance.now(),
): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let serving = false;

  const serve = async (): Promise<void> => {
    while (waiting.length > 0) {
      const count = Math.min(MOST_BOOKED, waiting.length);
      let first: number;
      try {
        first = now() + (await book(count, EVERY_MS));
      } catch {
        const over = await alone();
        if (typeof over === 'function') over();
        waiting.shift()!();
        continue;
      }
      for (let slot = 0; slot < count; slot += 1) {
        const due = first + slot * EVERY_MS;
        if (due > now()) await wait(Math.ceil(due - now()));
        if (now() - due > STALE_MS) break;
        waiting.shift()!();
      }
    }
    serving = false;
  };

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (serving) return;
      serving = true;
      void serve();
    });
}
