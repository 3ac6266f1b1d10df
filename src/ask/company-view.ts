import { type App, type Company, listingsOn } from '../domain/company.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import { type CalendarDate, DAY_MS, holdsOn, type Instant } from '../domain/time.ts';
import { reachOn, valueOn } from '../map/tiers.ts';
import type { Language } from '../present/words.ts';
import { changeSince } from '../score/change.ts';
import { recidivismOf } from '../score/recidivism.ts';
import { dayOf } from './answers.ts';
import { historyOf } from './history.ts';
import { type Knowledge, scoredAt, stepsKnown } from './knowledge.ts';
import { reachOf, watchingOf } from './record.ts';
import { scoreChart } from './score-chart.ts';
import { createStaleCache } from './stale-cache.ts';

export type CompanyViews = ReturnType<typeof createCompanyViews>;
/** Everything that is known of one company at an instant. */
export type CompanyView = Awaited<ReturnType<typeof companyView>>;

const MONTH = 30 * DAY_MS;

/** Puts together what the page of a company shows, by the same functions as every other answer. */
export async function companyView(
  knowledge: Knowledge,
  store: Pick<Store, 'steps' | 'claims' | 'sourceStates' | 'gaps' | 'recall'>,
  company: Company,
  options: { readonly at: Instant; readonly now: Instant; readonly language: Language },
) {
  const { at, language } = options;
  const day = dayOf(at);
  const steps = await stepsKnown(knowledge, store, company.id, at);
  const { input, standing, score, ...ahead } = scoredAt(knowledge, company.id, steps, at);
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
    ...ahead,
    /** Since 30 days before. */
    change: changeSince(input, (at - MONTH) as Instant),
    /** Newest first. */
    entries: history.answer.entries,
    apps: company.apps.filter((app) => holdsOn(app, day)).map((app) => runApp(app, company, day)),
    controls: company.controlledBy.filter((edge) => holdsOn(edge, day)),
    stakes: company.stakes.filter((edge) => holdsOn(edge, day)),
    /** What had been before the newest act; null where none is known. */
    repeat:
      newest === null
        ? null
        : {
            date: newest.date,
            regulator: newest.regulator,
            of: recidivismOf(newest, steps, knowledge.catalog.weights),
          },
    chart: scoreChart(knowledge, company, steps, score, language, standing),
  };
}

/** An app of the company with who runs it on the day, and the days from which on. */
export type RunApp = ReturnType<typeof runApp>;

function runApp(app: App, company: Company, day: CalendarDate) {
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

const MAX_CACHED = 60;

/** Views of companies for pages, drawings and files: a company with thousands of acts is put together once for all of them. */
export function createCompanyViews({
  knowledge,
  store,
  clock,
}: {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'steps' | 'claims' | 'sourceStates' | 'gaps' | 'recall' | 'notices'>;
  readonly clock: Clock;
}) {
  const cache = createStaleCache<{ view: CompanyView; newest: NoticeId | null }>(clock, MAX_CACHED);
  const make = async (company: Company, language: Language, at: Instant, newest: NoticeId | null) => ({
    view: await companyView(knowledge, store, company, { at, now: clock.now(), language }),
    newest,
  });
  return {
    async now(company: Company, language: Language): Promise<CompanyView> {
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
    async at(company: Company, language: Language, at: Instant): Promise<CompanyView> {
      const key = `${company.id} ${language} ${at}`;
      return (await cache.get(key, () => make(company, language, at, null))).view;
    },
  };
}
