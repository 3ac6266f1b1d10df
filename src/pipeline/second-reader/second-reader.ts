import { z } from 'zod';
import type {
  ReadingFailure,
  Verbatim,
  VerifiedReading,
  VerifiedStep,
} from '../../domain/claim.ts';
import type { PressStep } from '../../domain/notice.ts';

const TYPES = (
  'named criticised questioned warned rectification-ordered missed-deadline summoned fined merger-fined merger-blocked updates-frozen ' +
  'probe-opened review-opened charged sued settled raided restricted removed-from-stores registration-suspended licence-revoked banned recall-ordered other'
).split(' ') as [string, ...string[]];

/** The shape of an answer; anything beside it makes the whole answer invalid. */
export const ReaderAnswer = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        type: z.enum(TYPES),
        authority: z.string().max(120).nullable(),
        authorityQuote: z.string().max(400).nullable(),
        targets: z
          .array(z.strictObject({ name: z.string().max(120), quote: z.string().max(400) }))
          .max(60),
        scope: z.enum(['company', 'app', 'product', 'person', 'sector']),
        isNew: z.boolean(),
        newBecause: z.string().max(400),
      }),
    )
    .max(12),
  bystanders: z.array(z.string().max(120)).max(60),
});
export type ReaderAnswer = z.infer<typeof ReaderAnswer>;

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

/** An expected failure. `afterMs` = when the server may be asked again, where it says so. */
export interface ReaderFailure {
  readonly ok: false;
  readonly kind: ReadingFailure;
  readonly status: number | null;
  readonly afterMs: number | null;
}

/** Reads one article. Never throws for anything that the other side does. */
export interface SecondReader {
  read(article: Article): Promise<ReaderReading | ReaderFailure>;
}

/**
 * Keeps of an answer what stands verbatim in title or text, in NFC and with white space folded,
 * nothing fuzzy. A step falls without its authority's quote, a target without its quote around its
 * name; a step is new only with the words that show it.
 */
export function verify(
  answer: ReaderAnswer,
  { title, text }: Omit<Article, 'date'>,
): VerifiedReading {
  const document = { title: fold(title), text: fold(text) };
  const steps = answer.steps.flatMap((step): VerifiedStep[] => {
    const { type, scope, targets, authority: named, authorityQuote } = step;
    const authority = named === null ? null : nameIn(authorityQuote ?? '', named, document)?.name;
    if (authority === undefined) return [];
    const isNew = step.isNew && find(step.newBecause, document) !== null;
    return [
      {
        type,
        scope,
        authority,
        isNew,
        targets: targets.flatMap(({ name, quote }) => nameIn(quote, name, document) ?? []),
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
): VerifiedStep['targets'][number] | null {
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

type AgreedFinding = Pick<PressStep, 'name' | 'span' | 'authority' | 'polarity' | 'scope'>;

const COUNTED: readonly VerifiedStep['scope'][] = ['company', 'app', 'product'];

/**
 * What a verified answer says of an unconfirmed step. Confirmed only where a new step of a quoted
 * authority is aimed at exactly the mention that the press model found, and the model's own
 * authority is known by its id. A name that the answer calls a bystander anywhere is never
 * confirmed.
 */
export function agree(
  finding: AgreedFinding,
  { steps, bystanders }: VerifiedReading,
):
  | { readonly kind: 'confirmed'; readonly quote: string }
  | { readonly kind: 'silent' | 'bystander' } {
  if (bystanders.includes(finding.name)) return { kind: 'bystander' };
  if (finding.polarity !== 'step' || finding.scope === 'person' || !isKnown(finding.authority))
    return { kind: 'silent' };
  const target = steps
    .filter(
      (step) =>
        step.isNew && COUNTED.includes(step.scope) && step.authority && step.type !== 'other',
    )
    .flatMap(({ targets }) => targets)
    .find(({ name }) => isMention(finding, name));
  return target === undefined
    ? { kind: 'silent' }
    : { kind: 'confirmed', quote: target.quote.text };
}

/** An authority of a country that the catalog has no name for is not known. */
const isKnown = (authority: AgreedFinding['authority']) =>
  authority !== null && authority.id !== null && !authority.id.endsWith('-unnamed');

/**
 * The same name at the same place; the press model gives what it read in a title alone an empty
 * span.
 */
function isMention(
  { name, span }: AgreedFinding,
  target: VerifiedStep['targets'][number]['name'],
): boolean {
  if (target.text !== name) return false;
  if (span.start === span.end) return target.inTitle;
  return target.spans.some((one) => one.start === span.start && one.end === span.end);
}
