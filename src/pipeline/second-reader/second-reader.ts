import { z } from 'zod';
import { ObjectKind } from '../../domain/act.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { Measure, Posture } from '../../domain/measures.ts';
import type { PressAction } from '../../domain/notice.ts';
import type {
  ReadingFailure,
  Verbatim,
  VerifiedAction,
  VerifiedReading,
} from '../../domain/reported-action.ts';

const LONGEST = { name: 120, quote: 400, acts: 12, targets: 60 };

/** The shape of an answer; anything beside it makes the whole answer invalid. */
const shape = (text: (most: number) => z.ZodString, list: ListOf) =>
  z.strictObject({
    acts: list(
      z.strictObject({
        measure: z.enum([...Measure.options, 'other']),
        measureQuote: text(LONGEST.quote),
        posture: z.enum([...Posture.options, 'ended']),
        object: ObjectKind,
        targets: list(
          z.strictObject({ name: text(LONGEST.name), quote: text(LONGEST.quote) }),
          LONGEST.targets,
        ),
        market: z.string().nullable(),
        marketQuote: text(LONGEST.quote).nullable(),
        amount: text(LONGEST.name).nullable(),
        authority: text(LONGEST.name).nullable(),
        authorityQuote: text(LONGEST.quote).nullable(),
        isNew: z.boolean(),
        newBecause: text(LONGEST.quote),
      }),
      LONGEST.acts,
    ),
    bystanders: list(text(LONGEST.name), LONGEST.targets),
  });

type ListOf = <Entry extends z.ZodType>(entry: Entry, most: number) => z.ZodArray<Entry>;

export const ReaderAnswer = shape(
  (most) => z.string().max(most),
  (entry, most) => z.array(entry).max(most),
);
export type ReaderAnswer = z.infer<typeof ReaderAnswer>;

/**
 * The same shape for servers: strict ones accept no lengths in a schema, and want every key
 * required and no other allowed.
 */
export const AnswerSchema = shape(
  () => z.string(),
  (entry) => z.array(entry),
);

export interface Article {
  readonly title: string;
  readonly text: string;
  /** `2021-08-18`. */
  readonly date: string;
}

export interface ReaderReading {
  readonly ok: true;
  readonly answer: ReaderAnswer;
  readonly raw: string;
  /** Null where the server does not say. */
  readonly tokens: { readonly input: number; readonly output: number } | null;
}

/** An expected failure. `afterMs` = the pause that the server asks for. */
export interface ReaderFailure {
  readonly ok: false;
  readonly kind: ReadingFailure;
  readonly status: number | null;
  readonly afterMs: number | null;
}

/** Reads one article. Never throws for a failure of the server. */
export interface SecondReader {
  read(article: Article): Promise<ReaderReading | ReaderFailure>;
}

/**
 * Keeps of an answer what stands verbatim in title or text, in NFC and with white space folded,
 * nothing fuzzy. An act falls without the words of its measure, or without its authority's quote
 * where it names one; a target without its quote around its name; market and amount without theirs;
 * an act is new only with the words that show it.
 */
export function verify(
  answer: ReaderAnswer,
  { title, text }: Omit<Article, 'date'>,
): VerifiedReading {
  const document = { title: fold(title), text: fold(text) };
  const steps = answer.acts.flatMap((act): VerifiedAction[] => {
    const { measure, posture, object, targets, authority: named, authorityQuote } = act;
    const quote = find(act.measureQuote, document);
    const authority = named === null ? null : nameIn(authorityQuote ?? '', named, document)?.name;
    if (quote === null || authority === undefined) return [];
    const stands = (words: string | null) => words !== null && find(words, document) !== null;
    return [
      {
        measure,
        posture,
        object,
        quote,
        authority,
        market: stands(act.marketQuote) ? act.market : null,
        amount: stands(act.amount) ? act.amount : null,
        isNew: act.isNew && stands(act.newBecause),
        targets: targets.flatMap(({ name, quote: of }) => nameIn(of, name, document) ?? []),
      },
    ];
  });
  return { steps, bystanders: answer.bystanders.filter((name) => find(name, document) !== null) };
}

/** `at` = where each unit of the folded text begins in the original; one more for its end. */
type FoldedText = ReturnType<typeof fold>;
type FoldedArticle = Readonly<Record<'title' | 'text', FoldedText>>;

const PIECE = /\s+|\P{M}\p{M}*|\p{M}+/gu;

function fold(original: string) {
  let text = '';
  const at: number[] = [];
  for (const piece of original.matchAll(PIECE)) {
    const folded = piece[0].trim() === '' ? ' ' : piece[0].normalize('NFC');
    for (let unit = 0; unit < folded.length; unit += 1) at.push(piece.index);
    text += folded;
  }
  return { text, at: [...at, original.length] };
}

/** Null where the words stand nowhere, or there are none. */
function find(words: string, { title, text }: FoldedArticle): Verbatim | null {
  const wanted = fold(words).text.trim();
  if (wanted === '') return null;
  const inTitle = title.text.includes(wanted);
  const spans = occurrences(wanted, text.text).map((start) => spanOf(start, wanted.length, text));
  return inTitle || spans.length > 0 ? { text: wanted, spans, inTitle } : null;
}

/**
 * A quote and a name inside it: where that stands in the text within one of the quote's own places.
 * Null where either does not.
 */
function nameIn(
  quoted: string,
  named: string,
  document: FoldedArticle,
): VerifiedAction['targets'][number] | null {
  const quote = find(quoted, document);
  const wanted = fold(named).text.trim();
  if (quote === null || wanted === '' || !quote.text.includes(wanted)) return null;
  const inside = occurrences(wanted, quote.text);
  const starts = occurrences(quote.text, document.text.text).flatMap((start) =>
    inside.map((at) => start + at),
  );
  const spans = [...new Set(starts)].map((start) => spanOf(start, wanted.length, document.text));
  return { name: { text: wanted, spans, inTitle: quote.inTitle }, quote };
}

function spanOf(start: number, length: number, { at }: FoldedText) {
  return { start: at[start]!, end: at[start + length]! };
}

function occurrences(wanted: string, text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) starts.push(at);
  return starts;
}

export type AgreedFinding = Pick<
  PressAction,
  'name' | 'company' | 'quote' | 'quoteSpan' | 'authority' | 'polarity' | 'scope' | 'act'
>;

/** The meaning of names in an answer, by the catalog. */
export interface KnownNames {
  /** The company that certainly has this name in the document; null = none. */
  readonly companyOf: (name: string) => CompanyId | null;
  /** Whether a text names this authority. */
  readonly isAuthority: (id: RegulatorId, text: string) => boolean;
  /** Whether a text is the name of any authority of the catalog. */
  readonly knowsAuthority: (text: string) => boolean;
}

/** The parts of an act on which both readings agree, besides who did what to whom. */
export interface Agreed {
  readonly size: boolean;
  readonly market: boolean;
}

export type Agreement =
  | {
      readonly kind: 'confirmed';
      readonly quote: string;
      readonly agreed: Agreed;
      /** As the answer names it. */
      readonly authority: string | null;
    }
  /** The same target, and another act. */
  | { readonly kind: 'differs'; readonly quote: string; readonly said: string }
  | { readonly kind: 'silent' | 'bystander' };

/** Objects that are no company: persons and whole sectors. */
const UNCOUNTED: readonly VerifiedAction['object'][] = ['person', 'sector'];

/**
 * What a verified answer says of an act of the press model. Confirmed only where a new act of the
 * same measure and posture is aimed at the same name, or at one of the same company, by the same
 * authority. Where the target is the same and the act is another one, both readings go to a
 * person. A name that the answer calls a bystander anywhere is never confirmed.
 */
export function agree(
  finding: AgreedFinding,
  { steps, bystanders }: VerifiedReading,
  known: KnownNames,
): Agreement {
  if (bystanders.includes(finding.name)) return { kind: 'bystander' };
  if (finding.polarity !== 'step' || finding.scope === 'person') return { kind: 'silent' };
  const aimed = steps
    .filter((step) => step.isNew && !UNCOUNTED.includes(step.object))
    .flatMap((step) => {
      const target = step.targets.find((target) => isSameTarget(finding, target, known));
      return target === undefined ? [] : [{ step, target }];
    })
    .filter(({ step }) => isSameAuthority(finding, step.authority, known));
  const same = aimed.find(({ step }) => isSameAct(finding.act, step));
  if (same !== undefined)
    return {
      kind: 'confirmed',
      quote: same.target.quote.text,
      agreed: agreedOf(finding, same.step),
      authority: same.step.authority?.text ?? null,
    };
  const [other] = aimed;
  if (other === undefined) return { kind: 'silent' };
  const { measure, posture, quote } = other.step;
  return { kind: 'differs', quote: quote.text, said: `${measure} (${posture})` };
}

const isSameAct = ({ measure, posture }: PressAction['act'], step: VerifiedAction): boolean =>
  measure !== null && measure === step.measure && posture === step.posture;

/** Sums and markets are reported only where both readers have them. */
function agreedOf({ act, quote }: AgreedFinding, step: VerifiedAction): Agreed {
  return {
    size: act.size.length === 0 || (step.amount !== null && quote.includes(step.amount)),
    market: act.market === null || act.market === step.market,
  };
}

/**
 * Whether both name the same authority: by a name in the catalog, or in the same words ("Polish
 * watchdog"). An answer without one relies on the press model's; where that found none, the catalog
 * must know the answer's.
 */
function isSameAuthority(
  { authority }: AgreedFinding,
  said: Verbatim | null,
  { isAuthority, knowsAuthority }: KnownNames,
): boolean {
  if (authority === null || (authority.id === null && authority.country === null))
    return said !== null && knowsAuthority(said.text);
  if (said === null || said.text === authority.name) return true;
  return authority.id !== null && isAuthority(authority.id, said.text);
}

/**
 * The same name, one that contains it or is contained in it within the sentence of the act, or
 * another of the same company.
 */
function isSameTarget(
  { name, company, quoteSpan }: AgreedFinding,
  target: VerifiedAction['targets'][number],
  { companyOf }: KnownNames,
): boolean {
  const { text, spans } = target.name;
  if (text === name) return true;
  const inSentence = spans.some(
    ({ start, end }) => start >= quoteSpan.start && end <= quoteSpan.end,
  );
  if (inSentence && (text.includes(name) || name.includes(text))) return true;
  const own = company ?? companyOf(name);
  return own !== null && companyOf(text) === own;
}
