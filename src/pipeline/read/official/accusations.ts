import { withoutEnd } from '../../../domain/edges.ts';
import type { IssueId } from '../../../domain/ids.ts';
import type { Accusation } from '../../../domain/notice.ts';
import { foldUnits } from '../document/fold-units.ts';
import type { OfficialWords } from './official-words.ts';

/** Marks between accusations, and what surrounds one without saying more. */
const BREAK = /[;。\n]|<br\s*\/?>/u;
const BEFORE = /[\s、,;:.。()\d]/u;
const BEHIND = /[\s、,;:.。()]/u;
const NOTHING = /^[\s/\\\-—–无.*]*$/u;

/**
 * The accusations of a cell or heading, mapped to the glossary, longest wording first. Several may
 * stand in one cell, separated by `；`, a blank, a line break or `、` (which also occurs inside one).
 * What the glossary does not know is kept with `issue: null`. `start` is where `raw` begins in the
 * document's text.
 */
export function accusationsIn(raw: string, start: number, words: OfficialWords): Accusation[] {
  if (NOTHING.test(raw)) return [];
  const text = foldUnits(raw);
  const found: Accusation[] = [];
  let from = 0;
  for (const piece of text.split(new RegExp(`(${BREAK.source})`, 'u'))) {
    if (!BREAK.test(piece)) found.push(...inPiece(raw, piece, from, start, words));
    from += piece.length;
  }
  return found;
}

function inPiece(
  raw: string,
  piece: string,
  from: number,
  start: number,
  words: OfficialWords,
): Accusation[] {
  const found: Accusation[] = [];
  const add = (begin: number, end: number, issue: Accusation['issue']) => {
    const span =
      start < 0 ? { start: 0, end: 0 } : { start: start + from + begin, end: start + from + end };
    found.push({ phrase: raw.slice(from + begin, from + end), issue, span });
  };
  const rest = (begin: number, end: number) => {
    const text = withoutEnd(piece.slice(begin, end), BEHIND);
    let lead = 0;
    while (lead < text.length && BEFORE.test(text[lead]!)) lead += 1;
    if (text.length - lead >= 4) add(begin + lead, begin + text.length, null);
  };
  let at = 0;
  for (const hit of words.issues(piece)) {
    rest(at, hit.start);
    add(hit.start, hit.end, hit.key as IssueId);
    at = hit.end;
  }
  rest(at, piece.length);
  return found;
}
