import type { Company } from '../../domain/company.ts';
import type { RecordCoverage } from '../../domain/history.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { type CalendarDate, DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import { stands } from '../score/cases.ts';
import type { Standing } from '../score/score.ts';
import type { Knowledge } from './knowledge.ts';

/** The state of the watch at an instant. */
export type Watching = Readonly<Awaited<ReturnType<typeof readWatch>>> & { readonly now: Instant };

export const NOT_WATCHING = (now: Instant): Watching => ({
  now,
  since: null,
  seen: new Set(),
  silent: new Set(),
});

/**
 * Last day of the record where it is over a month old and nothing is watched; null = the watch
 * continues it. After it, a quiet company may simply be unobserved.
 */
export function endedOn(
  { catalog }: Pick<Knowledge, 'catalog'>,
  watching: Watching,
): CalendarDate | null {
  const newest = catalog.historyUntil;
  const isOld = newest !== null && watching.now - Date.parse(newest) > OLD_DAYS * DAY_MS;
  return isOld && watching.seen.size === 0 ? newest : null;
}

/** Key of the stored time of the first poll. */
export const WATCHED_SINCE = 'watched-since';
/** Days after which a discontinued record is called old. */
export const OLD_DAYS = 30;
const FRESH_MS = 60_000;

export type WatchRows = Pick<Store, 'sourceStates' | 'gaps' | 'recall'>;

const recent = new WeakMap<
  object,
  { readonly at: Instant; readonly of: ReturnType<typeof readWatch> }
>();

/** The watch by its rows, queried at most once a minute. */
export function watchingOf(store: WatchRows, now: Instant): Promise<Watching> {
  const known = recent.get(store);
  const isFresh = known !== undefined && Math.abs(now - known.at) < FRESH_MS;
  const of = isFresh ? known.of : readWatch(store, now);
  if (!isFresh) {
    recent.set(store, { at: now, of });
    of.catch(() => recent.delete(store));
  }
  // The rows may be a minute old; the instant is current.
  return of.then((rows) => ({ ...rows, now }));
}

async function readWatch(store: WatchRows, now: Instant) {
  const [states, gaps, since] = await Promise.all([
    store.sourceStates(),
    store.gaps({ since: now }),
    store.recall(WATCHED_SINCE),
  ]);
  return {
    /** Time of the first poll of this database. */
    since: since === null ? null : (Number(since) as Instant),
    /** Sources that answered at least once. */
    seen: new Set<string>(
      states.flatMap((sourceState) =>
        sourceState.lastSuccessAt === null ? [] : [sourceState.source],
      ),
    ),
    /** Of these, the sources that do not answer now. */
    silent: new Set<string>(gaps.flatMap((gap) => (gap.to === null ? [gap.source] : []))),
  };
}

const UNION =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** Regulators of a country: its own, and the Union's for a member state. */
function bodiesOf({ catalog }: Knowledge, country: string): Regulator[] {
  const places = [
    country,
    ...(country === 'HK' ? ['CN'] : []),
    ...(UNION.includes(country) ? ['EU'] : []),
  ];
  return [...catalog.regulators.values()].filter((regulator) => places.includes(regulator.country));
}

type RecordSpan = {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  readonly sources: string[];
};

const spans = new WeakMap<Knowledge, Map<string, RecordSpan | null>>();

/**
 * First and last day of the record for a regulator or a country's regulators, and the sources that
 * continue it; null = none.
 */
function spanOf(knowledge: Knowledge, of: RegulatorId | string): RecordSpan | null {
  const known = spans.get(knowledge) ?? new Map<string, RecordSpan | null>();
  spans.set(knowledge, known);
  const before = known.get(of);
  if (before !== undefined) return before;
  const { history, regulators, outlets } = knowledge.catalog;
  const own = regulators.get(of as RegulatorId);
  const bodies = own === undefined ? bodiesOf(knowledge, of) : [own];
  const ids = new Set(bodies.map((regulator) => regulator.id));
  const days = history.flatMap((record) => (ids.has(record.regulator) ? [record.date] : [])).sort();
  const watched = bodies.length === 1 ? bodies : [...bodies, ...outlets.values()];
  const sources = watched.flatMap((one) => one.sources.map((source) => source.id));
  const span = days.length === 0 ? null : { from: days[0]!, until: days.at(-1)!, sources };
  known.set(of, span);
  return span;
}

/** The watch of the sources of a span. */
function watchOf(span: RecordSpan | null, watching: Watching) {
  const sources = (span?.sources ?? []).filter((id) => watching.seen.has(id));
  return {
    watchedSince:
      watching.since !== null && sources.length > 0 ? dayIn(watching.since, 'Asia/Shanghai') : null,
    sources: sources.length,
    gaps: sources.filter((id) => watching.silent.has(id)).length,
  };
}

/**
 * How far the record and the watch of a country's authorities cover an instant; it says nothing
 * about any company.
 */
export function recordOver(
  knowledge: Knowledge,
  country: string,
  at: Instant,
  watching: Watching,
): Omit<RecordCoverage, 'state' | 'bodies'> {
  const day = dayIn(at, 'Asia/Shanghai');
  const span = spanOf(knowledge, country);
  const watch = watchOf(span, watching);
  const until = { from: span?.from ?? null, until: span?.until ?? null };
  const because = (): RecordCoverage['because'] => {
    // Any later instant of today counts as today.
    if (day > dayIn(watching.now, 'Asia/Shanghai')) return 'future';
    if (span === null) return 'no-record';
    if (day < span.from) return 'before-record';
    const end = dayIn((Date.parse(span.until) + OLD_DAYS * DAY_MS) as Instant, 'UTC');
    return day > end && (watch.watchedSince === null || day < watch.watchedSince)
      ? 'after-record'
      : null;
  };
  return { ...until, ...watch, because: because() };
}

/** Whether a score is meaningful at an instant, for a company with or without known acts. */
export function recordStateOf(
  knowledge: Knowledge,
  country: string,
  isKnown: boolean,
  at: Instant,
  watching: Watching,
): RecordCoverage['state'] {
  if (isKnown) return 'acts';
  return recordOver(knowledge, country, at, watching).because === null ? 'no-acts' : 'no-data';
}

/**
 * How far knowledge of a company reaches at an instant, and whether its score says anything there:
 * acts are known; none are, where the record or the watch reaches; or nobody knows. Each body that
 * acted against the company has a record of its own.
 */
export function coverageOf(
  knowledge: Knowledge,
  company: Pick<Company, 'country'>,
  { ledger, hits }: Pick<Standing, 'ledger' | 'hits'>,
  at: Instant,
  watching: Watching,
): RecordCoverage {
  const over = recordOver(knowledge, company.country, at, watching);
  const acting = ledger.matters.filter((matter) =>
    matter.entries.some((entry) => stands(entry, at)),
  );
  const known = acting.length > 0 || hits.some((hit) => hit.events.some((event) => event.at <= at));
  const bodies = [...new Set(acting.map((matter) => matter.regulator))].map((regulator) => {
    const span = spanOf(knowledge, regulator);
    const days = { from: span?.from ?? null, until: span?.until ?? null };
    return {
      regulator,
      name: knowledge.wording.regulator(regulator),
      ...days,
      ...watchOf(span, watching),
    };
  });
  const without = over.because === null ? 'no-acts' : 'no-data';
  return { ...over, bodies, state: known ? 'acts' : without };
}
