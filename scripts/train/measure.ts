/**
 * A prediction that was measured: its probability, whether it is right, and how many documents it
 * stands for.
 */
export interface Judged {
  readonly probability: number;
  readonly right: boolean;
  readonly weight: number;
}

/**
 * Precision and recall of all that is told from a threshold on. `wrong` counts names, unweighted.
 */
export interface Point {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly told: number;
  readonly wrong: number;
}

/**
 * The curve from the surest prediction down, one point a distinct probability. `gold` = weight of
 * all that should be found.
 */
export function curveOf(judged: readonly Judged[], gold: number): Point[] {
  const sorted = [...judged].sort((one, other) => other.probability - one.probability);
  const points: Point[] = [];
  let right = 0;
  let wrong = 0;
  let count = 0;
  for (const [at, one] of sorted.entries()) {
    if (one.right) right += one.weight;
    else {
      wrong += one.weight;
      count += 1;
    }
    if (sorted[at + 1]?.probability === one.probability) continue;
    points.push({
      threshold: one.probability,
      precision: right / (right + wrong),
      recall: gold === 0 ? 0 : Math.min(1, right / gold),
      told: at + 1,
      wrong: count,
    });
  }
  return points;
}

/**
 * The lowest threshold at which precision holds there and at every higher one that rests on at
 * least `least` names; null where none does.
 */
export function lowestHolding(
  points: readonly Point[],
  precision: number,
  least: number,
): Point | null {
  let best: Point | null = null;
  for (const point of points) {
    if (point.precision >= precision) best = point;
    else if (point.told >= least) break;
  }
  return best;
}

/** The point at or above a threshold that stands nearest to it. */
export function pointAt(points: readonly Point[], threshold: number): Point | null {
  return points.filter((one) => one.threshold >= threshold).at(-1) ?? null;
}

/**
 * Platt's scaling: slope and intercept of a logistic curve through sums and outcomes, by Newton's
 * method.
 */
export function calibrate(
  sums: readonly number[],
  outcomes: readonly boolean[],
  weights: readonly number[],
): { slope: number; intercept: number } {
  let slope = 1;
  let intercept = 0;
  for (let round = 0; round < 60; round += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-6, 0, 1e-6];
    sums.forEach((sum, at) => {
      const chance = 1 / (1 + Math.exp(-(slope * sum + intercept)));
      const weight = weights[at]!;
      const error = weight * (chance - (outcomes[at] ? 1 : 0));
      const spread = weight * chance * (1 - chance);
      g0 += error * sum;
      g1 += error;
      h00 += spread * sum * sum;
      h01 += spread * sum;
      h11 += spread;
    });
    const determinant = h00 * h11 - h01 * h01;
    if (Math.abs(determinant) < 1e-12) break;
    slope -= (h11 * g0 - h01 * g1) / determinant;
    intercept -= (h00 * g1 - h01 * g0) / determinant;
  }
  return { slope: Math.max(0.05, slope), intercept };
}
