import type { PressModel } from '../../../domain/words.ts';
import type { PressPage } from './annotate.ts';
import type { Candidate, Target } from './candidate.ts';
import { candidateFeatures } from './candidate-features.ts';
import { readFeatures } from './stated-step.ts';
import { nearest, stepsIn, type Token } from './tokens.ts';

/** Tokens on each side of a name within which an act counts. */
const REACH = { en: 18, zh: 40 } as const;
/** Sentences of a name that are looked at, in the order of the text. */
const MOST_CANDIDATES = 4;

/** A name while a page is gone through. */
interface FoundName extends Pick<Target, 'key' | 'kind'> {
  readonly ordinary: boolean;
  readonly candidates: Candidate[];
  count: number;
  readonly first: number;
  inTitle: boolean;
}

/** Every known name and unknown firm that stands near an act, in the order of the text. */
export function targetsOf(page: PressPage): Target[] {
  const found = new Map<string, FoundName>();
  for (const [first, sentence] of page.sentences.entries()) {
    const steps = stepsIn(sentence.tokens);
    const seen = new Set<string>();
    for (const [at, { name }] of sentence.tokens.entries()) {
      if (name === null || name.kind === 'authority' || name.kind === 'outlet') continue;
      const { key, kind, ordinary } = name;
      const fresh = { key, kind, ordinary, candidates: [], count: 0, first, inTitle: false };
      const known: FoundName = found.get(key) ?? fresh;
      found.set(key, known);
      known.count += 1;
      known.inTitle ||= sentence.place === 'title';
      const step = nearest(steps, at, REACH[page.language]);
      if (step === -1 || seen.has(key) || known.candidates.length >= MOST_CANDIDATES) continue;
      seen.add(key);
      known.candidates.push({
        sentence,
        at,
        step,
        features: candidateFeatures(sentence, at, page),
      });
    }
  }
  const facts = pageFacts(page);
  return [...found.values()]
    .filter((found) => found.candidates.length > 0)
    .map((foundName) => ({
      ...foundName,
      features: [
        ...facts.shared,
        ...nameFacts(foundName, facts, found.size),
        ...readFeatures(foundName.candidates, page),
      ],
    }));
}

/** Private suits end here too. */
const COURT = /法院|法官|court|judge/iu;

type PageFacts = ReturnType<typeof pageFacts>;

function pageFacts(page: PressPage) {
  const title = page.sentences
    .filter((pressSentence) => pressSentence.place === 'title')
    .flatMap((pressSentence) => pressSentence.tokens);
  const titleSteps = new Set(
    title.filter((token) => token.kind === 'step').map((token) => token.group),
  );
  const shared: string[] = [];
  if (titleSteps.size === 0) shared.push('page: no step in the title');
  for (const cue of new Set(
    title.filter((token) => token.kind === 'cue').map((token) => token.group),
  ))
    for (const one of ['', ...[...titleSteps].map((step) => ` with ${step}`)])
      shared.push(`title cue: ${cue}${one}`);
  if (page.language === 'zh') shared.push(...titleWords(title));
  shared.push(...whoActs(page, title));
  const body = page.sentences.length;
  const length = body <= 4 ? 'short' : 'long';
  shared.push(`page: ${body <= 1 ? 'headline only' : length}`);
  return { shared, titleSteps };
}

/**
 * Whether title and page name an authority, or hold a word for what only authorities do: "携程被约谈"
 * needs none.
 */
function whoActs({ lexicon, sentences }: PressPage, title: readonly Token[]): string[] {
  const made: string[] = [];
  if (!title.some((token) => token.kind === 'authority' || token.kind === 'country'))
    made.push(
      `page: ${title.some(lexicon.isOfficial) ? 'an official act' : 'no authority'} in the title`,
    );
  const regulators = sentences.flatMap(({ tokens }) =>
    tokens.filter((token) => token.kind === 'authority'),
  );
  if (!regulators.every((token) => COURT.test(token.text))) return made;
  const isOfficial = sentences.some(({ tokens }) => tokens.some(lexicon.isOfficial));
  const who = regulators.length === 0 ? 'no authority' : 'no authority but a court';
  made.push(`page: ${who}${isOfficial ? ', an official act' : ''}`);
  return made;
}

/** Cues and words of a Chinese title. English titles gain nothing by theirs. */
function titleWords(title: readonly Token[]): Set<string> {
  const made = new Set<string>();
  for (const { kind, text, word } of title) {
    if (word !== undefined) made.add(`title has ${word}`);
    if ((kind === 'word' || kind === 'cue') && text.length > 1) made.add(`title word "${text}"`);
  }
  return made;
}

function nameFacts(found: FoundName, facts: PageFacts, names: number): string[] {
  const made = [
    `name is ${found.kind}${found.ordinary ? ', an everyday word' : ''}`,
    `name: ${found.inTitle ? 'in' : 'not in'} the title`,
  ];
  if (found.inTitle) for (const group of facts.titleSteps) made.push(`title has name and ${group}`);
  else if (facts.titleSteps.size > 0) made.push('title has a step without the name');
  const several = names <= 8 ? 'some' : 'many';
  const among = names <= 3 ? oneOrFew(names) : several;
  made.push(`names in page: ${among}`, `${found.kind} of names in page: ${among}`);
  made.push(`mentions: ${found.count <= 3 ? oneOrFew(found.count) : 'many'}`);
  made.push(`first in sentence ${found.first > 4 ? 'late' : found.first}`);
  const places = new Set(found.candidates.map((each) => each.sentence.place));
  made.push(`beside steps in ${[...places].sort().join('+')}`, ...everywhere(found.candidates));
  return made;
}

const oneOrFew = (count: number): string => (count === 1 ? 'one' : 'few');

const CUES = /^(?:sentence cue|ahead of the step|step \S+ beside|step \S+: [nh])/u;

/**
 * Cues that stand in every sentence with an act of the name: what is only feared, asked for or retold
 * of somebody else.
 */
function everywhere([first, ...others]: readonly Candidate[]): string[] {
  const sets = others.map((each) => new Set(each.features));
  return first!.features.flatMap((one) =>
    (one.startsWith('s') || one.startsWith('a')) &&
    CUES.test(one) &&
    sets.every((set) => set.has(one))
      ? [`everywhere: ${one}`]
      : [],
  );
}

/** One addend of a decision. */
export interface ModelTerm {
  readonly feature: string;
  readonly weight: number;
}

type ModelHead = 'step' | 'person';

/** Where a candidate stands: what a title says weighs otherwise than the same in the body. */
const placeOf = ({ sentence }: Candidate) => (sentence.place === 'title' ? 'title' : 'text');

/**
 * All features of a name: those of the document and those of each place where it stands beside a
 * act, the latter twice, the second time with whether it is the title.
 */
export function featuresOf(target: Target): ReadonlySet<string> {
  const placed = target.candidates.flatMap((candidate) => [
    ...candidate.features,
    ...candidate.features.map((feature) => `${placeOf(candidate)}: ${feature}`),
  ]);
  return new Set([...target.features, ...placed]);
}

/**
 * The weights of a feature by head: wherever it stands, and in a title and in the text, so that it
 * is looked up once.
 */
type Places = Partial<Record<'any' | 'title' | 'text', Record<ModelHead, number>>>;

function tableOf(model: PressModel): Map<string, Places> {
  const table = new Map<string, Places>();
  for (const head of ['step', 'person'] as const)
    for (const [feature, weight] of Object.entries(model[head].weights)) {
      const [, place = 'any', name = feature] = /^(title|text): (.*)$/su.exec(feature) ?? [];
      const places = table.get(name) ?? {};
      const known = places[place as keyof Places] ?? { step: 0, person: 0 };
      known[head] = weight;
      table.set(name, { ...places, [place]: known });
    }
  return table;
}

const sumOf = (weights: Iterable<Record<ModelHead, number>>, head: ModelHead): number => {
  let sum = 0;
  for (const record of weights) sum += record[head];
  return sum;
};

/** A language's model ready for use. */
export type Scorer = ReturnType<typeof createScorer>;

export function createScorer(model: PressModel) {
  const table = tableOf(model);

  const score = (target: Target) => {
    const counted = new Set<Record<ModelHead, number>>();
    const weightsOf = (features: readonly string[], place?: 'title' | 'text') => {
      const weights: Record<ModelHead, number>[] = [];
      const add = (record: Record<ModelHead, number> | undefined) => {
        if (record === undefined) return;
        counted.add(record);
        weights.push(record);
      };
      const known: Places[] = [];
      for (const feature of features) {
        const places = table.get(feature);
        if (places !== undefined) known.push(places);
      }
      for (const { any } of known) add(any);
      if (place !== undefined) for (const places of known) add(places[place]);
      return weights;
    };
    weightsOf(target.features);
    const own = target.candidates.map((candidate) =>
      weightsOf(candidate.features, placeOf(candidate)),
    );
    const scored = (head: ModelHead) => {
      const { bias, calibration } = model[head];
      const sum = calibration.slope * (bias + sumOf(counted, head)) + calibration.intercept;
      const sums = own.map((weights) => sumOf(weights, head));
      return {
        /** Calibrated, 0 to 1. No feature counts twice. */
        probability: 1 / (1 + Math.exp(-sum)),
        /** The place that speaks most for the decision; the first of equals. */
        best: target.candidates[sums.indexOf(Math.max(...sums))]!,
      };
    };
    return { step: scored('step'), person: scored('person') };
  };

  /** What a decision is the sum of, the strongest first; with the bias they add up to it. */
  const terms = (target: Target, head: ModelHead): ModelTerm[] =>
    [...featuresOf(target)]
      .map((feature) => ({ feature, weight: model[head].weights[feature] ?? 0 }))
      .filter(({ weight }) => weight !== 0)
      .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));

  return { model, score, terms };
}
