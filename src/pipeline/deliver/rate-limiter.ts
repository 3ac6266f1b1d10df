import { setTimeout as wait } from 'node:timers/promises';

/**
 * The far side counts by its own seconds; clocks of whole milliseconds lose up to one at each end.
 */
const SECOND_MS = 1_002;
/** Of the fastest answer so much is surely the way of every request, but for a few milliseconds. */
const SURE_PART = 0.8;
const OWN_MS = 5;
/** The fastest of fewer answers may have been held up itself. */
const ENOUGH = 100;
/** After a pause of the process at most so many turns are made up at once. */
const CATCH_UP = 20;

/** Says that the answer to the request of a turn is there, or will never be. */
export type ReleaseSlot = () => void;

/**
 * Turns at even distances, and never more than `perSecond` that the far side could count within one
 * second, wherever that begins. A request is counted there at some moment between leaving and its
 * answer. The part of the way that every request takes is the same for all and cancels out, so a
 * place is free again a second after the answer, less nearly all of the fastest answer so far: what
 * is left is what this one may have been held up on its way. However the network or either process
 * stalls, too many cannot come together.
 * @returns a function that resolves when it is the caller's turn, in the callers' order; every turn
 * must be informed that it is over
 */
export function createRateLimiter(perSecond: number, now: () => number = () => performance.now()) {
  const distance = 1_000 / perSecond;
  const free: number[] = new Array(perSecond).fill(Number.NEGATIVE_INFINITY);
  let fastest = Number.POSITIVE_INFINITY;
  let answers = 0;
  let next = 0;
  let returned = Promise.withResolvers<void>();
  let last: Promise<unknown> = Promise.resolve();

  const giveBack = (left: number): ReleaseSlot => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const at = now();
      fastest = Math.min(fastest, at - left);
      answers += 1;
      const shared = answers < ENOUGH ? 0 : Math.max(0, fastest * SURE_PART - OWN_MS);
      free.push(at - shared + SECOND_MS);
      free.sort((a, b) => a - b);
      returned.resolve();
      returned = Promise.withResolvers();
    };
  };
  const grant = async (): Promise<ReleaseSlot> => {
    for (;;) {
      const slot = free[0];
      // All are under way: the next answer brings a place.
      if (slot === undefined) {
        await returned.promise;
        continue;
      }
      const ms = Math.max(next, slot) - now();
      if (ms <= 0) break;
      await wait(Math.ceil(ms));
    }
    free.shift();
    const at = now();
    next = Math.max(next, at - CATCH_UP * distance) + distance;
    return giveBack(at);
  };
  return () => {
    const granted = last.then(grant);
    last = granted;
    return granted;
  };
}

/** What Discord gives a bot, over all of its processes. */
const PER_SECOND = 50;
/**
 * The window is a tenth longer than the second: requests of several machines that left evenly
 * arrive closer together.
 */
const EVERY_MS = 1_100 / PER_SECOND;
const MOST_BOOKED = 10;
/**
 * A slot missed by more than this is dropped: used later, it would collide with the slots of
 * others.
 */
const STALE_MS = 50;
/** While the database is away, only running work is finished, slowly. */
const ALONE_PER_SECOND = 3;

/**
 * One rate limit for all processes of a bot. Slots are booked in the database for as many requests
 * as wait, up to ten at a time.
 * @param book books `count` slots, `everyMs` apart; returns the milliseconds until the first
 * @param alone limits this process by itself while the database cannot be queried
 * @returns a function that resolves when the caller may send; callers are served in order
 */
export function sharedRateLimit(
  book: (count: number, everyMs: number) => Promise<number>,
  alone: () => Promise<unknown> = createRateLimiter(ALONE_PER_SECOND),
  now: () => number = () => performance.now(),
): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let serving = false;

  /** Lets one caller through while the database cannot be queried. */
  const serveAlone = async (): Promise<void> => {
    const over = await alone();
    if (typeof over === 'function') over();
    waiting.shift()!();
  };

  /** Lets `count` callers through, each at its slot; stops at a slot that has passed unused. */
  const serveSlots = async (first: number, count: number): Promise<void> => {
    for (let slot = 0; slot < count; slot += 1) {
      const due = first + slot * EVERY_MS;
      if (due > now()) await wait(Math.ceil(due - now()));
      if (now() - due > STALE_MS) return;
      waiting.shift()!();
    }
  };

  const serve = async (): Promise<void> => {
    while (waiting.length > 0) {
      const count = Math.min(MOST_BOOKED, waiting.length);
      const requestedAt = now();
      const inMs = await book(count, EVERY_MS).catch(() => null);
      await (inMs === null ? serveAlone() : serveSlots(requestedAt + inMs, count));
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
