/** Weak pull of every coefficient towards 0, so that a fit always exists. */
const RIDGE = 1;
const ROUNDS = 30;

/** A row of a logistic regression: what it rests on, without the intercept, and what happened. */
export interface LogisticRow {
  readonly x: readonly number[];
  readonly hit: boolean;
}

/** The pull on the intercept is next to none. */
const pullOn = (at: number): number => (at === 0 ? 1e-9 : RIDGE);

/** Coefficients of a logistic regression by Newton's steps, the intercept first. */
export function fitLogistic(rows: readonly LogisticRow[], width: number): number[] {
  const size = width + 1;
  const beta = new Array<number>(size).fill(0);
  // Alike rows as one of their weight: most companies have no acts.
  const groups = Map.groupBy(rows, ({ x, hit }) => `${hit} ${x.join(' ')}`);
  const points = [...groups.values()].map((own) => ({
    x: [1, ...own[0]!.x],
    hit: own[0]!.hit ? 1 : 0,
    weight: own.length,
  }));
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = beta.map((value, at) => -pullOn(at) * value);
    const hessian = beta.map((_, at) => beta.map((__, other) => (at === other ? pullOn(at) : 0)));
    for (const { x, hit, weight } of points) {
      const p = 1 / (1 + Math.exp(-beta.reduce((sum, value, at) => sum + value * x[at]!, 0)));
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
  return beta;
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
