import { createHash } from 'node:crypto';
import type { LinearModel, PageShape, PressModel } from '../../src/domain/words.ts';
import { crossValidated, fitHead, type Head } from './cross-validate.ts';
import type { LabelledDocument } from './dataset.ts';
import type { Example } from './examples.ts';
import { type AskedGrades, gradesOf, type MeasuredGrades, type Share, shareOf } from './grades.ts';
import { calibrate, type Judged } from './measure.ts';
import { type StepQuality, stepQuality } from './step-quality.ts';
import { hasTitleOnly } from './title-only.ts';

export interface Trained {
  readonly model: PressModel;
  readonly grades: MeasuredGrades;
  readonly persons: MeasuredGrades;
  /** Every judged name by weights that had not seen its archive, for the calibration table. */
  readonly census: readonly Judged[];
  /** Labelled names of listed companies that should be found, and their weight. */
  readonly gold: { readonly names: number; readonly weight: number };
  /** Documents without a step in which a name is confirmed or reported. */
  readonly alarms: number;
  /** Such documents of the general streams. */
  readonly generalAlarms: number;
  /** Names where nothing but a title is read, by weights that had not seen its archive. */
  readonly titles: TitleFigures;
  readonly quality: StepQuality;
}

/** Persons are shown and never alert: lower bars. */
const PERSONS = {
  confirmed: 0.9,
  low: 0.8,
  reported: 0.9,
  unconfirmed: 0.6,
};
/** A threshold rests on at least so many names. */
const LEAST_PERSONS = 10;

/**
 * Trains one language and measures it by leaving whole archives out. Deterministic.
 */
export function trainLanguage(
  language: 'en' | 'zh',
  all: readonly Example[],
  stories: ReadonlyMap<string, string>,
  asked: AskedGrades,
): Trained {
  const examples = all.filter(
    (one) => one.language === language && one.document.label.step !== 'debatable',
  );
  const gold = goldOf(examples);
  const employers = examples.filter((one) => one.person && isSampled(one));
  const person = headOf(
    'person',
    examples,
    stories,
    employers.reduce((sum, one) => sum + one.document.weight, 0),
    { ...PERSONS, least: LEAST_PERSONS },
  );
  const { unconfirmed } = person.model;
  const step = headOf('step', examples, stories, gold.weight, asked, (at, chance) => {
    const ofPerson = person.chances[at]!;
    return ofPerson > chance && ofPerson >= unconfirmed;
  });
  const loud = examples.filter(
    ({ document, listed }, at) =>
      listed &&
      isCounted(document) &&
      document.label.step === false &&
      step.chances[at]! >= step.model.reported,
  );
  const hash = createHash('sha256');
  for (const one of examples)
    hash.update(`${one.document.id} ${one.key} ${one.step} ${one.person}\n`);
  return {
    model: {
      language,
      trained: {
        documents: new Set(examples.map((one) => one.document.id)).size,
        names: examples.length,
        hash: hash.digest('hex').slice(0, 12),
      },
      step: step.model,
      person: person.model,
    },
    grades: step.grades,
    persons: person.grades,
    census: step.census,
    gold,
    alarms: documentsOf(loud),
    generalAlarms: documentsOf(loud.filter((one) => one.document.general)),
    titles: titleFigures(examples, step.chances, step.model),
    quality: stepQuality(examples.filter((one) => isSampled(one) && one.step)),
  };
}

/** The invented lessons have no day, and titles alone are counted apart. */
const isCounted = ({ date, isCopy }: LabelledDocument): boolean => date !== '' && isCopy !== true;
/** Drawn with a weight, not picked by what a model thought of it. */
const isSampled = ({ listed, document }: Example): boolean =>
  listed && document.measured && isCounted(document);

const documentsOf = (examples: readonly Example[]): number =>
  new Set(examples.map((one) => one.document.id)).size;

/** How often names of titles are right by grade, and how many of those to be found are. */
interface TitleFigures {
  readonly confirmed: Share;
  readonly reported: Share;
  readonly found: Share;
}

function titleFigures(
  examples: readonly Example[],
  chances: Float64Array,
  { confirmed, reported }: LinearModel,
): TitleFigures {
  const judged = examples.flatMap(({ document, listed, step }, at) =>
    listed && document.date !== '' && hasTitleOnly(document)
      ? [{ chance: chances[at]!, step }]
      : [],
  );
  const rightFrom = (bound: number) => {
    const above = judged.filter(({ chance }) => chance >= bound);
    return shareOf(above.filter(({ step }) => step).length, above.length);
  };
  const steps = judged.filter(({ step }) => step);
  return {
    confirmed: rightFrom(confirmed),
    reported: rightFrom(reported),
    found: shareOf(steps.filter(({ chance }) => chance >= reported).length, steps.length),
  };
}

/** Names of listed companies at which a labelled step is aimed, by key: one that a text writes in two forms is one. */
function goldOf(examples: readonly Example[]): { names: number; weight: number } {
  const found = examples.filter((one) => isSampled(one) && one.step);
  return {
    names: found.length,
    weight: found.reduce((sum, { document }) => sum + document.weight, 0),
  };
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
  asked: AskedGrades,
  yields: (at: number, chance: number) => boolean = () => false,
) {
  const sums = crossValidated(head, examples, stories);
  const judgedAt = examples.flatMap((one, at) =>
    one.listed && isCounted(one.document) ? [{ one, at }] : [],
  );
  const summed = (some: readonly { readonly one: Example; readonly at: number }[]) =>
    some.map(({ one, at }) => ({ sum: sums[at]!, right: one[head], shape: one.shape }));
  const titlesAt = examples.flatMap((one, at) =>
    one.listed && one.document.isCopy === true ? [{ one, at }] : [],
  );
  const { calibration, shapes } = curvesOf(summed(judgedAt), summed(titlesAt));
  const chances = sums
    .map((sum, at) => {
      const { slope, intercept } = shapes[examples[at]!.shape] ?? calibration;
      return 1 / (1 + Math.exp(-(slope * sum + intercept)));
    })
    .map((chance, at) => (yields(at, chance) ? 0 : chance));
  const judge = (weightOf: (one: Example) => number) =>
    judgedAt.map(
      ({ one, at }): Judged => ({
        probability: chances[at]!,
        right: one[head],
        weight: weightOf(one),
        general: one.document.general,
      }),
    );
  const census = judge(() => 1);
  const sample = judge((one) => (isSampled(one) ? one.document.weight : 0));
  const grades = gradesOf(census, sample, gold, asked);
  const { bias, weights } = fitHead(head, examples);
  const confirmed = grades.confirmed?.threshold ?? 1;
  const reported = Math.min(confirmed, grades.reported?.threshold ?? confirmed);
  const model: LinearModel = {
    bias: round(bias),
    weights,
    calibration,
    ...(Object.keys(shapes).length > 0 && { shapes }),
    confirmed: roundDown(confirmed),
    reported: roundDown(reported),
    unconfirmed: roundDown(Math.min(reported, grades.unconfirmed?.threshold ?? reported)),
  };
  return { model, grades, census, chances };
}

/** A page of a shape has a curve of its own where so many names of such pages are right. */
const LEAST_RIGHT = 100;

interface Summed {
  readonly sum: number;
  readonly right: boolean;
  readonly shape: PageShape;
}

/**
 * The curve of all names, and that of each shape of page: a title that stands alone says less by its
 * sum than the same title above a text. `titles` = names of titles without their texts, which only
 * the curve of titles rests on.
 */
function curvesOf(judged: readonly Summed[], titles: readonly Summed[]) {
  const curveOf = (some: readonly Summed[]) => {
    const { slope, intercept } = calibrate(
      some.map(({ sum }) => sum),
      some.map(({ right }) => right),
      some.map(() => 1),
    );
    return { slope: round(slope), intercept: round(intercept) };
  };
  const shapes = [...Map.groupBy([...judged, ...titles], ({ shape }) => shape)]
    .filter(([, some]) => some.filter(({ right }) => right).length >= LEAST_RIGHT)
    .map(([shape, some]) => [shape, curveOf(some)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    calibration: curveOf(judged),
    shapes: shapes.length > 1 ? Object.fromEntries(shapes) : {},
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const roundDown = (value: number): number => Math.floor(value * 1000) / 1000;
