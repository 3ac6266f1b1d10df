import type { Chart } from '../domain/card.ts';
import {
  type App,
  type Company,
  type Control,
  type Listing,
  listingsOn,
  type Stake,
} from '../domain/company.ts';
import type { HistoryEntry, Reach } from '../domain/history.ts';
import type { NoticeId, RegulatorId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Score } from '../domain/score.ts';
import { type CalendarDate, holdsOn, type Instant } from '../domain/time.ts';
import { reachOn, valueOn } from '../map/tiers.ts';
import type { Language } from '../present/words.ts';
import { changeSince, type ScoreChange } from '../score/change.ts';
import { outlookOf, type Prospect } from '../score/outlook.ts';
import { type Recidivism, recidivismOf } from '../score/recidivism.ts';
import { scoreAt, standingOf } from '../score/score.ts';
import { type Trend, trendOf } from '../score/trend.ts';
import { dayOf } from './answers.ts';
import { historyOf } from './history.ts';
import { inputOver, type Knowledge, stepsKnown } from './knowledge.ts';
import { reachOf, watchingOf } from './record.ts';
import { scoreChart } from './score-chart.ts';
import { createStaleCache } from './stale-cache.ts';

/** An app of the company with who runs it on the day, and the days from which on. */
export interface RunApp {
  readonly app: App;
  readonly value: ReturnType<typeof valueOn>;
  readonly reach: ReturnType<typeof reachOn>;
  readonly operator: { name: string; relation: string; from: string | null; to: string | null } | null;
}

/** Everything that is known of one company at an instant. */
export interface CompanyView {
  readonly company: Company;
  readonly day: CalendarDate;
  readonly listings: readonly Listing[];
  readonly score: Score;
  readonly record: Reach;
  readonly trend: Trend;
  /** Since 30 days before. */
  readonly change: ScoreChange;
  readonly outlook: readonly Prospect[];
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly apps: readonly RunApp[];
  readonly controls: readonly Control[];
  readonly stakes: readonly Stake[];
  /** What had been before the newest act; null where none is known. */
  readonly repeat: {
    readonly date: CalendarDate;
    readonly regulator: RegulatorId;
    readonly of: Recidivism;
  } | null;
  readonly chart: Chart;
}

const MONTH = 30 * 86_400_000;

/** Puts together what the page of a company shows, by the same functions as every other answer. */
export async function companyView(
  knowledge: Knowledge,
  store: Pick<Store, 'steps' | 'claims' | 'sourceStates' | 'gaps' | 'recall'>,
  company: Company,
  options: { readonly at: Instant; readonly now: Instant; readonly language: Language },
): Promise<CompanyView> {
  const { at, language } = options;
  const day = dayOf(at);
  const steps = await stepsKnown(knowledge, store, company.id, at);
  const input = { ...inputOver(knowledge, company.id, steps), at };
  const standing = standingOf(input);
  const score = scoreAt(standing, at);
  const known = {
    steps: async () => steps.filter((step) => step.origin === 'notice'),
    claims: store.claims,
  };
  const history = await historyOf(knowledge, known, company, { ...options, taken: null });
  const newest = steps
    .filter((step) => step.via === null && !step.withdrawnAt)
    .reduce<(typeof steps)[number] | null>(
      (one, other) => (one === null || other.at >= one.at ? other : one),
      null,
    );
  return {
    ...{ company, day, score },
    record: reachOf(knowledge, company, standing, at, await watchingOf(store, options.now)),
    listings: listingsOn(company, day),
    trend: trendOf(standing, at),
    change: changeSince(input, (at - MONTH) as Instant),
    outlook: outlookOf(input, standing, score),
    entries: history.answer.entries,
    apps: company.apps.filter((app) => holdsOn(app, day)).map((app) => runApp(app, company, day)),
    controls: company.controlledBy.filter((edge) => holdsOn(edge, day)),
    stakes: company.stakes.filter((edge) => holdsOn(edge, day)),
    repeat:
      newest === null
        ? null
        : {
            date: newest.date,
            regulator: newest.regulator,
            of: recidivismOf(newest, steps, knowledge.catalog.weights),
          },
    chart: scoreChart(knowledge, company, steps, score, language),
  };
}

function runApp(app: App, company: Company, day: CalendarDate): RunApp {
  const firm = company.entities.find((one) => one.name === app.operator);
  return {
    app,
    value: valueOn(app, day),
    reach: reachOn(app, day),
    operator:
      app.operator === null
        ? null
        : {
            name: app.operator,
            relation: firm?.relation ?? '',
            from: firm?.from ?? null,
            to: firm?.to ?? null,
          },
  };
}

/** Views of companies for pages, drawings and files: a company with thousands of acts is put together once for all of them. */
export interface CompanyViews {
  now(company: Company, language: Language): Promise<CompanyView>;
  at(company: Company, language: Language, at: Instant): Promise<CompanyView>;
}

const MAX_CACHED = 60;

export function createCompanyViews({
  knowledge,
  store,
  clock,
}: {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'steps' | 'claims' | 'sourceStates' | 'gaps' | 'recall' | 'notices'>;
  readonly clock: Clock;
}): CompanyViews {
  const cache = createStaleCache<{ view: CompanyView; newest: NoticeId | null }>(clock, MAX_CACHED);
  const make = async (company: Company, language: Language, at: Instant, newest: NoticeId | null) => ({
    view: await companyView(knowledge, store, company, { at, now: clock.now(), language }),
    newest,
  });
  return {
    async now(company, language) {
      const [notice] = await store.notices({ company: company.id, limit: 1 });
      const newest = notice?.id ?? null;
      const key = `${company.id} ${language}`;
      const made = await cache.get(
        key,
        () => make(company, language, clock.now(), newest),
        (known) => known.newest !== newest,
      );
      return made.view;
    },
    async at(company, language, at) {
      const key = `${company.id} ${language} ${at}`;
      return (await cache.get(key, () => make(company, language, at, null))).view;
    },
  };
}
