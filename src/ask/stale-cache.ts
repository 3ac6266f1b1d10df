import { LRUCache } from 'lru-cache';
import type { CompanyId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

const QUICK_MS = 20;
/** A reader waits so long rather than see what is known to be out of date. */
const WORTH_WAITING_MS = 300;
const FRESH_MS = 60_000;
/** Making a value may take this part of the time at most. */
const SHARE_OF_TIME = 20;

/**
 * Values by key that cost more to make than a reader should wait for.
 * @param max values; the one that was not used for longest goes first
 */
export function createStaleCache<Value>(clock: Clock, max: number) {
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
    /**
     * Returns the value of a key. One that takes up to 20 ms is made anew each time. A slower one is returned as cached and made
     * anew in the background once it is stale, unless `isOutdated` says that it is wrong and it takes up to 300 ms.
     */
    async get(
      key: string,
      context: () => Promise<Value>,
      isOutdated: (cached: Value) => boolean = () => false,
    ): Promise<Value> {
      const known = cache.get(key);
      const outdated = known !== undefined && isOutdated(known.value);
      const wait = known === undefined || known.madeMs <= (outdated ? WORTH_WAITING_MS : QUICK_MS);
      const made = await cache.fetch(key, { context, allowStale: !wait, forceRefresh: wait || outdated });
      return made!.value;
    },
  };
}

/** Age (ms) up to which an answer is given again. It says as of when it holds, and that stays right. */
const RECENT_MS = 60_000;
/** Answers that are kept, of some kilobytes each. */
const MOST = 1_000;

interface AnswerKey {
  readonly company: CompanyId;
  readonly at: Instant;
  /** Whatever else the answer hangs on. */
  readonly key: string;
}

export type RecentAnswers<Answer> = (of: AnswerKey, make: () => Promise<Answer>) => Promise<Answer>;

/**
 * Gives the answer about a company again to whoever asks the same within a minute, as long as nothing on the company was stored
 * or taken back: after an alert many ask the same at once, and where hundreds of acts stand it is made from all of them. Who asks
 * while it is being made waits for that one; an answer that failed is made anew.
 */
export function recentAnswers<Answer>(store: Pick<Store, 'stepsMark'>): RecentAnswers<Answer> {
  const cache = new LRUCache<string, { mark: string; at: Instant; answer: Promise<Answer> }>({ max: MOST });
  return async ({ company, at, key }, make) => {
    const mark = await store.stepsMark(company);
    const name = `${company} ${key}`;
    const known = cache.get(name);
    if (known !== undefined && known.mark === mark && at >= known.at && at - known.at < RECENT_MS)
      return known.answer;
    const answer = make();
    cache.set(name, { mark, at, answer });
    answer.catch(() => cache.delete(name));
    return answer;
  };
}
