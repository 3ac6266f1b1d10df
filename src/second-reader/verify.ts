import type { Verbatim, VerifiedReading, VerifiedStep } from '../domain/claim.ts';
import type { ReaderAnswer } from './answer.ts';
import type { Article } from './second-reader.ts';

/**
 * Keeps of an answer what stands verbatim in title or text, in NFC and with white space folded, nothing fuzzy. A step falls without its
 * authority's quote, a target without its quote around its name; a step is new only with the words that show it.
 */
export function verify(
  answer: ReaderAnswer,
  { title, text }: Pick<Article, 'title' | 'text'>,
): VerifiedReading {
  const document = { title: fold(title), text: fold(text) };
  const steps = answer.steps.flatMap((step): VerifiedStep[] => {
    const { type, scope, targets } = step;
    const authority = authorityOf(step, document);
    if (authority === undefined) return [];
    return [
      {
        ...{ type, scope, authority },
        isNew: step.isNew && find(step.newBecause, document) !== null,
        targets: targets.flatMap((one) => {
          const quote = find(one.quote, document);
          const name = quote === null ? null : within(one.name, one.quote, quote, document);
          return quote === null || name === null ? [] : [{ name, quote }];
        }),
      },
    ];
  });
  return { steps, bystanders: answer.bystanders.filter((name) => find(name, document) !== null) };
}

/** Null = the text names none; undefined = what the answer says does not stand there. */
function authorityOf(
  { authority, authorityQuote }: ReaderAnswer['steps'][number],
  document: FoldedQuote,
): Verbatim | null | undefined {
  if (authority === null) return null;
  const quote = authorityQuote === null ? null : find(authorityQuote, document);
  if (quote === null) return undefined;
  return within(authority, authorityQuote!, quote, document) ?? undefined;
}

interface FoldedText {
  readonly text: string;
  /** Where each unit of the folded text begins in the original; one more for its end. */
  readonly at: readonly number[];
}
interface FoldedQuote {
  readonly title: FoldedText;
  readonly text: FoldedText;
}

const PIECE = /\s+|\P{M}\p{M}*|\p{M}+/gu;

function fold(original: string): FoldedText {
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
function find(words: string, { title, text }: FoldedQuote): Verbatim | null {
  const wanted = fold(words).text.trim();
  if (wanted === '') return null;
  const inTitle = title.text.includes(wanted);
  const spans = occurrences(wanted, text.text).map((start) => spanOf(start, wanted.length, text));
  return inTitle || spans.length > 0 ? { text: wanted, spans, inTitle } : null;
}

/** A name inside its quote: where it stands in the text within one of the quote's own places. */
function within(name: string, quote: string, found: Verbatim, document: FoldedQuote): Verbatim | null {
  const wanted = fold(name).text.trim();
  const around = fold(quote).text.trim();
  if (wanted === '' || !around.includes(wanted)) return null;
  const inside = occurrences(wanted, around);
  const starts = occurrences(around, document.text.text).flatMap((start) => inside.map((at) => start + at));
  const spans = [...new Set(starts)].map((start) => spanOf(start, wanted.length, document.text));
  return { text: wanted, spans, inTitle: found.inTitle };
}

function spanOf(start: number, length: number, { at }: FoldedText) {
  return { start: at[start]!, end: at[start + length]! };
}

function occurrences(wanted: string, text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) starts.push(at);
  return starts;
}
