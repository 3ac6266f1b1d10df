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
  const all = namesOn(page);
  const found = all.filter(({ candidates }) => candidates.length > 0);
  if (found.length === 0) return [];
  const facts = pageFacts(page);
  return found.map((foundName) => ({
    ...foundName,
    shape: page.shape,
    features: [
      ...facts.shared,
      ...nameFacts(foundName, facts, all.length),
      ...readFeatures(foundName.candidates, page),
    ],
  }));
}

/** The names of a page, each with the places where it stands near an act. */
function namesOn(page: PressPage): FoundName[] {
  const found = new Map<string, FoundName>();
  for (const [first, sentence] of page.sentences.entries()) {
    if (!sentence.mayName) continue;
    const { tokens } = sentence;
    const steps = stepsIn(tokens);
    const seen = new Set<string>();
    for (let at = 0; at < tokens.length; at += 1) {
      const { name } = tokens[at]!;
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
      const features = candidateFeatures(sentence, at, page);
      known.candidates.push({ sentence, at, step, features });
    }
  }
  return [...found.values()];
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
  let hasCourt = false;
  let isOfficial = false;
  for (const { tokens } of sentences)
    for (const token of tokens) {
      isOfficial ||= lexicon.isOfficial(token);
      if (token.kind !== 'authority') continue;
      if (!COURT.test(token.text)) return made;
      hasCourt = true;
    }
  const who = hasCourt ? 'no authority but a court' : 'no authority';
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

const CUE_OF_STEP = /^step \S+(?: beside|: [nh])/u;

const isOfCue = (feature: string): boolean =>
  feature.startsWith('sentence cue') ||
  feature.startsWith('ahead of the step') ||
  (feature.startsWith('step ') && CUE_OF_STEP.test(feature));

/**
 * Cues that stand in every sentence with an act of the name: what is only feared, asked for or retold
 * of somebody else.
 */
function everywhere([first, ...others]: readonly Candidate[]): string[] {
  const sets = others.map((each) => new Set(each.features));
  return first!.features
    .filter((one) => isOfCue(one) && sets.every((set) => set.has(one)))
    .map((one) => `everywhere: ${one}`);
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

/** CountedWeights by head, and the target for which they were counted last. */
interface CountedWeights extends Record<ModelHead, number> {
  round: number;
}

/**
 * The weights of a feature: wherever it stands, and in a title and in the text, so that it is looked
 * up once.
 */
interface Places {
  any?: CountedWeights;
  title?: CountedWeights;
  text?: CountedWeights;
}

function tableOf(model: PressModel): Map<string, Places> {
  const table = new Map<string, Places>();
  for (const head of ['step', 'person'] as const)
    for (const [feature, weight] of Object.entries(model[head].weights)) {
      const [, place = 'any', name = feature] = /^(title|text): (.*)$/su.exec(feature) ?? [];
      const places = table.get(name) ?? {};
      table.set(name, places);
      const weights = places[place as keyof Places] ?? { step: 0, person: 0, round: 0 };
      places[place as keyof Places] = weights;
      weights[head] = weight;
    }
  return table;
}

/** A language's model ready for use. */
export type Scorer = ReturnType<typeof createScorer>;

export function createScorer(model: PressModel) {
  const table = tableOf(model);
  /** Counts the targets that were scored: what was counted for this one is not counted again. */
  let round = 0;

  const score = (target: Target) => {
    round += 1;
    const whole = { step: 0, person: 0 };
    const add = (weights: CountedWeights | undefined, own: Record<ModelHead, number>): void => {
      if (weights === undefined) return;
      own.step += weights.step;
      own.person += weights.person;
      if (weights.round === round) return;
      weights.round = round;
      whole.step += weights.step;
      whole.person += weights.person;
    };
    const sumOf = (features: readonly string[], place: 'title' | 'text' | null) => {
      const own = { step: 0, person: 0 };
      const known: Places[] = [];
      for (const feature of features) {
        const places = table.get(feature);
        if (places !== undefined) known.push(places);
      }
      for (const { any } of known) add(any, own);
      if (place !== null) for (const places of known) add(places[place], own);
      return own;
    };
    sumOf(target.features, null);
    const sums = target.candidates.map((each) => sumOf(each.features, placeOf(each)));
    const scored = (head: ModelHead) => {
      const { bias, calibration, shapes } = model[head];
      const { slope, intercept } = shapes?.[target.shape] ?? calibration;
      const sum = slope * (bias + whole[head]) + intercept;
      const own = sums.map((each) => each[head]);
      return {
        /** Calibrated, 0 to 1. No feature counts twice. */
        probability: 1 / (1 + Math.exp(-sum)),
        /** The place that speaks most for the decision; the first of equals. */
        best: target.candidates[own.indexOf(Math.max(...own))]!,
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
