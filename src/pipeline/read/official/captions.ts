import { type Page, partOf, type Sentence } from '../document/page.ts';
import type { CompiledLanguage } from './release-clause.ts';
import type { NamedPlace } from './release-names.ts';

/** A firm that a caption names as a defendant. */
export interface Defendant extends NamedPlace {
  readonly sentence: Sentence;
  /** The words by which it is one: "SEC v.". */
  readonly phrase: string;
}

/** The caption of a case: who sues, "v.", whom. */
const CAPTION =
  /(?:Securities and Exchange Commission|\bSEC|Trade Commission|FTC|CFTC|United States(?: of America)?) vs?\. /iu;
/** Where the defendants of a caption end: at the number of the case, its court or its day. */
const DEFENDANTS_END =
  /,? ?(?:\(|et\.? al|Civil Action|Case No|Case Number|Civ\.|Misc\.|No\. ?\d|\d{1,2}:\d\d|Relief Def|$)/iu;
const FIRST = 6;
/** Letters in front of a name or behind it in which it is said to be another's. */
const NEAR = 28;
/** Between two defendants, where no legal form follows. */
const SEPARATES =
  /(?:, and |; and |, | and |; )(?!(?:Inc|Ltd|LLC|LLP|L\.P|LP|Corp|Co|N\.A|plc)\b)/iu;
const LEGAL_FORM =
  /,? (?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|LLC|LLP|L\.P|LP|plc|AG|N\.A|N\.V|S\.A)\.?$/iu;

/**
 * The firms that the caption of a case names as defendants: whole names of the market, or names
 * with a legal form. A name inside a longer one, or behind "officer of", is none.
 */
export function defendantsOf(
  { sentences, language }: Page,
  namesIn: (text: string) => readonly NamedPlace[],
  { others, othersBehind }: CompiledLanguage,
): Defendant[] {
  const sentence = sentences.slice(0, FIRST).find(({ text }) => CAPTION.test(text));
  if (language !== 'en' || sentence === undefined) return [];
  const caption = CAPTION.exec(sentence.text)!;
  const from = caption.index + caption[0].length;
  const rest = sentence.text.slice(from);
  const list = rest.slice(0, DEFENDANTS_END.exec(rest)?.index ?? rest.length);
  const phrase = sentence.raw.slice(caption.index, from).trim();
  /** "former executives of X": the case is X's too, what is new is not. */
  const isOthers = (key: string): boolean =>
    sentences
      .slice(0, FIRST + 2)
      .some(({ text, ...rest }) =>
        namesIn(text).some(
          (place) =>
            place.key === key &&
            rest.start !== sentence.start &&
            (others(text.slice(Math.max(0, place.start - NEAR), place.start)).length > 0 ||
              othersBehind(text.slice(place.end, place.end + NEAR)).length > 0),
        ),
      );
  let at = from;
  return list.split(SEPARATES).flatMap((item): Defendant[] => {
    const start = sentence.text.indexOf(item, at);
    at = start + item.length;
    const bare = item.replace(LEGAL_FORM, '');
    const known = namesIn(item).find((place) => place.start === 0 && place.end >= bare.length);
    if (known === undefined && bare === item) return [];
    const written = partOf(sentence, start, at).raw;
    if (known !== undefined && isOthers(known.key)) return [];
    const place = known ?? { kind: 'company' as const, key: written, name: written };
    return [{ ...place, start, end: at, sentence, phrase }];
  });
}
