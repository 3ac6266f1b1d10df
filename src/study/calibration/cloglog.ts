/** A row of a fit: one feature, the outcome, and how much of an independent observation it is. */
export interface FitRow {
  readonly x: number;
  readonly hit: boolean;
  readonly weight: number;
}

/** P = 1 - exp(-exp(a + b x)). */
export interface Cloglog {
  readonly a: number;
  readonly b: number;
}

export interface Prior {
  readonly mean: number;
  readonly sd: number;
}

const MOST_ROUNDS = 100;
const SMALL = 1e-10;

export function probability({ a, b }: Cloglog, x: number): number {
  return -Math.expm1(-Math.exp(Math.min(a + b * x, 30)));
}

/**
 * Penalised maximum likelihood of a complementary log-log model with one feature (scoring.md 7): Newton's steps on the log
 * likelihood less (a - mean)²/2sd² and (b - mean)²/2sd², halved while they do not improve it.
 */
export function fitCloglog(
  rows: readonly FitRow[],
  priors: { readonly a: Prior; readonly b: Prior },
): Cloglog {
  let at: Cloglog = { a: priors.a.mean, b: priors.b.mean };
  let best = penalised(rows, at, priors);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [ga, gb, haa, hab, hbb] = derivatives(rows, at, priors);
    const det = haa * hbb - hab * hab;
    const step = { a: (hbb * ga - hab * gb) / det, b: (haa * gb - hab * ga) / det };
    let size = 1;
    let next = moved(at, step, size);
    let value = penalised(rows, next, priors);
    while (!(value >= best) && size > SMALL) {
      size /= 2;
      next = moved(at, step, size);
      value = penalised(rows, next, priors);
    }
    const gain = value - best;
    if (gain > 0) [at, best] = [next, value];
    if (!(gain > SMALL)) return at;
  }
  return at;
}

const moved = (at: Cloglog, step: Cloglog, size: number): Cloglog => ({
  a: at.a + size * step.a,
  b: at.b + size * step.b,
});

function penalised(rows: readonly FitRow[], at: Cloglog, priors: { a: Prior; b: Prior }): number {
  let sum =
    -(((at.a - priors.a.mean) / priors.a.sd) ** 2) / 2 - ((at.b - priors.b.mean) / priors.b.sd) ** 2 / 2;
  for (const { x, hit, weight } of rows) {
    const rate = Math.exp(Math.min(at.a + at.b * x, 30));
    sum += weight * (hit ? Math.log(-Math.expm1(-rate)) : -rate);
  }
  return sum;
}

/** Gradient, and the expected information (Fisher scoring), which is positive whatever the rows. */
function derivatives(
  rows: readonly FitRow[],
  at: Cloglog,
  priors: { a: Prior; b: Prior },
): [number, number, number, number, number] {
  let ga = -(at.a - priors.a.mean) / priors.a.sd ** 2;
  let gb = -(at.b - priors.b.mean) / priors.b.sd ** 2;
  let haa = 1 / priors.a.sd ** 2;
  let hab = 0;
  let hbb = 1 / priors.b.sd ** 2;
  for (const { x, hit, weight } of rows) {
    const rate = Math.exp(Math.min(at.a + at.b * x, 30));
    const p = -Math.expm1(-rate);
    // d log P / d eta = rate (1-P)/P for a hit, -rate for none.
    const slope = weight * (hit ? (rate * (1 - p)) / p : -rate);
    const information = weight * ((rate * rate * (1 - p)) / p);
    ga += slope;
    gb += slope * x;
    haa += information;
    hab += information * x;
    hbb += information * x * x;
  }
  return [ga, gb, haa, hab, hbb];
}
