/**
 * A prediction that was measured: its probability, whether it is right, and how many documents it
 * stands for.
 */
export interface Judged {
  readonly probability: number;
  readonly right: boolean;
  readonly weight: number;
  /** Of a stream that nobody selected by its matter. */
  readonly general: boolean;
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
