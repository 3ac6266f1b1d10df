import { LRUCache } from 'lru-cache';
import type { CompanyId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

/** Age (ms) up to which an answer is given again. It says as of when it holds, and that stays right. */
const FRESH = 60_000;
/** Answers that are kept, of some kilobytes each. */
const MOST = 1_000;

interface Question {
  readonly company: CompanyId;
  readonly at: Instant;
  /** Whatever else the answer hangs on. */
  readonly key: string;
}

/**
 * Gives the answer about a company again to whoever asks the same within a minute, as long as nothing on the company was stored
 * or taken back: after an alert many ask the same at once, and where hundreds of acts stand it is made from all of them. Who asks
 * while it is being made waits for that one; an answer that failed is made anew.
 */
export function recentAnswers<Answer>(
  store: Pick<Store, 'stepsMark'>,
): (question: Question, make: () => Promise<Answer>) => Promise<Answer> {
  const cache = new LRUCache<string, { mark: string; at: Instant; answer: Promise<Answer> }>({ max: MOST });
  return async ({ company, at, key }, make) => {
    const mark = await store.stepsMark(company);
    const name = `${company} ${key}`;
    const known = cache.get(name);
    if (known !== undefined && known.mark === mark && at >= known.at && at - known.at < FRESH)
      return known.answer;
    const answer = make();
    cache.set(name, { mark, at, answer });
    answer.catch(() => cache.delete(name));
    return answer;
  };
}
