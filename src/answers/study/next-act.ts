import { mean, quantile } from 'simple-statistics';
import { type Company, listingsOn } from '../../domain/company.ts';
import type { NextFeature, NextTable } from '../../domain/next-table.ts';
import { Band } from '../../domain/score.ts';
import { DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import {
  featuresOf,
  NEXT_HALF_LIFE,
  NEXT_HORIZON,
  nextProbability,
  type Peer,
  peersOf,
  sceneOf,
  type WholeSeries,
} from '../../pipeline/score/next-act.ts';
import { fitLogistic } from './logistic.ts';
import { auc } from './measures.ts';
import { resamples } from './statistics.ts';

const ZONE = 'Asia/Shanghai';
const YEAR = 365;
const ROUNDS = 1_000;
const SEED = 1;

/** Sets that are tried, the plainest first: it stays where no further set does better. */
const SETS: readonly (readonly NextFeature[])[] = [
  ['count'],
  ['count', 'authority'],
  ['count', 'peers'],
  ['count', 'peers', 'others'],
  ['count', 'peers', 'others', 'score'],
];

/** A listed company, a whole series and a month-end. */
interface NextRow {
  readonly series: string;
  readonly at: Instant;
  readonly peer: Peer;
  readonly features: Readonly<Record<NextFeature, number>>;
  /** Load of its score, in su. */
  readonly load: number;
  /** The authority acted on it within 90 days. */
  readonly hit: boolean;
}

export interface NextCompany {
  readonly company: Company;
  /** Load of its score at an instant, in su. */
  readonly loadAt: (at: Instant) => number;
}

interface NextInput {
  readonly series: readonly WholeSeries[];
  readonly companies: readonly NextCompany[];
  /** Month-ends. */
  readonly instants: readonly Instant[];
  /** End of the last day of what is fitted. */
  readonly until: Instant;
  readonly version: string;
  /** Band of a load. */
  readonly bandOf: (load: number) => Band;
}

export type NextReport = ReturnType<typeof studyNext>;

/**
 * Probability that an authority acts on a listed company within 90 days, at month-ends, of whole
 * series alone: every act of the authority is in the table for all of the 90 days. A logistic
 * model, fitted on what was over by `until` and tested after it on the series that it was fitted
 * on, beside the decayed count of the same authority's acts (half-life 180 days). What joins the
 * count was chosen on the last year before `until`, fitted without that year.
 */
export function studyNext(input: NextInput) {
  const { until, version } = input;
  const sizes = sizesOf(input.companies.map(({ company }) => company));
  const rows = nextRows(input, sizes);
  const isOver = (row: NextRow, by: number) => row.at + NEXT_HORIZON * DAY_MS <= by;
  const train = rows.filter((row) => isOver(row, until));
  const lastYear = until - YEAR * DAY_MS;
  const early = train.filter((row) => isOver(row, lastYear));
  const late = train.filter((row) => row.at > lastYear);
  const tried = SETS.map((features) => ({
    features,
    brier: judge(late, fitted(early, features)).brier,
  }));
  const { features } = tried.reduce((best, set) => (set.brier < best.brier ? set : best));
  const model = fitted(train, features);
  const count = fitted(train, ['count']);
  const series = [...new Set(train.map((row) => row.series))];
  const isTested = (row: NextRow) => row.at > until && series.includes(row.series);
  const test = rows.filter(isTested);
  const judged = judge(test, model);
  const beside = judge(test, count);
  const { low, high } = skillInterval(test, model, count);
  const table: NextTable = {
    version,
    until: dayIn((until - 1) as Instant, ZONE),
    horizonDays: NEXT_HORIZON,
    halfLifeDays: NEXT_HALF_LIFE,
    series,
    features: [...features],
    coefficients: model.coefficients,
    train: counted(train),
    test: counted(test),
    model: judged,
    decayedCount: beside,
    skill: 1 - judged.brier / beside.brier,
    low,
    high,
    sizes,
    rates: ratesOf(train),
  };
  const lagged = (days: number) => {
    const own = nextRows(input, sizes, days).filter(isTested);
    return {
      days,
      ...counted(own),
      auc: judge(own, model).auc,
      skill: 1 - judge(own, model).brier / judge(own, count).brier,
    };
  };
  return {
    table,
    tried,
    bySeries: [...Map.groupBy(test, (row) => row.series)].map(([id, own]) => ({
      series: id,
      ...counted(own),
      ...judge(own, model),
    })),
    /** How often an act followed, by the band of the score then, over all month-ends. */
    byBand: Band.options.map((band) => ({
      band,
      ...counted(rows.filter(({ load }) => input.bandOf(load) === band)),
    })),
    /** The same where the series were known only to so many days before. */
    lagged: [90, 180, 270, YEAR].map(lagged),
  };
}

const counted = (rows: readonly NextRow[]) => ({
  n: rows.length,
  hits: rows.filter((row) => row.hit).length,
});

/**
 * Rows of all whole series: half a year of each is over, and the 90 days lie within its span. `lag`
 * = so many days before, the counts ended.
 */
function nextRows(
  { series, companies, instants }: NextInput,
  sizes: NextTable['sizes'],
  lag = 0,
): NextRow[] {
  return instants.flatMap((at) => {
    const known = (at - lag * DAY_MS) as Instant;
    const scenes = series
      .filter(
        ({ from, until }) =>
          from + NEXT_HALF_LIFE * DAY_MS <= known && at + NEXT_HORIZON * DAY_MS <= until,
      )
      .map((whole) => sceneOf(whole, known));
    if (scenes.length === 0) return [];
    const day = dayIn((at - 1) as Instant, ZONE);
    const listed = companies.filter(({ company }) => listingsOn(company, day).length > 0);
    return listed.flatMap(({ company: { id, sector, country }, loadAt }) => {
      const peer = { id, sector, country };
      const load = loadAt(at);
      return scenes.map((scene): NextRow => {
        const others = scenes.filter((other) => other !== scene);
        const features = featuresOf(scene, others, peer, sizes, load);
        const hit = isHit(scene.series, peer, at);
        return { series: scene.series.id, at, peer, features, load, hit };
      });
    });
  });
}

const isHit = ({ acts }: WholeSeries, { id }: Peer, at: Instant): boolean =>
  acts.some((act) => act.company.id === id && act.at > at && act.at <= at + NEXT_HORIZON * DAY_MS);

function sizesOf(companies: readonly Company[]): NextTable['sizes'] {
  const listed = companies.filter((company) => company.listings.length > 0);
  const peers = [...Map.groupBy(listed, peersOf)]
    .map(([key, own]) => [key, own.length] as const)
    .sort(([key], [other]) => (key < other ? -1 : 1));
  return { all: listed.length, peers: Object.fromEntries(peers) };
}

function fitted(rows: readonly NextRow[], features: readonly NextFeature[]) {
  const points = rows.map(({ features: values, hit }) => ({
    x: features.map((name) => values[name]),
    hit,
  }));
  const beta = fitLogistic(points, features.length);
  const names = ['intercept', ...features];
  const coefficients = Object.fromEntries(names.map((name, at) => [name, beta[at]!] as const));
  return { features: [...features], coefficients };
}
type Fit = ReturnType<typeof fitted>;

/** AUC and Brier score of forecasts on rows that were not fitted. */
function judge(rows: readonly NextRow[], model: Fit) {
  const judged = rows.map((row) => ({ p: nextProbability(model, row.features), hit: row.hit }));
  if (judged.length === 0) return { auc: null, brier: Number.NaN, mean: Number.NaN };
  return {
    auc: auc(judged),
    brier: mean(judged.map(({ p, hit }) => (p - Number(hit)) ** 2)),
    mean: mean(judged.map(({ p }) => p)),
  };
}

/** 95 % of the skill over companies drawn with replacement: months of a company hang together. */
function skillInterval(rows: readonly NextRow[], model: Fit, count: Fit) {
  const error = (row: NextRow, by: Fit) =>
    (nextProbability(by, row.features) - Number(row.hit)) ** 2;
  const companies = [...Map.groupBy(rows, (row) => row.peer.id).values()].map((own) => ({
    own: own.reduce((sum, row) => sum + error(row, model), 0),
    beside: own.reduce((sum, row) => sum + error(row, count), 0),
  }));
  if (companies.length === 0) return { low: Number.NaN, high: Number.NaN };
  const skills = [...resamples(companies, SEED, ROUNDS)].map((drawn) => {
    const total = (of: 'own' | 'beside') => drawn.reduce((sum, errors) => sum + errors[of], 0);
    return 1 - total('own') / total('beside');
  });
  return { low: quantile(skills, 0.025), high: quantile(skills, 0.975) };
}

/** How often month-ends were followed by an act, by series and peers; where any was. */
function ratesOf(rows: readonly NextRow[]): NextTable['rates'] {
  return [...Map.groupBy(rows, (row) => `${row.series}\t${peersOf(row.peer)}`)]
    .map(([key, own]) => {
      const [series, peers] = key.split('\t');
      return { series: series!, peers: peers!, months: own.length, hits: counted(own).hits };
    })
    .filter(({ hits }) => hits > 0)
    .sort((rate, other) => other.hits - rate.hits || (rate.peers < other.peers ? -1 : 1));
}
