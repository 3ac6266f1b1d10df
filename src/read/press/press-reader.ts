import type { Document, Span } from '../../domain/document.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { PressStep } from '../../domain/notice.ts';
import type { PressModel, Words } from '../../domain/words.ts';
import { fineIn } from '../document/money.ts';
import { type Annotator, annotate, type PressPage, type PressSentence } from './annotate.ts';
import { authorityOf } from './authority.ts';
import { compileLexicon } from './lexicon.ts';
import { createScorer, type ModelTerm, type Scorer } from './model.ts';
import { createNameHits, type NameTables } from './name-hits.ts';
import { stepOf } from './step-type.ts';
import { type Candidate, type Target, targetsOf } from './targets.ts';
import { type PressLanguage, unitsOf } from './tokens.ts';

/** A decision about one name of a document. Spans count in `document.text`; `{0, 0}` where only the title says it. */
export interface PressFinding extends PressStep {
  readonly verdict: 'told' | 'unconfirmed' | 'none';
  /** The words by which the step is known. */
  readonly phrase: string;
  /** What the decision is the sum of, the strongest first; with `bias` they add up to it. */
  readonly explain: () => readonly ModelTerm[];
  readonly bias: number;
}

export interface PressReading {
  readonly language: PressLanguage;
  /** Every name that was judged, in the order of the text. */
  readonly findings: readonly PressFinding[];
}

export interface PressParts {
  readonly words: Pick<Words, 'press' | 'countries'>;
  readonly names: NameTables;
  readonly models: Readonly<Record<PressLanguage, PressModel>>;
}

/** What is known of a document besides its text. */
export interface PressContext {
  readonly title: string;
  /** The authority whose own page it is, where the source speaks for one alone. */
  readonly speaksFor?: RegulatorId | null;
}

/** What annotating needs, without a model: training builds its features from the same. */
export function createAnnotator(parts: Omit<PressParts, 'models'>): Annotator {
  const lexiconOf = (language: PressLanguage) =>
    compileLexicon(
      parts.words.press[language],
      new Map(Object.entries(parts.words.countries).map(([country, names]) => [country, names[language]])),
      unitsOf,
    );
  return {
    lexicons: { en: lexiconOf('en'), zh: lexiconOf('zh') },
    findNames: createNameHits(parts.names),
  };
}

/** A reader of sentences, of newspapers and of authorities. Never throws on any document; time grows with the text's length. */
export function createPressReader(
  parts: PressParts,
): (document: Document, context: PressContext) => PressReading {
  const annotator = createAnnotator(parts);
  const scorers = {
    en: { step: createScorer(parts.models.en.step), person: createScorer(parts.models.en.person) },
    zh: { step: createScorer(parts.models.zh.step), person: createScorer(parts.models.zh.person) },
  };
  return (document, context) => {
    const page = annotate(context.title, document.text, annotator);
    const findings = targetsOf(page).map((target) =>
      decide(target, page, scorers[page.language], annotator, context),
    );
    return { language: page.language, findings };
  };
}

/** All features of a name: those of the document and those of each place where it stands beside a step. */
export function featuresOf(target: Target): ReadonlySet<string> {
  const features = new Set(target.features);
  for (const candidate of target.candidates) for (const feature of candidate.features) features.add(feature);
  return features;
}

function decide(
  target: Target,
  page: PressPage,
  scorers: { readonly step: Scorer; readonly person: Scorer },
  annotator: Annotator,
  context: PressContext,
): PressFinding {
  const features = featuresOf(target);
  const step = scorers.step.probability(features);
  const person = scorers.person.probability(features);
  const isPerson = person > step && person >= scorers.person.model.unconfirmed;
  const [probability, scorer] = isPerson ? [person, scorers.person] : [step, scorers.step];
  const { model } = scorer;
  const best = bestOf(target, scorer);
  const { sentence } = best;
  const token = sentence.tokens[best.at]!;
  const { type, polarity, phrase } = stepOf(best, annotator.lexicons[page.language]);
  const quote = trimmed(sentence);
  const fine = type === 'fined' ? (fineIn(quote.text)?.fine ?? null) : null;
  return {
    verdict: probability >= model.told ? 'told' : probability >= model.unconfirmed ? 'unconfirmed' : 'none',
    probability,
    type,
    scope: isPerson ? 'person' : target.kind === 'app' ? 'app' : 'company',
    polarity,
    name: token.text,
    kind: target.kind === 'app' ? 'app' : 'entity',
    company: target.key.startsWith(OWN_NAME) ? (target.key.slice(OWN_NAME.length) as CompanyId) : null,
    span: spanIn(sentence, token.start, token.end),
    authority: authorityOf(best, page, context.speaksFor ?? null),
    quote: quote.text,
    quoteSpan: spanIn(sentence, quote.start, quote.end),
    fine,
    phrase,
    explain: () => scorer.terms(features),
    bias: model.bias,
  };
}

const OWN_NAME = 'company:';

/** The place that speaks most for the decision; the first of equals. */
function bestOf(target: Target, scorer: Scorer): Candidate {
  let best = target.candidates[0]!;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of target.candidates) {
    const sum = scorer.sum(one.features);
    if (sum > most) [best, most] = [one, sum];
  }
  return best;
}

/** What stands in a title that the text does not hold has no place in the text. */
export function spanIn(sentence: PressSentence, start: number, end: number): Span {
  return sentence.inTitle ? { start: 0, end: 0 } : { start, end };
}

function trimmed({ text, start, end }: PressSentence): { text: string; start: number; end: number } {
  const written = text.slice(start, end);
  const from = start + (written.length - written.trimStart().length);
  return { text: written.trim(), start: from, end: from + written.trim().length };
}
