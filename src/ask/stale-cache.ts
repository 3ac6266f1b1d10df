import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/ports.ts';

const QUICK_MS = 20;
/** A reader waits so long rather than see what is known to be out of date. */
const WORTH_WAITING_MS = 300;
const FRESH_MS = 60_000;
/** Making a value may take this part of the time at most. */
const SHARE_OF_TIME = 20;

/** Values by key that cost more to make than a reader should wait for. */
export interface StaleCache<Value> {
  /**
   * Returns the value of a key. One that takes up to 20 ms is made anew each time. A slower one is returned as cached and made
   * anew in the background once it is stale, unless `isOutdated` says that it is wrong and it takes up to 300 ms.
   */
  get(key: string, make: () => Promise<Value>, isOutdated?: (cached: Value) => boolean): Promise<Value>;
}

/** @param max values; the one that was not used for longest goes first */
export function createStaleCache<Value>(clock: Clock, max: number): StaleCache<Value> {
  type Made = { readonly value: Value; readonly madeMs: number };
  const cache = new LRUCache<string, Made, () => Promise<Value>>({
    ...{ max, perf: clock, ttlResolution: 0 },
    ...{ allowStale: true, noDeleteOnStaleGet: true, noDeleteOnFetchRejection: true },
    async fetchMethod(_key, _stale, { options, context: make }) {
      const started = performance.now();
      const value = await make();
      const madeMs = performance.now() - started;
      options.ttl = Math.max(FRESH_MS, madeMs * SHARE_OF_TIME);
      return { value, madeMs };
    },
  });
  return {
    async get(key, context, isOutdated = () => false) {
      const known = cache.get(key);
      const outdated = known !== undefined && isOutdated(known.value);
      const wait = known === undefined || known.madeMs <= (outdated ? WORTH_WAITING_MS : QUICK_MS);
      const made = await cache.fetch(key, { context, allowStale: !wait, forceRefresh: wait || outdated });
      return made!.value;
    },
  };
}
