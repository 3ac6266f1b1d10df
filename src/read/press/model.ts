import type { PressModel } from '../../domain/words.ts';
import type { Candidate, Target } from './targets.ts';

/** One addend of a decision. */
export interface ModelTerm {
  readonly feature: string;
  readonly weight: number;
}

type ModelHead = 'step' | 'person';

/** What one head of a model thinks of a name. */
export interface Scored {
  /** Calibrated probability, 0 to 1. No feature counts twice. */
  readonly probability: number;
  /** The place that speaks most for the decision; the first of equals. */
  readonly best: Candidate;
}

/** A language's model ready for use. */
export interface Scorer {
  readonly model: PressModel;
  readonly score: (target: Target) => Record<ModelHead, Scored>;
  /** What a decision is the sum of, the strongest first; with the bias they add up to it. */
  readonly terms: (target: Target, head: ModelHead) => ModelTerm[];
}

/** Where a candidate stands: what a title says weighs otherwise than the same in the body. */
const placeOf = ({ sentence }: Candidate) => (sentence.place === 'title' ? 'title' : 'text');

/**
 * All features of a name: those of the document and those of each place where it stands beside a step, the latter twice,
 * the second time with whether it is the title.
 */
export function featuresOf(target: Target): ReadonlySet<string> {
  const placed = target.candidates.flatMap((one) => [
    ...one.features,
    ...one.features.map((feature) => `${placeOf(one)}: ${feature}`),
  ]);
  return new Set([...target.features, ...placed]);
}

/** The weights of a feature in both heads. `counted` = the name for which it counted last. */
interface FeatureWeights {
  step: number;
  person: number;
  counted: number;
}

/** The weights of a feature wherever it stands, in a title and in the text, so that it is looked up once. */
type Places = Partial<Record<'any' | 'title' | 'text', FeatureWeights>>;

function tableOf(model: PressModel): Map<string, Places> {
  const table = new Map<string, Places>();
  for (const head of ['step', 'person'] as const)
    for (const [feature, weight] of Object.entries(model[head].weights)) {
      const [, place = 'any', name = feature] = /^(title|text): (.*)$/su.exec(feature) ?? [];
      const places = table.get(name) ?? {};
      const known = places[place as keyof Places] ?? { step: 0, person: 0, counted: 0 };
      known[head] = weight;
      table.set(name, { ...places, [place]: known });
    }
  return table;
}

export function createScorer(model: PressModel): Scorer {
  const table = tableOf(model);
  let names = 0;

  const score = (target: Target): Record<ModelHead, Scored> => {
    names += 1;
    const total = { step: 0, person: 0 };
    const sumOf = (features: readonly string[], place: 'title' | 'text' | null) => {
      const sum = { step: 0, person: 0 };
      const add = (weights: FeatureWeights | undefined) => {
        if (weights === undefined) return;
        sum.step += weights.step;
        sum.person += weights.person;
        if (weights.counted === names) return;
        weights.counted = names;
        total.step += weights.step;
        total.person += weights.person;
      };
      const known: Places[] = [];
      for (const feature of features) {
        const places = table.get(feature);
        if (places === undefined) continue;
        known.push(places);
        add(places.any);
      }
      if (place !== null) for (const places of known) add(places[place]);
      return sum;
    };
    sumOf(target.features, null);
    const sums = target.candidates.map((one) => sumOf(one.features, placeOf(one)));
    const scored = (head: ModelHead): Scored => {
      const { bias, calibration } = model[head];
      const sum = calibration.slope * (bias + total[head]) + calibration.intercept;
      const most = Math.max(...sums.map((one) => one[head]));
      const best = target.candidates[sums.findIndex((one) => one[head] === most)]!;
      return { probability: 1 / (1 + Math.exp(-sum)), best };
    };
    return { step: scored('step'), person: scored('person') };
  };

  const terms = (target: Target, head: ModelHead): ModelTerm[] =>
    [...featuresOf(target)]
      .map((feature) => ({ feature, weight: model[head].weights[feature] ?? 0 }))
      .filter(({ weight }) => weight !== 0)
      .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));

  return { model, score, terms };
}
