import { partsOf } from '../../../domain/act-kind.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import type { PressAction } from '../../../domain/notice.ts';
import { type PressPage, type PressSentence, spanOf, writtenIn } from './annotate.ts';
import type { Candidate } from './targets.ts';
import type { Lexicon, SaidByWord, Token } from './tokens.ts';

/** Tokens around an act within which another word says that it ends: "ends probe", "解除…限制". */
const NEAR = 8;

/** What a sentence says an authority does to a name, and by which words. */
export interface StatedKind extends SaidByWord {
  readonly polarity: PressAction['polarity'];
  readonly phrase: string;
}

/**
 * The kind of act beside a name. Of the words near it the one that says most counts ("fines Meta
 * after a probe" is a fine); a word that ends a case beside it makes it an easing.
 */
export function stepOf(candidate: Candidate, lexicon: Lexicon): StatedKind {
  const { tokens } = candidate.sentence;
  const near = tokens.flatMap((token, at) =>
    token.kind === 'step' && Math.abs(at - candidate.step) <= NEAR ? [{ token, at }] : [],
  );
  const own = tokens[candidate.step]!;
  const chosen = near.reduce(
    (best, { token, at }) => {
      const rank = (lexicon.saidBy(token)?.rank ?? 0) - Math.abs(at - candidate.step) / 4;
      return rank > best.rank ? { token, rank } : best;
    },
    { token: own, rank: Number.NEGATIVE_INFINITY },
  ).token;
  const ends =
    chosen.group === CLOSES && near.some(({ token }) => isInquiry(lexicon.saidBy(token)));
  const said = ends ? ENDED : (lexicon.saidBy(chosen) ?? UNSAID);
  const polarity = partsOf(said.kind).effect === null ? 'step' : 'eased';
  return { ...said, polarity, phrase: chosen.text };
}

/** "Closes probe" ends a case; "closes airspace" is an act. */
const CLOSES = 'close';
const isInquiry = (said: SaidByWord | null): boolean =>
  said !== null && ['probe', 'sue'].includes(said.kind);
const ENDED: SaidByWord = { kind: 'dropped', quoted: true, rank: 0 };
const UNSAID: SaidByWord = { kind: 'name', quoted: true, rank: 0 };

/**
 * Whose act it is: the authority in the sentence, one that stands before the act first; else the
 * first that title and lead name; else a country alone, else the one whose own page it is. A
 * described one ("Polish watchdog") keeps its words and its country.
 */
export function authorityOf(
  candidate: Candidate,
  page: PressPage,
  speaksFor: RegulatorId | null,
): PressAction['authority'] {
  const { sentence, step } = candidate;
  const own = namedIn(sentence)
    .map(({ token, at }) => ({ token, isBehind: at > step, distance: Math.abs(at - step) }))
    .sort(
      (one, other) =>
        Number(isKnown(other.token)) - Number(isKnown(one.token)) ||
        Number(one.isBehind) - Number(other.isBehind) ||
        rank(one.token) - rank(other.token) ||
        one.distance - other.distance,
    )
    .map(({ token }) => ({ token, sentence }));
  const opening = page.sentences
    .filter(({ place }) => place !== 'body')
    .flatMap((each) => namedIn(each).map(({ token }) => ({ token, sentence: each })));
  const nearest = own[0];
  const chosen =
    nearest?.token.kind === 'authority'
      ? nearest
      : (opening.find(({ token }) => isKnown(token)) ?? nearest ?? opening[0]);
  if (chosen !== undefined) return asAuthority(chosen, page);
  return speaksFor === null
    ? null
    : { id: speaksFor, name: '', country: null, span: { start: 0, end: 0 } };
}

/** An authority or country where it stands. */
interface NamedBody {
  readonly token: Token;
  readonly sentence: PressSentence;
}

/** Authorities and countries of a sentence; not the letters in brackets behind one: "公平交易委员会（FTC）". */
function namedIn({ tokens }: PressSentence): { token: Token; at: number }[] {
  return tokens.flatMap((token, at) => {
    const isShort =
      /^[（(]$/u.test(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.kind === 'authority';
    return names(token) && !isShort ? [{ token, at }] : [];
  });
}

const isCountry = (token: Token): boolean => /^[A-Z]{2}$/.test(token.group);
const names = (token: Token): boolean => token.kind === 'authority' || token.kind === 'country';
/** Known by name, or described with its country. */
const isKnown = (token: Token): boolean =>
  token.kind === 'authority' && (token.name !== null || isCountry(token));
/**
 * A named authority before a described one, that before a bare noun, that before a country alone.
 */
const rank = (token: Token): number =>
  token.name !== null ? 0 : token.kind === 'country' ? 3 : isCountry(token) ? 1 : 2;

function asAuthority(
  { token, sentence }: NamedBody,
  { lexicon }: PressPage,
): NonNullable<PressAction['authority']> {
  const isBare = token.name === null && !isCountry(token);
  const start = isBare ? lexicon.placeBefore(sentence.text, token.start) : token.start;
  const written = writtenIn(sentence, start, token.end);
  const home = start < token.start ? 'CN' : lexicon.homeOf(token);
  return {
    id: token.name?.kind === 'authority' ? (token.name.key as RegulatorId) : null,
    name: written.text,
    country: isBare ? home : isCountry(token) ? token.group : null,
    span: spanOf(sentence, written),
  };
}
