import type { CoinedWords, NameWords } from '../../../domain/words.ts';
import type { FindNames } from '../../../knowledge/names/finder.ts';
import type { Page } from '../document/page.ts';
import { type IntroducedFirm, introducedFirms, placesOf } from './firm-names-en.ts';

export interface NameSpan {
  readonly start: number;
  readonly end: number;
}

/** A name of the market, or a firm that the page introduces: then its key is the name. */
export interface NamedPlace extends NameSpan {
  readonly kind: 'company' | 'app';
  readonly key: string;
  /** The name with its legal form, where the page gives it. */
  readonly name?: string;
}

/** Names of the market, and of authorities, which hide a company's name inside theirs. */
export type MarketFinder = FindNames<'company' | 'app' | 'coined' | 'authority'>;

/** Finds names in a sentence of one page. */
export type NamesOfPage = (page: Page) => (text: string) => NamedPlace[];

const INTRODUCED = 1500;
/** Key of a company that only the lists of exchanges have. */
const OF_LISTS = /^company:x[a-z]{3}-/u;
/** Letters in front of a name in which a given name stands. */
const AHEAD = 40;
/** A middle name, or its first letter. */
const MIDDLE = /^[A-Z](?:\.|[a-z]+)$/u;
/** A word with a capital right behind a name. The match begins where the one before it ended. */
const NEXT_CAPITAL = / [A-Z][a-zA-Z-]+(?![\w’'-])/guy;

/**
 * Finds names of the market, and firms that the page introduces. A firm called by a coined name, or
 * by one of several words, and by what it does ("Novartis Pharmaceuticals Corp.") is of that
 * company's group; any other firm whose name is longer hides the name inside it ("Texas First
 * Financial, LLC").
 */
export function compileNames(
  market: MarketFinder,
  words: CoinedWords,
  { shared }: Pick<NameWords, 'shared'>,
): NamesOfPage {
  const coined = new Set([
    ...words.names,
    ...words.heads,
    ...words.also,
    ...Object.keys(words.called),
  ]);
  const tails = new Set(words.tails);
  const descriptions = new Set(words.descriptions);
  const given = new Set(words.given);
  const called = new Set(Object.keys(words.called));
  const everyday = new Set(
    [...words.tails, ...words.general, ...words.descriptions, ...words.everyday].map((word) =>
      word.toLowerCase(),
    ),
  );
  const sharedNames = new Map(shared.map((entry) => [entry.name, entry]));

  function ownerOf({ name, forms: [, stem = name] }: IntroducedFirm): string | null {
    // "The Ensign Group, Inc." is registered with its article.
    const written = market(stem).length > 0 ? stem : `The ${stem}`;
    const [place] = market(written);
    if (place === undefined || place.start !== 0) return null;
    if (place.kind === 'app' || place.kind === 'authority') return null;
    const own = stem.slice(0, place.end);
    const rest = stem
      .slice(place.end)
      .toLowerCase()
      .split(/[\s.,]+/u);
    const isOfGroup = rest.every((word) => word === '' || tails.has(word));
    return isOfGroup && (coined.has(own) || own.includes(' ')) ? place.key : null;
  }

  /** A firm without words in front of it that say what it is: "Utility Company Entergy Corp." */
  function ownName(firm: IntroducedFirm): IntroducedFirm {
    const { name, forms } = firm;
    const words = (forms[1] ?? name).split(' ');
    for (let at = 1; at < words.length; at += 1) {
      const ahead = words.slice(0, at).join(' ');
      const bare = { name: name.slice(ahead.length + 1), forms: [words.slice(at).join(' ')] };
      const own = { ...bare, forms: [bare.name, ...bare.forms, ...forms.slice(2)] };
      if (descriptions.has(words[at - 1]!) && ownerOf(own) !== null) return own;
    }
    return firm;
  }

  /** "Telecommunications Company" says what somebody is, and names nobody. */
  const isNamed = ({ forms: [, stem = ''] }: IntroducedFirm): boolean =>
    stem.split(/[ -]/u).some((word) => !everyday.has(word.toLowerCase()));

  /** "Russell Todd Burkhalter": a name of one word behind a given name is a person's. */
  function isPersons(text: string, { start, end }: NameSpan): boolean {
    if (text.slice(start, end).includes(' ')) return false;
    const ahead = text
      .slice(Math.max(0, start - AHEAD), start)
      .trimEnd()
      .split(' ');
    const [last, other] = [ahead.at(-1)!, ahead.at(-2) ?? ''];
    return given.has(last) || (MIDDLE.test(last) && given.has(other));
  }

  /** Where a name ends with the words behind it of what a firm of its group does. */
  function endOfGroup(text: string, { start, end }: NameSpan): number {
    const name = text.slice(start, end);
    if (!coined.has(name) && !name.includes(' ')) return end;
    let last = end;
    for (const { 0: word } of text.slice(end).matchAll(NEXT_CAPITAL)) {
      const tail = word.trim().toLowerCase();
      // "Tesla Investors" are none of its firms.
      if (!tails.has(tail) || tail === 'investors') break;
      last += word.length;
    }
    return last;
  }

  /**
   * "Financial Institutions": everyday words that are a listed company only with its legal form.
   * Companies with a file of their own are known well enough.
   */
  const isEveryday = (name: string, key: string): boolean =>
    OF_LISTS.test(key) &&
    !called.has(name) &&
    name.includes(' ') &&
    name.split(' ').every((word) => everyday.has(word.toLowerCase()));

  /** An app whose name others bear, on a page without a word of its own: Gemini without Google. */
  function isOthers(name: string, whole: string): boolean {
    const entry = sharedNames.get(name);
    return entry !== undefined && !entry.beside.some((word) => whole.includes(word));
  }

  return ({ title, document, language }) => {
    const opening = `${title}\n${document.text.slice(0, INTRODUCED)}`;
    const whole = `${title}\n${document.text}`;
    const firms =
      language === 'en' ? introducedFirms(opening, descriptions).map(ownName).filter(isNamed) : [];
    const owners = new Map(firms.map((firm) => [firm, ownerOf(firm)]));
    return (text) => {
      const places = firms.flatMap((firm) =>
        placesOf(text, firm).map(
          (place): NamedPlace => ({
            ...place,
            kind: 'company',
            key: owners.get(firm) ?? firm.name,
            name: firm.name,
          }),
        ),
      );
      const found = market(text);
      const known = found
        .filter(({ kind, ...place }) => kind !== 'authority' && !isPersons(text, place))
        .filter(({ kind, key, start, end }) => {
          const name = text.slice(start, end);
          return kind === 'app' ? !isOthers(name, whole) : !isEveryday(name, key);
        })
        .map(
          ({ kind, ...place }): NamedPlace => ({
            ...place,
            end: kind === 'app' ? place.end : endOfGroup(text, place),
            kind: kind === 'app' ? 'app' : 'company',
          }),
        );
      const authorities = found.filter(({ kind }) => kind === 'authority');
      // "Reserve Bank of India" is not Bank of India.
      const complete = known.map((place) => withForm(place, places, text));
      const own = places.filter((place) => !complete.some((longer) => startsIn(place, longer)));
      return withoutInner([...complete, ...own]).filter((place) => !isInside(place, authorities));
    };
  };
}

const startsIn = (place: NameSpan, { start, end }: NameSpan): boolean =>
  start < place.start && place.start < end;

/** "U.S. Bank National Association" is U.S. Bank, and no firm that is called "Bank". */
function withForm(known: NamedPlace, places: readonly NamedPlace[], text: string): NamedPlace {
  const longer = places.find((place) => startsIn(place, known) && place.end > known.end);
  return longer === undefined
    ? known
    : { ...known, end: longer.end, name: text.slice(known.start, longer.end) };
}

/** Whether a name is a part of one of these. */
export const isInside = ({ start, end }: NameSpan, longer: readonly NameSpan[]): boolean =>
  longer.some(
    (span) => span.start <= start && end <= span.end && span.end - span.start > end - start,
  );

/** The longest of names that overlap; of equally long ones the first. */
function withoutInner(places: readonly NamedPlace[]): NamedPlace[] {
  const length = ({ start, end }: NameSpan): number => end - start;
  const longest: NamedPlace[] = [];
  for (const place of [...places].sort((a, b) => length(b) - length(a)))
    if (longest.every(({ start, end }) => place.end <= start || end <= place.start))
      longest.push(place);
  return longest.sort((namedPlace, other) => namedPlace.start - other.start);
}
