import { LRUCache } from 'lru-cache';
import type { Clock } from '../../domain/ports.ts';

const FRESH_MS = 60_000;
/** How long a reader waits for a new value rather than get a stale one. */
const WORTH_WAITING_MS = 300;
/** A slow value is recomputed at most this part of the time: a twentieth. */
const SHARE_OF_TIME = 20;

/**
 * A cache of values that are expensive to compute. A value is returned while it is fresh and its
 * mark is unchanged. Otherwise it is recomputed: readers wait for one that takes up to `waitMs`;
 * for a slower one they get the old value meanwhile, and it is recomputed at most a twentieth of
 * the time.
 * @param options.max values; the least recently used one is dropped first
 */
export function createStaleCache<Value>(
  clock: Clock,
  {
    max,
    freshMs = FRESH_MS,
    waitMs = WORTH_WAITING_MS,
  }: { max: number; freshMs?: number; waitMs?: number },
) {
  type Made = { value: Value; mark: string; at: number; madeMs: number };
  const cache = new LRUCache<string, Made>({ max });
  const isFresh = (known: Made, mark: string): boolean => {
    const age = clock.now() - known.at;
    const ofMark = known.mark === mark ? freshMs : 0;
    const ofCost = known.madeMs > waitMs ? known.madeMs * SHARE_OF_TIME : 0;
    return age >= 0 && age < Math.max(ofMark, ofCost);
  };
  const making = new Map<string, Promise<Value>>();
  const made = async (key: string, mark: string, make: () => Promise<Value>) => {
    const at = clock.now();
    const value = await make();
    cache.set(key, { value, mark, at, madeMs: clock.now() - at });
    return value;
  };
  /** @param mark what the value hangs on, beside the time */
  return async (key: string, mark: string, make: () => Promise<Value>): Promise<Value> => {
    const known = cache.get(key);
    if (known !== undefined && isFresh(known, mark)) return known.value;
    const isSlow = known !== undefined && known.madeMs > waitMs;
    const next = making.get(key) ?? made(key, mark, make).finally(() => making.delete(key));
    making.set(key, next);
    if (!isSlow) return next;
    next.catch(() => {});
    return known.value;
  };
}
