import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { bisect, mean, sampleCorrelation, sampleStandardDeviation } from 'simple-statistics';

/**
 * Standard normal distribution function, to about 14 digits; the series of Marsaglia (2004), J.
 * Stat. Software 11(4).
 */
export function normalCdf(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let sum = x;
  for (let term = x, n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/**
 * Student's t distribution function for whole degrees of freedom; Abramowitz and Stegun, 26.7.3 and
 * 26.7.4.
 */
export function studentCdf(t: number, dof: number): number {
  const angle = Math.atan(t / Math.sqrt(dof));
  const cosine = Math.cos(angle);
  const odd = dof % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = dof === 1 ? 0 : term;
  for (let n = odd ? 3 : 2; n < dof; n += 2) {
    term *= (cosine * cosine * (n - 1)) / n;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return 0.5 + within / 2;
}

/** The t below which a share `p` above one half lies, by bisection. */
export function studentQuantile(p: number, dof: number): number {
  let high = 1;
  while (studentCdf(high, dof) < p) high *= 2;
  return bisect((t) => studentCdf(t, dof) - p, 0, high, 100, 1e-12);
}

/** A mean with its 95 % interval by Student's t; none below four values, where it says nothing. */
export function meanInterval(values: readonly number[]) {
  const n = values.length;
  const middle = n === 0 ? null : mean([...values]);
  if (middle === null || n < 4) return { mean: middle, low: null, high: null };
  const half =
    (studentQuantile(0.975, n - 1) * sampleStandardDeviation([...values])) / Math.sqrt(n);
  return { mean: middle, low: middle - half, high: middle + half };
}

/** Ranks from 1 on in the order of the values; equal ones share the mean of theirs. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const found = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let index = start; index < end; index++) found[order[index]!] = (start + 1 + end) / 2;
    start = end;
  }
  return found;
}

/** Pairs below which a correlation says nothing. */
export const LEAST_PAIRS = 10;

/** Pearson's correlation; null below ten pairs or where one side never changes. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length < LEAST_PAIRS || new Set(xs).size < 2 || new Set(ys).size < 2) return null;
  return sampleCorrelation([...xs], [...ys]);
}

/** Spearman's correlation, of ranks. */
export const spearman = (xs: readonly number[], ys: readonly number[]): number | null =>
  correlation(ranks(xs), ranks(ys));

/**
 * Whole clusters drawn with replacement, as many as there are, `rounds` times; the same seed draws
 * the same.
 */
export function* resamples<Cluster>(
  clusters: readonly Cluster[],
  seed: number,
  rounds: number,
): Generator<Cluster[]> {
  const random = xoroshiro128plus(seed);
  for (let round = 0; round < rounds; round++)
    yield clusters.map(() => clusters[uniformInt(random, 0, clusters.length - 1)]!);
}

/** What is known before; a standard deviation without end knows nothing. */
export interface Prior {
  readonly mean: number;
  readonly sd: number;
}

/** How a line becomes a probability, and the slope of the probability in the line. */
export interface Link {
  readonly probability: (eta: number) => number;
  readonly slope: (eta: number, p: number) => number;
}

const rate = (eta: number) => Math.exp(Math.min(eta, 30));

/** P = 1 - exp(-exp(a + b x)). */
export const CLOGLOG: Link = {
  probability: (eta) => -Math.expm1(-rate(eta)),
  slope: (eta, p) => rate(eta) * (1 - p),
};

/** P = 1 / (1 + exp(-a - b x)). */
export const LOGISTIC: Link = {
  probability: (eta) => 1 / (1 + Math.exp(-eta)),
  slope: (_eta, p) => p * (1 - p),
};

/** Rows that are alike as one of their weight: most issuers have no load at all. */
function together(
  rows: Parameters<typeof fitLine>[0],
): { x: number; hit: boolean; weight: number }[] {
  const [hits, misses] = [new Map<number, number>(), new Map<number, number>()];
  for (const { x, hit, weight } of rows) {
    const weights = hit ? hits : misses;
    weights.set(x, (weights.get(x) ?? 0) + weight);
  }
  return [
    ...[...hits].map(([x, weight]) => ({ x, hit: true, weight })),
    ...[...misses].map(([x, weight]) => ({ x, hit: false, weight })),
  ];
}

const MOST_ROUNDS = 100;
const SMALL = 1e-10;

/**
 * Penalised maximum likelihood of a binomial model with one feature (docs/scoring.md): Fisher's
 * steps on the log likelihood less (a - mean)²/2sd² and (b - mean)²/2sd², halved while they do not
 * improve it. The line is a + b x.
 * @param all rows of one feature, the outcome, and how much of an independent observation each is
 */
export function fitLine(
  all: readonly { readonly x: number; readonly hit: boolean; readonly weight: number }[],
  link: Link,
  priors: { readonly a: Prior; readonly b: Prior },
): { readonly a: number; readonly b: number } {
  const rows = together(all);
  /** What is maximised, and Fisher's act from there. */
  const look = ({ a, b }: { readonly a: number; readonly b: number }) => {
    const offA = (a - priors.a.mean) / priors.a.sd;
    const offB = (b - priors.b.mean) / priors.b.sd;
    let value = -(offA ** 2) / 2 - offB ** 2 / 2;
    let ga = -offA / priors.a.sd;
    let gb = -offB / priors.b.sd;
    let haa = 1 / priors.a.sd ** 2;
    let hab = 0;
    let hbb = 1 / priors.b.sd ** 2;
    for (const { x, hit, weight } of rows) {
      const eta = a + b * x;
      const p = link.probability(eta);
      value += weight * Math.log(hit ? p : 1 - p);
      // A probability of nearly 0 or 1 does not move any more.
      const change = link.slope(eta, p) / Math.max(p * (1 - p), Number.MIN_VALUE);
      const slope = weight * ((hit ? 1 : 0) - p) * change;
      const information = weight * change ** 2 * p * (1 - p);
      ga += slope;
      gb += slope * x;
      haa += information;
      hab += information * x;
      hbb += information * x * x;
    }
    const det = haa * hbb - hab * hab;
    return { value, a: (hbb * ga - hab * gb) / det, b: (haa * gb - hab * ga) / det };
  };
  let at = { a: priors.a.mean, b: priors.b.mean };
  let best = look(at);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let size = 2;
    let next = at;
    let reached = best;
    do {
      size /= 2;
      next = { a: at.a + size * best.a, b: at.b + size * best.b };
      reached = look(next);
    } while (!(reached.value >= best.value) && size > SMALL);
    const gain = reached.value - best.value;
    if (gain > 0) [at, best] = [next, reached];
    if (!(gain > SMALL)) return at;
  }
  return at;
}
