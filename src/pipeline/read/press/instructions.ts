import type { InstructionCues } from '../../../domain/words.ts';

/**
 * Tells whether a sentence instructs its reader how to answer: it reports nothing by that. An English
 * cue is whole words ("system:" is no part of "ecosystem:"), a Chinese one any part; `^` before one =
 * only where a sentence or a quotation begins.
 */
export function createInstructionCheck({ en, zh }: InstructionCues): (sentence: string) => boolean {
  return (sentence) => {
    const lower = sentence.toLowerCase();
    return zh.some((cue) => lower.includes(cue)) || en.some((cue) => holdsWords(lower, cue));
  };
}

const LETTER = /[\p{L}\p{N}]/u;

const BEGINNING = /(?:^|[.:;!?"“”'‘’(])\s*$/u;

function holdsWords(text: string, given: string): boolean {
  const isOrder = given.startsWith('^');
  const cue = isOrder ? given.slice(1) : given;
  for (let at = text.indexOf(cue); at >= 0; at = text.indexOf(cue, at + 1)) {
    const isWhole = (edge: string | undefined, own: string) =>
      !LETTER.test(own) || edge === undefined || !LETTER.test(edge);
    const end = at + cue.length;
    const begins = !isOrder || BEGINNING.test(text.slice(Math.max(0, at - 4), at));
    if (begins && isWhole(text[at - 1], cue[0]!) && isWhole(text[end], cue.at(-1)!)) return true;
  }
  return false;
}
