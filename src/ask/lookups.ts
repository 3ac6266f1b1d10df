import { LRUCache } from 'lru-cache';
import type { Address } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { AlertId, CompanyId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { NotFound } from './answers.ts';
import { compareCard } from './compare.ts';
import { coverageCard } from './coverage.ts';
import { deadlinesCard } from './deadlines.ts';
import { oneCompany } from './find-company.ts';
import { scoreOver, stepsKnown } from './knowledge.ts';
import type { LookupDeps, LookupOptions, LookupResult, Subject } from './lookup-result.ts';
import { noticeAnswer, noticesCard } from './notice.ts';
import { watchingOf } from './record.ts';
import { dayOf, riskWithChart } from './risk.ts';
import { unconfirmedAnswer } from './unconfirmed.ts';
import { whyNotCard } from './whynot.ts';

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

/** Everything that can be looked up beside `Ask`'s own answers. Nothing of one address is ever shown at another. */
export interface Lookups {
  /** Score, factors, cases, with two years of score as a chart. */
  risk(query: string, options: LookupOptions): Promise<LookupResult>;
  /** Two to five companies. */
  compare(queries: readonly string[], options: LookupOptions): Promise<LookupResult>;
  /** By an alert's reference, or the newest of a company. */
  notice(query: string, options: LookupOptions): Promise<LookupResult>;
  /** The newest notices, by title. */
  notices(options: LookupOptions): Promise<LookupResult>;
  /** Of one company, of what an address follows, or of everybody. */
  deadlines(
    of: { query: string } | { address: Address } | 'all',
    options: LookupOptions,
  ): Promise<LookupResult>;
  /** Steps that nobody confirmed yet, newest first: of one company, or of all (null). */
  unconfirmed(query: string | null, options: LookupOptions): Promise<LookupResult>;
  coverage(options: LookupOptions): Promise<LookupResult>;
  /** Why an address was told, or not. */
  whynot(query: string, address: Address, options: LookupOptions): Promise<LookupResult>;
  /** Companies that an alert names at an address, gravest first. */
  companiesOf(alert: AlertId, address: Address): Promise<readonly CompanyId[]>;
}

/** Builds the look-ups over one catalog and one store. */
export function createLookups(deps: LookupDeps): Lookups {
  const { knowledge, find, store } = deps;
  const { companies } = knowledge.catalog;

  const subjectOf = async (query: string, at: Instant): Promise<({ found: true } & Subject) | NotFound> => {
    const taken = oneCompany(query, dayOf(at), find, companies);
    if (!taken.found) return taken;
    const steps = await stepsKnown(knowledge, store, taken.company.id, at);
    const score = scoreOver(knowledge, taken.company.id, steps, at);
    return { found: true, company: taken.company, steps, score, taken: taken.because };
  };
  const recent = recentAnswers<Card>(store);
  return {
    async risk(query, options) {
      const taken = oneCompany(query, dayOf(options.at), find, companies);
      if (!taken.found) return taken;
      const { company, because } = taken;
      const question = {
        company: company.id,
        at: options.at,
        key: `${options.language} ${JSON.stringify(because)}`,
      };
      const card = await recent(question, async () => {
        const steps = await stepsKnown(knowledge, store, company.id, options.at);
        return riskWithChart(knowledge, company, steps, {
          ...options,
          taken: because,
          watching: await watchingOf(store, deps.clock.now()),
        });
      });
      return { found: true, card };
    },
    async compare(queries, options) {
      const subjects: Subject[] = [];
      for (const query of queries) {
        const subject = await subjectOf(query, options.at);
        if (!subject.found) return subject;
        if (!subjects.some((one) => one.company.id === subject.company.id)) subjects.push(subject);
      }
      return { found: true, card: compareCard(knowledge, subjects, options) };
    },
    notice: (query, options) => noticeAnswer(query, deps, options),
    notices: (options) => noticesCard(deps, options),
    deadlines: (of, options) => deadlinesCard(of, deps, options),
    unconfirmed: (query, options) => unconfirmedAnswer(query, deps, options),
    coverage: (options) => coverageCard(deps, options),
    whynot: (query, address, options) => whyNotCard(query, address, deps, options),
    async companiesOf(alert, address) {
      const [sent] = await store.deliveries({ alert, address, limit: 1 });
      const signals = (await store.alert(alert))?.signals ?? [];
      return [
        ...new Set(
          (sent?.signals ?? []).flatMap((id) => signals.find((one) => one.id === id)?.company ?? []),
        ),
      ];
    },
  };
}
