import { type Company, listingsOn } from '../../domain/company.ts';
import type { NextTable } from '../../domain/next-table.ts';
import { Band } from '../../domain/score.ts';
import { DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import {
  featuresOf,
  NEXT_HALF_LIFE,
  NEXT_HORIZON,
  type Peer,
  peersOf,
  sceneOf,
  type WholeSeries,
} from '../../pipeline/score/next-act.ts';
import {
  aucGain,
  chooseFeatures,
  fitNext,
  forecastsOf,
  isOver,
  judgeNext,
  type NextFit,
  type NextRow,
  skillOf,
} from './next-model.ts';

const ZONE = 'Asia/Shanghai';
const YEAR = 365;

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
 * series alone: every act of the authority is in the table for all of the 90 days. The decayed
 * count of the authority's acts (half-life 180 days) tells of companies that it acted on lately,
 * their peers of the others; fitted and chosen on what was over by `until`, tested after it on the
 * series that were fitted, beside the count alone.
 */
export function studyNext(input: NextInput) {
  const { until, version } = input;
  const sizes = sizesOf(input.companies.map(({ company }) => company));
  const rows = nextRows(input, sizes);
  const train = rows.filter((row) => isOver(row, until));
  const { features, tried } = chooseFeatures(train, until);
  const model = fitNext(train, features);
  const count = fitNext(train, []);
  const series = [...new Set(train.map((row) => row.series))];
  const isTested = (row: NextRow) => row.at > until && series.includes(row.series);
  const test = rows.filter(isTested);
  const { model: judged, decayedCount, ...skill } = comparedOn(test, model, count);
  const table: NextTable = {
    version,
    until: dayIn((until - 1) as Instant, ZONE),
    horizonDays: NEXT_HORIZON,
    halfLifeDays: NEXT_HALF_LIFE,
    series,
    ...model,
    train: counted(train),
    test: counted(test),
    model: judged,
    decayedCount,
    ...skill,
    sizes,
    rates: ratesOf(train),
  };
  const lagged = (days: number) => {
    const own = nextRows(input, sizes, days).filter(isTested);
    const { model: late, skill: lateSkill } = comparedOn(own, model, count);
    return { days, ...counted(own), auc: late.auc, skill: lateSkill };
  };
  return {
    table,
    /** AUC of the model less that of the count. */
    gain: aucGain(forecastsOf(test, model), forecastsOf(test, count)),
    tried,
    bySeries: [...Map.groupBy(test, (row) => row.series)].map(([id, own]) => ({
      series: id,
      ...counted(own),
      ...comparedOn(own, model, count),
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

/** Model and count on rows that were not fitted. */
function comparedOn(rows: readonly NextRow[], model: NextFit, count: NextFit) {
  const own = forecastsOf(rows, model);
  const beside = forecastsOf(rows, count);
  const { logScore: _, ...judged } = judgeNext(own);
  const { logScore: __, ...decayedCount } = judgeNext(beside);
  return { model: judged, decayedCount, ...skillOf(own, beside) };
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
    const quiet = new Map<string, NextRow['features']>();
    return listed.flatMap(({ company: { id, sector, country }, loadAt }) => {
      const peer = { id, sector, country };
      const load = loadAt(at);
      const isQuiet = load === 0 && scenes.every((scene) => !scene.own.has(id));
      return scenes.map((scene): NextRow => {
        const others = scenes.filter((other) => other !== scene);
        const key = `${scene.series.id} ${peersOf(peer)}`;
        const features =
          (isQuiet ? quiet.get(key) : undefined) ?? featuresOf(scene, others, peer, sizes, load);
        if (isQuiet) quiet.set(key, features);
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
