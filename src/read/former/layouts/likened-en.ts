import { remembered } from '../memoize.ts';
import type { Page, Sentence } from '../page.ts';

const COUNTRY =
  "(?:(?:China|India|Korea|South Korea|Japan|Russia|Asia|Indonesia|Vietnam|Brazil|the country|the nation|the mainland)'s|Chinese|Indian|Korean|Japanese|Russian|Asian|Indonesian|Vietnamese|mainland|domestic|local|homegrown|desi)";
/** "Often called China's Tinder", "known as the Chinese Twitter", "dubbed the TikTok of India". */
const CALLED =
  '\\b(?:called|dubbed|known as|nicknamed|described as|billed as|regarded as|considered|seen as|viewed as|touted as|hailed as|labell?ed|termed|likened to|compared (?:to|with)|referred to as|styled|so-called|think of it as|self-styled|(?:is|was|as) (?:often |widely |sometimes |something of )?(?:the|a)) ';
const LED = new RegExp(`^${COUNTRY} (?=[A-Z])`, 'u');
const OWN = '(?:own |version of |answer to |equivalent of |take on |a sort of |kind of )*["“\'‘]?';
/** "The Netflix of China", "the Uber for trucks"; not "the X for a month", "for spreading". */
const OF_SOMETHING =
  /^["”'’]? (?:of (?!(?:the )?(?:\d|month|year|week|day))|for (?!(?:an?|one|two|three|its|their|the|not|[a-z]+ing)\b)[a-z])/u;

const REACH = 80;
const LIKENS = new RegExp(`${CALLED}(?:the |an? |to |as )*["“'‘]?${COUNTRY} ${OWN}$`, 'iu');
const POSSESSED = new RegExp(`(?:^|[^\\w])(?:the |an? )?["“'‘]?${COUNTRY} (?:own )?["“'‘]?$`, 'iu');
const ANSWERS = new RegExp(
  `${COUNTRY} (?:own )?(?:answer|response|alternative|equivalent|counterpart|version|clone|copy) (?:to|of) (?:the )?$`,
  'iu',
);

const LIKE = /\b((?:[A-Z][\w.&]*)(?: [A-Z][\w.&]*){0,3})[-‑](?:like|style|type|esque)\b/gu;

/** Names that a text has in front of "-like". */
const likenedBy = remembered((text): ReadonlySet<string> => {
  const words = [...text.matchAll(LIKE)].map((one) => one[1]!.split(' '));
  return new Set(words.flatMap((one) => one.map((_, at) => one.slice(at).join(' '))));
});

/** Whether a sentence compares something with the name at a place: "called China's Tinder", "the Netflix of China". */
function compares(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  return (
    LIKENS.test(before) ||
    ANSWERS.test(before) ||
    (/\b(?:the|an?) ["“'‘]?$/iu.test(before) && OF_SOMETHING.test(text.slice(end, end + 40)))
  );
}

/**
 * A name that is only compared with: "China's Tinder" on a page that speaks of a "Tinder-like" app, calls another one
 * so, or whose article behind such a headline never speaks of that name.
 */
export function isLikened(sentence: Sentence, from: number, end: number, page: Page): boolean {
  // A name that nobody knows may have taken the country in: "Chinese Tinder".
  const start = from + (LED.exec(sentence.text.slice(from, end))?.[0].length ?? 0);
  const name = sentence.text.slice(start, end);
  if (likenedBy(page.document.text).has(name)) return true;
  if (compares(sentence.text, start, end)) return true;
  if (!POSSESSED.test(sentence.text.slice(Math.max(0, start - REACH), start))) return false;
  const others = page.sentences.filter((one) => one !== sentence && one.text.includes(name));
  if (others.some(({ text }) => placesOf(text, name).some((at) => compares(text, at, at + name.length))))
    return true;
  return sentence.place === 'title' && isNeverToldOf(name, page);
}

const LEAST_BODY = 60;

/** An article that never names what its headline has behind "China's". */
function isNeverToldOf(name: string, page: Page): boolean {
  const body = page.sentences
    .filter((one) => one.place !== 'title')
    .map((one) => one.text.toLowerCase())
    .join(' ');
  return body.length >= LEAST_BODY && !body.includes(name.toLowerCase());
}

function placesOf(text: string, name: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) places.push(at);
  return places;
}
