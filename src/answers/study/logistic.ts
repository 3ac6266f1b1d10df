/** Weak pull of every coefficient towards 0, so that a fit always exists. */
const RIDGE = 1;
const ROUNDS = 50;
/** Longest step of a round: rare hits make the first steps too long. */
const LONGEST = 3;

/** Alike rows of a logistic regression: what they rest on, and how often what happened. */
export interface LogisticRow {
  /** Without the intercept. */
  readonly x: readonly number[];
  readonly hits: number;
  readonly misses: number;
}

/** The pull on the intercept is next to none. */
const pullOn = (at: number): number => (at === 0 ? 1e-9 : RIDGE);

/**
 * Coefficients of a logistic regression with a ridge, the intercept first, none but the intercept
 * below 0: the most negative one is set to 0 and the rest fitted again until none is.
 */
export function fitLogistic(rows: readonly LogisticRow[], width: number): number[] {
  const used = Array.from({ length: width + 1 }, (_, at) => at);
  for (;;) {
    const beta = newton(rows, used, width + 1);
    const lowest = Math.min(...beta.slice(1));
    if (lowest >= 0) return beta;
    used.splice(used.indexOf(beta.indexOf(lowest, 1)), 1);
  }
}

interface Point {
  readonly x: readonly number[];
  readonly hits: number;
  readonly weight: number;
}

/** Newton's steps over the coefficients in `used`; the others stay 0. */
function newton(rows: readonly LogisticRow[], used: readonly number[], size: number): number[] {
  const beta = new Array<number>(size).fill(0);
  const points = rows.map(({ x, hits, misses }) => ({
    x: used.map((at) => (at === 0 ? 1 : x[at - 1]!)),
    hits,
    weight: hits + misses,
  }));
  for (let round = 0; round < ROUNDS; round++) {
    const own = used.map((at) => beta[at]!);
    const { gradient, hessian } = slopesAt(points, own, used.map(pullOn));
    const step = solve(hessian, gradient).map((by) => Math.max(-LONGEST, Math.min(LONGEST, by)));
    for (const [at, place] of used.entries()) beta[place]! += step[at]!;
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  return beta;
}

/** First and second derivatives of the log likelihood less its ridge. */
function slopesAt(points: readonly Point[], beta: readonly number[], pulls: readonly number[]) {
  const gradient = beta.map((value, at) => -pulls[at]! * value);
  const hessian = beta.map((_, at) => beta.map((__, other) => (at === other ? pulls[at]! : 0)));
  for (const { x, hits, weight } of points) {
    const p = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * beta[at]!, 0)));
    for (let at = 0; at < beta.length; at++) {
      gradient[at]! += (hits - weight * p) * x[at]!;
      for (let other = 0; other < beta.length; other++)
        hessian[at]![other]! += weight * p * (1 - p) * x[at]! * x[other]!;
    }
  }
  return { gradient, hessian };
}

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
