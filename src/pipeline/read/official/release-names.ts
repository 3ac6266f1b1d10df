import type { CoinedWords } from '../../../domain/words.ts';
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

/**
 * Finds names of the market, and firms that the page introduces. A firm called by a coined name, or
 * by one of several words, and by what it does ("Novartis Pharmaceuticals Corp.") is of that
 * company's group; any other firm whose name is longer hides the name inside it ("Texas First
 * Financial, LLC").
 */
export function compileNames(market: MarketFinder, words: CoinedWords): NamesOfPage {
  const coined = new Set([
    ...words.names,
    ...words.heads,
    ...words.also,
    ...Object.keys(words.called),
  ]);
  const tails = new Set(words.tails);
  const descriptions = new Set(words.descriptions);

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

  return ({ title, document, language }) => {
    const opening = `${title}\n${document.text.slice(0, INTRODUCED)}`;
    const firms = language === 'en' ? introducedFirms(opening, descriptions) : [];
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
        .filter(({ kind }) => kind !== 'authority')
        .map(
          ({ kind, ...place }): NamedPlace => ({
            ...place,
            kind: kind === 'app' ? 'app' : 'company',
          }),
        );
      const authorities = found.filter(({ kind }) => kind === 'authority');
      // "Reserve Bank of India" is not Bank of India.
      return withoutInner([...known, ...places]).filter((place) => !isInside(place, authorities));
    };
  };
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
