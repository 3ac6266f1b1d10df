import type { RegulatorId } from '../../../domain/ids.ts';
import type { PressAction } from '../../../domain/notice.ts';
import { type PressPage, type PressSentence, spanOf, writtenIn } from './annotate.ts';
import type { Candidate } from './candidate.ts';
import type { Lexicon, PressLanguage, Token } from './tokens.ts';

/**
 * Whose act it is. In the sentence of the act a known authority counts before a described one
 * ("Polish watchdog"), that before a bare noun and a country; one that stands before the act before
 * one behind it, a near one before a far one. What is only described is looked up in title and lead,
 * which may name an authority of the same country. Null where nothing says which authority it is and
 * the page is no authority's own.
 */
export function authorityOf(
  candidate: Candidate,
  page: PressPage,
  speaksFor: RegulatorId | null,
): PressAction['authority'] {
  const chosen = bodyOf(candidate, page);
  if (chosen !== undefined && chosen.says !== 'nothing') return asAuthority(chosen, page);
  return speaksFor === null
    ? null
    : { id: speaksFor, name: '', country: null, span: { start: 0, end: 0 } };
}

/** The authority or country that a place of a name says acts; undefined where none is named. */
export function bodyOf({ sentence, step }: Candidate, page: PressPage): NamedBody | undefined {
  const own = namedIn(sentence, page)
    .map((body) => ({ ...body, cost: body.cost + costOfPlace(body, step, page.language) }))
    .toSorted(byCost);
  return moreExact(own, () => openingOf(page));
}

/**
 * What the words say of which authority it is: its name, a kind and a country ("瑞典交通局"), a kind
 * that only one country has, no more than a country ("U.S. regulator"), a kind ("prosecutors"), a
 * country that may not act itself, or nothing ("the regulator").
 */
type AuthorityWords = keyof typeof COST;
const COST = {
  name: 0,
  whose: 0.5,
  home: 1,
  watchdog: 1,
  kind: 3,
  country: 5,
  nothing: 8,
} as const;

/** An authority or country where it stands. */
interface NamedBody {
  readonly token: Token;
  readonly at: number;
  readonly sentence: PressSentence;
  readonly says: AuthorityWords;
  /** The least counts. */
  readonly cost: number;
}

const byCost = (one: NamedBody, other: NamedBody): number => one.cost - other.cost;

/** An authority behind its act costs so much more, and one that is so many tokens away one more. */
const BEHIND = 1.5;
const FAR = { en: 6, zh: 12 } as const;

function costOfPlace({ at, says }: NamedBody, step: number, language: PressLanguage): number {
  if (says === 'country') return at / FAR[language];
  return (at > step ? BEHIND : 0) + Math.abs(at - step) / FAR[language];
}

/** What sentence and opening say more exactly than the words nearest to the act. */
function moreExact(
  own: readonly NamedBody[],
  openingOf: () => readonly NamedBody[],
): NamedBody | undefined {
  const [nearest] = own;
  const isExact = ({ says }: NamedBody) => says === 'name' || says === 'whose';
  if (nearest === undefined || nearest.says === 'nothing')
    return openingOf().toSorted(byCost)[0] ?? nearest;
  if (isExact(nearest)) return nearest;
  const country = countryOf(nearest.token);
  const isSame = (body: NamedBody) =>
    isExact(body) && (country === null || countryOf(body.token) === country);
  return own.find(isSame) ?? openingOf().find(isSame) ?? nearest;
}

const openings = new WeakMap<PressPage, readonly NamedBody[]>();

/** Authorities and countries of title and lead, read once a page. */
function openingOf(page: PressPage): readonly NamedBody[] {
  const known = openings.get(page);
  if (known !== undefined) return known;
  const found = page.sentences
    .filter(({ place }) => place !== 'body')
    .flatMap((each) => namedIn(each, page));
  openings.set(page, found);
  return found;
}

/** Authorities and countries of a sentence; not the letters in brackets behind one: "公平交易委员会（FTC）". */
function namedIn(sentence: PressSentence, page: PressPage): NamedBody[] {
  const { tokens } = sentence;
  const bodies = tokens.flatMap((token, at): NamedBody[] => {
    if (token.kind !== 'authority') return [];
    const isShort =
      /^[（(]$/u.test(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.kind === 'authority';
    if (isShort) return [];
    const body = withLetters(token, tokens[at + 2]);
    const says = saysOf(body, sentence, page.lexicon);
    return [{ token: body, at, sentence, says, cost: COST[says] }];
  });
  return [...bodies, ...countriesIn(sentence, page)];
}

/** A described authority is the one whose letters of the same country stand in brackets behind it. */
function withLetters(token: Token, letters: Token | undefined): Token {
  const isSame = letters?.kind === 'authority' && countryOf(letters) === countryOf(token);
  return token.name === null && isCountry(token) && isSame
    ? { ...token, name: letters.name }
    : token;
}

/** A country right behind such a word acts itself: 遭美国制裁. */
const BY = /^(?:被|遭|受|by)$/u;
const BY_COST = 3;
/** Tokens between a country and its act: "China to sanction", 欧盟将处罚. */
const VERB = { en: 3, zh: 2 } as const;

/**
 * Countries that act: one that begins the sentence, or has an act or a word for "by" beside it, as
 * 欧盟 in 欧盟对中国车企展开调查. One that says whose a company is does not: "U.S. chipmaker Broadcom".
 */
function countriesIn(
  sentence: PressSentence,
  { language, lexicon }: Pick<PressPage, 'language' | 'lexicon'>,
): NamedBody[] {
  const { tokens } = sentence;
  return tokens.flatMap((token, at): NamedBody[] => {
    if (token.kind !== 'country' || lexicon.isPlace(token)) return [];
    const behind = tokens.slice(at + 1, at + 1 + VERB[language]);
    const isOfName =
      language === 'en' && behind.find(({ kind }) => kind !== 'word')?.kind === 'name';
    const isBy = BY.test(tokens[at - 1]?.text ?? '');
    const acts = at === 0 || isBy || behind.some(({ kind }) => kind === 'step');
    const cost = isBy ? BY_COST : COST.country;
    return acts && !isOfName ? [{ token, at, sentence, says: 'country', cost }] : [];
  });
}

function saysOf(token: Token, { text }: PressSentence, lexicon: Lexicon): AuthorityWords {
  if (token.name !== null) return 'name';
  if (isCountry(token)) return lexicon.endsVague(token) ? 'watchdog' : 'whose';
  const isHome =
    lexicon.homeOf(token) !== null || lexicon.placeBefore(text, token.start) < token.start;
  if (isHome) return 'home';
  return lexicon.isVague(token) ? 'nothing' : 'kind';
}

const isCountry = (token: Token): boolean => /^[A-Z]{2}$/.test(token.group);

/** The country of an authority: that which its words say, or that of its id. */
function countryOf({ name, group }: Token): string | null {
  if (name !== null) return name.key.slice(0, 2).toUpperCase();
  return /^[A-Z]{2}$/.test(group) ? group : null;
}

function asAuthority(
  { token, sentence }: NamedBody,
  { lexicon }: PressPage,
): NonNullable<PressAction['authority']> {
  const isBare = token.name === null && !isCountry(token);
  const start = isBare ? lexicon.placeBefore(sentence.text, token.start) : token.start;
  const written = writtenIn(sentence, start, token.end);
  const home = start < token.start ? 'CN' : lexicon.homeOf(token);
  const stated = isCountry(token) ? token.group : null;
  return {
    id: token.name?.kind === 'authority' ? (token.name.key as RegulatorId) : null,
    name: written.text,
    country: isBare ? home : stated,
    span: spanOf(sentence, written),
  };
}
