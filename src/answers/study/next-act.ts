import { mean } from 'simple-statistics';
import { listingsOn } from '../../domain/company.ts';
import { DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import { quickScore } from '../../pipeline/score/score.ts';
import { HORIZON_DAYS, type KnownIssuers, officialActs } from './acts.ts';
import { auc } from './measures.ts';

const HALF_LIFE_DAYS = 180;
const ACTIVITY_DAYS = 90;
const LEAST_LEVEL = 2;
const ZONE = 'Asia/Shanghai';

/** Features of a row: the baseline has the first alone. */
const FEATURES = ['count', 'sector', 'country', 'score'] as const;
type Feature = (typeof FEATURES)[number];
/** Sets that are tried, the plainest first: it stays where no further one does better. */
const SETS: readonly (readonly Feature[])[] = [
  ['count'],
  ['count', 'sector'],
  ['count', 'country'],
  ['count', 'sector', 'country'],
  ['count', 'sector', 'country', 'score'],
];

interface MonthRow {
  readonly at: Instant;
  readonly features: Readonly<Record<Feature, number>>;
  /** Another act of level 2 or more within 90 days. */
  readonly hit: boolean;
}

export type NextReport = ReturnType<typeof studyNext>;

/**
 * Probability of another act of level 2 or more within 90 days, at month-ends of every listed
 * company: a logistic model of the decayed count of its acts (half-life 180 days), the heat of its
 * sector and the activity of the authorities of its country, fitted on what was over by `until` and
 * tested after it, beside the decayed count alone. Sector, country and the score join only where they
 * lower the Brier score of the last year before `until`, fitted without that year.
 */
export function studyNext(
  companies: KnownIssuers,
  instants: readonly Instant[],
  until: Instant,
  end: Instant,
) {
  const rows = rowsOf(
    companies,
    instants.filter((at) => at + HORIZON_DAYS * DAY_MS <= end),
  );
  const isOver = (row: MonthRow, by: number) => row.at + HORIZON_DAYS * DAY_MS <= by;
  const train = rows.filter((row) => isOver(row, until));
  const test = rows.filter((row) => row.at > until);
  const lastYear = until - 365 * DAY_MS;
  const early = train.filter((row) => isOver(row, lastYear));
  const late = train.filter((row) => row.at > lastYear);
  // Of the sets of features the one that was best in the year before, which none of them was fitted on.
  const judged = SETS.map((set) => ({ set, brier: judge(late, fitModel(early, set)).brier }));
  const chosen = judged.reduce((best, one) => (one.brier < best.brier ? one : best)).set;
  const model = fitModel(train, chosen);
  const baseline = fitModel(train, ['count']);
  const own = judge(test, model);
  const beside = judge(test, baseline);
  return {
    until: dayIn(until, ZONE),
    horizonDays: HORIZON_DAYS,
    train: { n: train.length, hits: hitsOf(train) },
    test: { n: test.length, hits: hitsOf(test) },
    /** What the model rests on; the score is among it only where it added something. */
    features: chosen,
    coefficients: model.coefficients,
    model: own,
    decayedCount: beside,
    /** 1 − Brier / Brier of the decayed count; it is shown to people only above 0. */
    skill: 1 - own.brier / beside.brier,
  };
}

const hitsOf = (rows: readonly MonthRow[]): number => rows.filter((row) => row.hit).length;

function rowsOf(companies: KnownIssuers, instants: readonly Instant[]): MonthRow[] {
  const known = companies.map((one) => ({ ...one, acts: officialActs(one.standing) }));
  return instants.flatMap((at) => {
    const day = dayIn((at - 1) as Instant, ZONE);
    const listed = known.filter(({ company }) => listingsOn(company, day).length > 0);
    const counted = listed.map((one) => ({ ...one, count: decayedCount(one.acts, at) }));
    const sectors = meansBy(
      counted,
      ({ company }) => company.sector,
      ({ count }) => count,
    );
    const countries = meansBy(
      counted,
      ({ company }) => company.country,
      ({ acts }) =>
        acts.filter(({ event }) => event.at <= at && event.at > at - ACTIVITY_DAYS * DAY_MS).length,
    );
    return counted.map(({ company, standing, acts, count }) => ({
      at,
      features: {
        count: Math.log1p(count),
        sector: Math.log1p(sectors.get(company.sector) ?? 0),
        country: Math.log1p(countries.get(company.country) ?? 0),
        score: acts.length === 0 ? 0 : Math.log1p(quickScore(standing, at).load),
      },
      hit: acts.some(
        ({ event, level }) =>
          level >= LEAST_LEVEL && event.at > at && event.at <= at + HORIZON_DAYS * DAY_MS,
      ),
    }));
  });
}

type Acts = ReturnType<typeof officialActs>;

const decayedCount = (acts: Acts, at: Instant): number =>
  acts.reduce(
    (sum, { event }) =>
      event.at <= at ? sum + 2 ** ((event.at - at) / DAY_MS / HALF_LIFE_DAYS) : sum,
    0,
  );

/** Means of a figure by a key, over all that share it. */
function meansBy<T>(
  all: readonly T[],
  keyOf: (one: T) => string | null,
  figureOf: (one: T) => number,
): ReadonlyMap<string | null, number> {
  return new Map(
    [...Map.groupBy(all, keyOf)].map(([key, own]) => [key, mean(own.map(figureOf))] as const),
  );
}

type Fit = ReturnType<typeof fitModel>;
/** Weak pull of every coefficient towards 0, so that a fit always exists. */
const RIDGE = 1;
const ROUNDS = 30;

/** The pull on the intercept is next to none. */
const pullOn = (at: number): number => (at === 0 ? 1e-9 : RIDGE);

/** Logistic regression by Newton's steps; features as they are, with an intercept. */
function fitModel(rows: readonly MonthRow[], features: readonly Feature[]) {
  const size = features.length + 1;
  const beta = new Array<number>(size).fill(0);
  const xOf = (row: MonthRow) => [1, ...features.map((name) => row.features[name])];
  // Alike rows as one of their weight: most companies have no acts.
  const groups = Map.groupBy(rows, (row) => `${row.hit} ${xOf(row).join(' ')}`);
  const points = [...groups.values()].map((own) => ({
    x: xOf(own[0]!),
    hit: own[0]!.hit ? 1 : 0,
    weight: own.length,
  }));
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = beta.map((value, at) => -pullOn(at) * value);
    const hessian = beta.map((_, at) => beta.map((__, other) => (at === other ? pullOn(at) : 0)));
    for (const { x, hit, weight } of points) {
      const p = probability(beta, x);
      for (let at = 0; at < size; at++) {
        gradient[at]! += weight * (hit - p) * x[at]!;
        for (let other = 0; other < size; other++)
          hessian[at]![other]! += weight * p * (1 - p) * x[at]! * x[other]!;
      }
    }
    const step = solve(hessian, gradient);
    for (let at = 0; at < size; at++) beta[at]! += step[at]!;
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const coefficients = Object.fromEntries(
    ['intercept', ...features].map((name, at) => [name, beta[at]!] as const),
  );
  return { coefficients, forecast: (row: MonthRow) => probability(beta, xOf(row)) };
}

const probability = (beta: readonly number[], x: readonly number[]): number =>
  1 / (1 + Math.exp(-beta.reduce((sum, value, at) => sum + value * x[at]!, 0)));

/** Gauss's elimination with pivots, for a handful of unknowns. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    const place = rows.indexOf(pivot);
    [rows[column], rows[place]] = [pivot, rows[column]!];
    for (const row of rows) {
      if (row === pivot) continue;
      const by = row[column]! / pivot[column]!;
      for (let at = column; at < row.length; at++) row[at]! -= by * pivot[at]!;
    }
  }
  return rows.map((row, at) => row.at(-1)! / row[at]!);
}

/** AUC and Brier score of forecasts on rows that were not fitted. */
function judge(rows: readonly MonthRow[], { forecast }: Fit) {
  const judged = rows.map((row) => ({ p: forecast(row), hit: row.hit }));
  const errors = judged.map(({ p, hit }) => (p - (hit ? 1 : 0)) ** 2);
  return {
    auc: auc(judged),
    brier: errors.length === 0 ? Number.NaN : mean(errors),
    /** Mean probability, to be compared with the rate. */
    mean: judged.length === 0 ? Number.NaN : mean(judged.map(({ p }) => p)),
  };
}
