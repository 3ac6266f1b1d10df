/** Labelled examples as rows of feature numbers; every feature present counts 1. */
export interface Examples {
  readonly rows: readonly Uint32Array[];
  readonly labels: readonly boolean[];
  readonly weights: readonly number[];
  readonly features: number;
}

export interface FitOptions {
  /** Strength of the L1 part, which makes weights exactly zero. */
  readonly l1: number;
  /** Strength of the L2 part. */
  readonly l2: number;
  readonly sweeps?: number;
}

export interface Fitted {
  readonly bias: number;
  readonly weights: Float64Array;
}

/**
 * Logistic regression with an elastic-net penalty, by cyclic coordinate descent with one Newton
 * step a coordinate (Yuan, Ho and Lin 2012, "An improved GLMNET for L1-regularized logistic
 * regression", without line search but with the curvature bounded from below). Deterministic: no
 * randomness, features in their own order.
 */
export function fitLogistic(examples: Examples, { l1, l2, sweeps = 60 }: FitOptions): Fitted {
  const { rows, labels, weights: importance, features } = examples;
  const columns = columnsOf(rows, features);
  const weights = new Float64Array(features);
  const margins = new Float64Array(rows.length);
  const chances = new Float64Array(rows.length).fill(0.5);
  let bias = 0;
  const move = (index: number, by: number): void => {
    margins[index] = margins[index]! + by;
    chances[index] = 1 / (1 + Math.exp(-margins[index]!));
  };
  const moveAll = (column: Uint32Array, by: number): void => {
    if (by !== 0) for (const index of column) move(index, by);
  };
  let active: number[] = Array.from({ length: features }, (_, at) => at);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const shift = biasStep(chances, labels, importance);
    bias += shift;
    for (let index = 0; index < rows.length; index += 1) move(index, shift);
    let moved = Math.abs(shift);
    const next: number[] = [];
    for (const feature of active) {
      const step = stepOf(
        columns[feature]!,
        weights[feature]!,
        chances,
        labels,
        importance,
        l1,
        l2,
      );
      weights[feature] = weights[feature]! + step;
      moveAll(columns[feature]!, step);
      moved = Math.max(moved, Math.abs(step));
      if (weights[feature] !== 0 || sweep < 2) next.push(feature);
    }
    // Features that are zero are looked at again only now and then.
    active = sweep % 10 === 9 ? Array.from({ length: features }, (_, at) => at) : next;
    if (moved < 1e-4 && sweep % 10 !== 9) break;
  }
  return { bias, weights };
}

const clamp = (step: number): number => Math.max(-2, Math.min(2, step));

/** The Newton step of the bias, which has no penalty. */
function biasStep(
  chances: Float64Array,
  labels: readonly boolean[],
  importance: readonly number[],
): number {
  let gradient = 0;
  let curvature = 1e-9;
  for (const [index, chance] of chances.entries()) {
    gradient += importance[index]! * (chance - (labels[index] ? 1 : 0));
    curvature += importance[index]! * chance * (1 - chance);
  }
  return clamp(-gradient / curvature);
}

function stepOf(
  column: Uint32Array,
  weight: number,
  chances: Float64Array,
  labels: readonly boolean[],
  importance: readonly number[],
  l1: number,
  l2: number,
): number {
  let gradient = l2 * weight;
  let curvature = l2 + 1e-3;
  for (const index of column) {
    const chance = chances[index]!;
    gradient += importance[index]! * (chance - (labels[index] ? 1 : 0));
    curvature += importance[index]! * Math.max(0.02, chance * (1 - chance));
  }
  if (gradient + l1 <= curvature * weight) return clamp(-(gradient + l1) / curvature);
  if (gradient - l1 >= curvature * weight) return clamp(-(gradient - l1) / curvature);
  return -weight;
}

function columnsOf(rows: readonly Uint32Array[], features: number): Uint32Array[] {
  const counts = new Uint32Array(features);
  for (const row of rows) for (const feature of row) counts[feature] = counts[feature]! + 1;
  const columns = Array.from(counts, (count) => new Uint32Array(count));
  const filled = new Uint32Array(features);
  rows.forEach((row, index) => {
    for (const feature of row) {
      columns[feature]![filled[feature]!] = index;
      filled[feature] = filled[feature]! + 1;
    }
  });
  return columns;
}
