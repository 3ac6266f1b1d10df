import type { Act } from '../../../domain/act.ts';
import { actOfKind, kindOf, partsOf } from '../../../domain/act-kind.ts';
import type { Document } from '../../../domain/document.ts';
import { sizeOfFine } from '../../../domain/fine-sums.ts';
import { Grade } from '../../../domain/grade.ts';
import type { CompanyId, RegulatorId } from '../../../domain/ids.ts';
import type { Measure } from '../../../domain/measures.ts';
import type { Fine, PressAction } from '../../../domain/notice.ts';
import { type Reason, reason } from '../../../domain/reason.ts';
import type { LinearModel, PressModel, Words } from '../../../domain/words.ts';
import { type NameTable, openNames } from '../../../knowledge/names/finder.ts';
import { fineIn } from '../document/money.ts';
import { type Annotator, annotateItems, type PressPage, spanOf, writtenIn } from './annotate.ts';
import { type Bystander, createBystanderCheck } from './bystanders.ts';
import type { Candidate, Target } from './candidate.ts';
import { createInstructionCheck } from './instructions.ts';
import { createNameJudge } from './name-support.ts';
import { authorityOf } from './stated-authority.ts';
import { type StatedKind, stepOf } from './stated-step.ts';
import { createScorer, type ModelTerm, type Scorer, targetsOf } from './targets.ts';
import { compileLexicon, type NameHit, type PressLanguage } from './tokens.ts';

/**
 * A decision about one name of a document. Spans count in `document.text`; `{0, 0}` where only the
 * title says it.
 */
export interface PressFinding extends PressAction {
  readonly verdict: Grade | 'none';
  /** The words by which the act is known. */
  readonly phrase: string;
  /** What the decision is the sum of, the strongest first; with `bias` they add up to it. */
  readonly explain: () => readonly ModelTerm[];
  readonly bias: number;
}

export type PressReading = ReturnType<ReturnType<typeof createPressReader>>;

export interface PressParts {
  readonly words: Pick<Words, 'press' | 'countries' | 'names' | 'places' | 'instructions'>;
  readonly names: NameTable;
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
  const find = openNames(parts.names);
  const inEnglish = find('authority', 'company', 'app', 'outlet', 'press');
  return {
    namesOn: createNameJudge(parts.words),
    instructs: createInstructionCheck(parts.words.instructions),
    lexicons: { en: compileLexicon(parts.words, 'en'), zh: compileLexicon(parts.words, 'zh') },
    findNames: {
      zh: find('authority', 'company', 'app', 'outlet'),
      en: (text) =>
        inEnglish(text).map((hit): NameHit => {
          const { kind } = hit;
          return { ...hit, kind: kind === 'press' ? 'company' : kind };
        }),
    },
  };
}

/**
 * A reader of sentences, of newspapers and of authorities. Never throws on any document; time grows
 * with the text's length.
 */
export function createPressReader(parts: PressParts) {
  const annotator = createAnnotator(parts);
  const checks = { ...annotator, bystanderAt: createBystanderCheck(parts.words) };
  const scorers = { en: createScorer(parts.models.en), zh: createScorer(parts.models.zh) };
  return (document: Document, context: PressContext) => {
    const pages = annotateItems(context.title, document.text, annotator);
    const { language } = pages[0]!;
    const surest = new Map<string, PressFinding>();
    for (const page of pages)
      for (const target of targetsOf(page)) {
        const found = decide(target, page, scorers[language], checks, context);
        const known = surest.get(target.key);
        if (known === undefined || found.probability > known.probability)
          surest.set(target.key, found);
      }
    /** `findings` = every name that was judged, in the order of the text. */
    return { language, findings: [...surest.values()] };
  };
}

function decide(
  target: Target,
  page: PressPage,
  scorer: Scorer,
  checks: Pick<Annotator, 'instructs'> & {
    readonly bystanderAt: ReturnType<typeof createBystanderCheck>;
  },
  context: PressContext,
): PressFinding {
  const { step, person } = scorer.score(target);
  const isPerson =
    person.probability > step.probability && person.probability >= scorer.model.person.unconfirmed;
  const head = isPerson ? 'person' : 'step';
  const { probability, best } = isPerson ? person : step;
  const model = scorer.model[head];
  const { sentence } = best;
  const token = sentence.tokens[best.at]!;
  const name = writtenIn(sentence, token.start, token.end);
  const quote = writtenIn(sentence, sentence.start, sentence.end);
  const grade = checks.instructs(quote.text) ? 'none' : gradeOf(probability, model);
  const aside =
    grade === 'none'
      ? null
      : asideOf(best, target, (place) => checks.bystanderAt(place, page.language));
  const { kind, quoted, polarity, phrase } = asRule(stepOf(target, best, page), aside);
  const { measure } = partsOf(kind);
  const fine = paidBy(measure, quote.text);
  const scope = target.kind === 'app' ? 'app' : 'company';
  return {
    verdict: aside === null ? grade : 'unconfirmed',
    ...(aside !== null && { because: becauseOf(aside, name.text) }),
    probability,
    act: actOfKind(kind, { size: sizesOf(fine, measure) }),
    ...(quoted && { quoted }),
    scope: isPerson ? 'person' : scope,
    polarity,
    name: name.text,
    kind: target.kind === 'app' ? 'app' : 'entity',
    company: target.key.startsWith(OWN_NAME)
      ? (target.key.slice(OWN_NAME.length) as CompanyId)
      : null,
    span: spanOf(sentence, name),
    authority: authorityOf(best, page, context.speaksFor ?? null),
    quote: quote.text,
    quoteSpan: spanOf(sentence, quote),
    fine,
    phrase,
    explain: () => scorer.terms(target, head),
    bias: model.bias,
  };
}

/**
 * What a name is by the place that speaks most for the decision, or by any other where it stands
 * beside an act: what is only retold elsewhere does not outweigh an act in the title.
 */
function asideOf(
  best: Candidate,
  { candidates }: Pick<Target, 'candidates'>,
  bystanderAt: (place: Candidate) => Bystander | null,
): Bystander | null {
  const aside = bystanderAt(best);
  if (aside !== null || best.sentence.place === 'title') return aside;
  return candidates.map(bystanderAt).find((found) => found !== null) ?? null;
}

/** The sum that a sentence states, where what is done is to pay. */
function paidBy(measure: Measure | null, quote: string): Fine | null {
  const isMoney = measure === 'fine' || measure === 'pay';
  return isMoney ? (fineIn(quote)?.fine ?? null) : null;
}

/** What is paid, by its kind. */
function sizesOf(fine: Fine | null, measure: Measure | null): Act['size'] {
  const sizes = sizeOfFine(fine);
  return measure === 'pay' ? sizes.map((size) => ({ ...size, kind: 'settlement' })) : sizes;
}

/** Why a name is unconfirmed at most, whatever the model thinks of it: the act is not aimed at it. */
function becauseOf({ kind, phrase }: Bystander, name: string): Reason {
  return reason(`bystander-${kind}`, { name, phrase });
}

/** A law makes a rule for a trade, whatever it will have a firm do. */
function asRule(step: StatedKind, aside: Bystander | null): StatedKind {
  if (aside?.kind !== 'law') return step;
  return { ...step, kind: kindOf({ measure: 'rule', form: null, effect: null }) };
}

/** The highest grade whose bound a probability reaches. */
function gradeOf(probability: number, model: LinearModel): Grade | 'none' {
  return Grade.options.find((grade) => probability >= model[grade]) ?? 'none';
}

const OWN_NAME = 'company:';
