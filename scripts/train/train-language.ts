import { createHash } from 'node:crypto';
import type { LinearModel, PressModel } from '../../src/domain/words.ts';
import { agrees, type LabelledDocument, targetsOf } from './dataset.ts';
import type { Example } from './examples.ts';
import { fitLogistic } from './fit.ts';
import { calibrate, curveOf, type Judged, lowestHolding, type Point } from './measure.ts';
import { type StepQuality, stepQuality } from './step-quality.ts';
import { foldOf } from './stories.ts';

/** What is asked of a language's decisions; see the issue of the model card. */
export interface Asked {
  readonly told: number;
  readonly unconfirmed: number;
  /** At most so many documents of the unselected stream without any step may be told. */
  readonly alarms: number;
}

export interface Trained {
  readonly model: PressModel;
  readonly curve: readonly Point[];
  readonly personCurve: readonly Point[];
  /** Predictions of stories that the weights had not seen, for the calibration table. */
  readonly judged: readonly Judged[];
  /** Labelled names of listed companies that should be found, and their weight. */
  readonly gold: { readonly names: number; readonly weight: number };
  readonly told: Point | null;
  readonly unconfirmed: Point | null;
  /**
   * Documents without a step of the unselected stream that are told when their own story is left
   * out of training.
   */
  readonly alarms: number;
  readonly quality: StepQuality;
}

const FOLDS = 5;
/**
 * Cross-validation is repeated over other divisions into folds; a name's sum is the mean of them.
 */
const REPEATS = 3;
/**
 * Of ten pairs that were tried for each language those with the best recall in cross-validation:
 * the figures are that much too good.
 */
const PENALTY = { en: { l1: 0.2, l2: 0.8 }, zh: { l1: 0.08, l2: 2 } } as const;
/** Names of documents that somebody read in which a feature has to stand to be weighed. */
const LEAST_NAMES = 3;
/** The least share of a document that somebody read. */
const READ = 0.5;
/** A threshold for telling rests on at least so many names. */
const LEAST_TOLD = 50;
/** Persons are shown and never alert: a lower bar. */
const PERSON_TOLD = 0.9;
const PERSON_UNCONFIRMED = 0.6;

type Head = 'step' | 'person';

/** Trains one language and measures it by cross-validation grouped by story. Deterministic. */
export function trainLanguage(
  language: 'en' | 'zh',
  all: readonly Example[],
  stories: ReadonlyMap<string, string>,
  asked: Asked,
): Trained {
  const examples = all.filter(
    (one) => one.language === language && one.document.label.step !== 'debatable',
  );
  const gold = goldOf(language, examples);
  const employers = examples.filter((one) => one.person && measured(one));
  const person = headOf(
    'person',
    examples,
    stories,
    employers.reduce((sum, one) => sum + one.document.weight, 0),
    { told: PERSON_TOLD, unconfirmed: PERSON_UNCONFIRMED, alarms: Number.POSITIVE_INFINITY },
    10,
  );
  const { unconfirmed } = person.model;
  const step = headOf('step', examples, stories, gold.weight, asked, LEAST_TOLD, (at, chance) => {
    const ofPerson = person.chances[at]!;
    return ofPerson > chance && ofPerson >= unconfirmed;
  });
  const documents = new Set(examples.map((one) => one.document.id));
  const hash = createHash('sha256');
  for (const one of examples)
    hash.update(`${one.document.id} ${one.key} ${one.step} ${one.person}\n`);
  return {
    model: {
      language,
      trained: {
        documents: documents.size,
        names: examples.length,
        hash: hash.digest('hex').slice(0, 12),
      },
      step: step.model,
      person: person.model,
    },
    curve: step.curve,
    personCurve: person.curve,
    judged: step.judged,
    gold,
    told: step.told,
    unconfirmed: step.unconfirmed,
    alarms: step.alarms,
    quality: stepQuality(examples.filter((one) => measured(one) && one.step)),
  };
}

/** Picked from the unselected stream; the invented lessons have no day. */
const isOfStream = ({ measured, date }: LabelledDocument): boolean => !measured && date !== '';
const measured = (one: Example): boolean => one.listed && one.document.measured;

/** Distinct labelled names that a listed company's name agrees with. */
function goldOf(language: string, examples: readonly Example[]): { names: number; weight: number } {
  let names = 0;
  let weight = 0;
  const byDocument = Map.groupBy(
    examples.filter((one) => measured(one) && one.step),
    (one) => one.document,
  );
  for (const [document, found] of byDocument) {
    if (document.lang !== language) continue;
    for (const target of new Set(targetsOf(document))) {
      if (!found.some((one) => one.written.some((name) => agrees(name, target)))) continue;
      names += 1;
      weight += document.weight;
    }
  }
  return { names, weight };
}

/**
 * `yields` = whether the reader takes a name, by its place in `examples` and its chance, for a
 * matter of the other head.
 */
function headOf(
  head: Head,
  examples: readonly Example[],
  stories: ReadonlyMap<string, string>,
  gold: number,
  asked: Asked,
  least: number,
  yields: (at: number, chance: number) => boolean = () => false,
) {
  const sums = crossValidated(head, examples, stories);
  const seen = examples.flatMap((one, at) => (measured(one) ? [{ one, at }] : []));
  const calibration = calibrate(
    seen.map(({ at }) => sums[at]!),
    seen.map(({ one }) => one[head]),
    seen.map(({ one }) => one.document.weight),
  );
  const chances = sums
    .map((sum) => 1 / (1 + Math.exp(-(calibration.slope * sum + calibration.intercept))))
    .map((chance, at) => (yields(at, chance) ? 0 : chance));
  const judged = seen.map(
    ({ one, at }): Judged => ({
      probability: chances[at]!,
      right: one[head],
      weight: one.document.weight,
    }),
  );
  const curve = curveOf(judged, gold);
  const alarms = new Map<string, number>();
  for (const [at, { document, listed }] of examples.entries()) {
    if (!listed || !isOfStream(document) || document.label.step !== false) continue;
    alarms.set(document.id, Math.max(alarms.get(document.id) ?? 0, chances[at]!));
  }
  const loudest = [...alarms.values()].sort((one, other) => other - one);
  const quiet = curve.filter((one) => one.threshold > (loudest[asked.alarms] ?? 0));
  const high = lowestHolding(quiet, asked.told, least);
  const low = lowestHolding(curve, asked.unconfirmed, least);
  const { bias, weights } = fitHead(head, examples);
  const model: LinearModel = {
    bias: round(bias),
    weights,
    calibration: { slope: round(calibration.slope), intercept: round(calibration.intercept) },
    told: high === null ? 1 : roundDown(high.threshold),
    unconfirmed: low === null ? 1 : roundDown(low.threshold),
  };
  const heard = high === null ? 0 : loudest.filter((one) => one >= high.threshold).length;
  return { model, curve, judged, told: high, unconfirmed: low, alarms: heard, chances };
}

function crossValidated(
  head: Head,
  examples: readonly Example[],
  stories: ReadonlyMap<string, string>,
): Float64Array {
  const sums = new Float64Array(examples.length);
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const folds = examples.map((one) => foldOf(stories.get(one.document.id)!, FOLDS, repeat));
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const { bias, weights } = fitHead(
        head,
        examples.filter((_, at) => folds[at] !== fold),
      );
      examples.forEach((one, at) => {
        if (folds[at] !== fold) return;
        let sum = bias;
        for (const feature of one.features) sum += weights[feature] ?? 0;
        sums[at] = sums[at]! + sum / REPEATS;
      });
    }
  }
  return sums;
}

/** Fits one head; the weights that are left, by name, in the order of their names. */
export function fitHead(
  head: Head,
  examples: readonly Example[],
): { bias: number; weights: Record<string, number> } {
  const counts = new Map<string, number>();
  for (const { features, document } of examples)
    if (document.share >= READ)
      for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const names = [...counts]
    .flatMap(([feature, count]) => (count >= LEAST_NAMES ? [feature] : []))
    .sort();
  const ids = new Map(names.map((name, at) => [name, at]));
  const fitted = fitLogistic(
    {
      rows: examples.map(({ features }) =>
        Uint32Array.from(features.flatMap((feature) => ids.get(feature) ?? [])),
      ),
      labels: examples.map((one) => one[head]),
      weights: examples.map(({ document }) => document.share),
      features: names.length,
    },
    PENALTY[examples[0]!.language],
  );
  const weights: Record<string, number> = {};
  for (const [at, name] of names.entries()) {
    const weight = round(fitted.weights[at]!);
    if (weight !== 0) weights[name] = weight;
  }
  return { bias: fitted.bias, weights };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const roundDown = (value: number): number => Math.floor(value * 1000) / 1000;
