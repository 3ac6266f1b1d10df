import type { LinearModel } from '../../domain/words.ts';

/** One addend of a decision. */
export interface ModelTerm {
  readonly feature: string;
  readonly weight: number;
}

/** A linear model ready for use. */
export interface Scorer {
  readonly model: LinearModel;
  /** Calibrated probability, 0 to 1. No feature counts twice. */
  readonly probability: (features: ReadonlySet<string>) => number;
  /** Sum of the weights alone, for comparing candidates of one name. */
  readonly sum: (features: Iterable<string>) => number;
  /** What the sum is made of, the strongest first; with the bias they add up to it. */
  readonly terms: (features: ReadonlySet<string>) => ModelTerm[];
}

export function createScorer(model: LinearModel): Scorer {
  const weights = new Map(Object.entries(model.weights));
  const { slope, intercept } = model.calibration;
  const sum = (features: Iterable<string>): number => {
    let all = 0;
    for (const feature of features) all += weights.get(feature) ?? 0;
    return all;
  };
  return {
    model,
    sum,
    probability: (features) => 1 / (1 + Math.exp(-(slope * (model.bias + sum(features)) + intercept))),
    terms: (features) =>
      [...features]
        .flatMap((feature) => {
          const weight = weights.get(feature);
          return weight === undefined ? [] : [{ feature, weight }];
        })
        .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight)),
  };
}
