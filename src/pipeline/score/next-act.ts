import type { CompanyId } from '../../domain/ids.ts';
import type { NextFeature, NextTable } from '../../domain/next-table.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';

/** Days in which an act counts half for the next act. */
export const NEXT_HALF_LIFE = 180;
/** "Within 90 days". */
export const NEXT_HORIZON = 90;
const YEAR = 365;

/** A company as the forecast sees it. */
export interface Peer {
  readonly id: CompanyId;
  readonly sector: string | null;
  readonly country: string | null;
}

/** A whole series of an authority: every act of it on companies of the catalog. */
export interface WholeSeries {
  readonly id: string;
  readonly authority: string;
  /** Start of its first day and end of its last. */
  readonly from: Instant;
  readonly until: Instant;
  readonly acts: readonly { readonly at: Instant; readonly company: Peer }[];
}

type PeerSizes = NextTable['sizes'];

/** What was known of a series at an instant: the counts of which features are made. */
type SeriesScene = ReturnType<typeof sceneOf>;

/** Sector and country: whose acts of an authority tell most of the next act. */
export const peersOf = ({ sector, country }: Omit<Peer, 'id'>): string =>
  `${sector ?? '-'} ${country ?? '-'}`;

/** Counts of a series at an instant, by company and by peers; later acts are not seen. */
export function sceneOf(series: WholeSeries, at: Instant) {
  const past = series.acts.filter((act) => act.at <= at);
  const own = new Map<string, { readonly count: number; readonly acts: number }>();
  const peers = new Map<string, number>();
  for (const act of past) {
    const { id } = act.company;
    const { count, acts } = own.get(id) ?? { count: 0, acts: 0 };
    const weight = 2 ** ((act.at - at) / DAY_MS / NEXT_HALF_LIFE);
    own.set(id, { count: count + weight, acts: acts + 1 });
    const key = peersOf(act.company);
    peers.set(key, (peers.get(key) ?? 0) + 1);
  }
  const years = Math.max(0.5, (at - series.from) / DAY_MS / YEAR);
  return { series, own, peers, all: past.length, years };
}

/** Companies that the rate of an authority as a whole weighs beside the peers of a company. */
const SHRUNK_BY = 20;

/** A decayed count, and features as logarithms. */
export type NextValues = Readonly<Record<NextFeature | 'count', number>>;

/**
 * Features of a company and a series: its own decayed count, the yearly rate of the authority for a
 * listed company, that of its peers without its own acts (shrunk to the former), and its count in
 * the other series; rates as logarithms.
 * @param load of its score, in su
 */
export function featuresOf(
  scene: SeriesScene,
  others: readonly SeriesScene[],
  peer: Peer,
  sizes: PeerSizes,
  load: number,
): NextValues {
  const own = scene.own.get(peer.id) ?? { count: 0, acts: 0 };
  const key = peersOf(peer);
  const rate = (scene.all + 0.5) / scene.years / Math.max(1, sizes.all);
  const among = ((scene.peers.get(key) ?? 0) - own.acts) / scene.years;
  const size = Math.max(0, (sizes.peers[key] ?? 1) - 1);
  return {
    count: own.count,
    authority: Math.log(rate),
    peers: Math.log((among + SHRUNK_BY * rate) / (size + SHRUNK_BY)),
    others: Math.log1p(
      others.reduce((sum, other) => sum + (other.own.get(peer.id)?.count ?? 0), 0),
    ),
    score: Math.log1p(load),
  };
}

/**
 * Probability of an act: by the decayed count of the authority's acts on the company, and for a
 * company without a recent one by what its peers tell.
 */
export function nextProbability(
  { count, quiet }: Pick<NextTable, 'count' | 'quiet'>,
  values: NextValues,
): number {
  if (quiet === null || values.count >= quiet.below)
    return logistic(count.intercept + count.slope * Math.log1p(values.count));
  const sum = Object.entries(quiet.coefficients).reduce(
    (total, [name, by]) => total + by * values[name as NextFeature],
    quiet.intercept,
  );
  return logistic(sum);
}

const logistic = (line: number) => 1 / (1 + Math.exp(-line));

/**
 * A series tells of an instant: half a year after its first day, and up to a year after its last
 * (by then the forecast was measured to be still better than the decayed count).
 */
const reaches = ({ from, until }: WholeSeries, at: Instant): boolean =>
  at >= from + NEXT_HALF_LIFE * DAY_MS && at <= until + YEAR * DAY_MS;

/** A probability below this tells nobody anything. */
const LEAST = 0.001;

/** Another act within 90 days, as answers tell it. */
export interface NextAct {
  /** That any of the authorities acts on the company. */
  readonly probability: number;
  /** How often the same was true of listed companies of its sector and country. */
  readonly base: number;
  /** Authorities whose whole series tell of the instant, and the ends of these series. */
  readonly authorities: readonly { readonly id: string; readonly until: Instant }[];
  /** Of the frozen table. */
  readonly version: string;
}

/**
 * Probability of another act of an authority within 90 days. Null where the frozen table is not
 * better than the decayed count, the instant lies in what was fitted, or no series that was fitted
 * tells of the instant and holds an act on the company or its peers (no rate of one authority is
 * taken for another), or it is below 0.1 %.
 * @param fittedUntil end of the last day of what was fitted
 */
export function nextActOf(
  table: NextTable | null,
  series: readonly WholeSeries[],
  peer: Peer,
  { at, fittedUntil, load }: { at: Instant; fittedUntil: Instant; load: number },
): NextAct | null {
  if (table === null || table.skill <= 0 || at <= fittedUntil) return null;
  const scenes = series
    .filter((whole) => table.series.includes(whole.id) && reaches(whole, at))
    .map((whole) => sceneOf(whole, at));
  const forecasts = scenes.flatMap((scene) => {
    const base = baseOf(table, scene.series.id, peer);
    if (base === 0 && !scene.own.has(peer.id)) return [];
    const others = scenes.filter((other) => other !== scene);
    const values = featuresOf(scene, others, peer, table.sizes, load);
    return [{ scene, base, probability: nextProbability(table, values) }];
  });
  const any = (of: (forecast: (typeof forecasts)[number]) => number) =>
    1 - forecasts.reduce((none, forecast) => none * (1 - of(forecast)), 1);
  const probability = any((forecast) => forecast.probability);
  if (probability < LEAST) return null;
  return {
    probability,
    base: any((forecast) => forecast.base),
    authorities: forecasts.map(({ scene }) => ({
      id: scene.series.authority,
      until: scene.series.until,
    })),
    version: table.version,
  };
}

/** Part of the month-ends of its peers that an act of the authority followed within 90 days. */
function baseOf({ rates }: NextTable, id: string, peer: Peer): number {
  const own = rates.find(({ series, peers }) => series === id && peers === peersOf(peer));
  return own === undefined ? 0 : own.hits / own.months;
}
