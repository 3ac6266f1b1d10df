import type { NameWords, Words } from '../../../domain/words.ts';
import { dictionaryWords } from '../../../knowledge/names/word-edges.ts';
import type { NameHit } from './tokens.ts';

type NameJudgeWords = Pick<Words, 'names' | 'places' | 'countries'>;

const HAN = /\p{Script=Han}/u;
const DIGITS = /^\d+$/u;
const WORDY = /[\p{L}\p{N}]/u;
/** Where a firm's name cannot go on to the left. */
const BORDER =
  /[^\p{Script=Han}A-Za-z\d]|[的对被与和及由在将向称等为给从把让以用于是有了也还都因令查罚诉告请促批就据受遭获经至为该其及或但而则使拟涉即原前美英中日韩欧俄印德法]/u;
const REGISTERED = /^[\p{Script=Han}（）()]{0,10}?有限(?:责任)?公司/u;
const SHORT = 3;
const LONGEST_FIRM = 12;
/** Characters beside a name in which a word supports it. */
const BESIDE = 8;
const BRACKET = /^\s?[（(]\s?(?:[A-Z]{1,6}\b|\d{4,6}|[A-Z]{2,6}:)/u;
const DETERMINERS =
  /(?:^|[\s("“])(?:an?|the|its|his|her|their|no|H-\d[A-Z]|work|student|tourist) $/iu;

type SharedName = NameWords['shared'][number];

/** A name in its text. */
interface NameInPage {
  readonly written: string;
  readonly before: string;
  readonly after: string;
}

/**
 * For a page, a test whether a name of a company that was found in its text is that company: no part of a number,
 * of a person's name or of another firm's, and, where it is an everyday word or several bear it,
 * supported by what stands around it.
 */
export function createNameJudge({ names, places, countries }: NameJudgeWords) {
  const shared = new Map(
    names.shared.map((sharedName) => [sharedName.name.toLowerCase(), sharedName]),
  );
  const placeNames = [
    ...places.map(({ zh }) => zh),
    ...Object.values(countries).flatMap(({ zh }) => zh),
  ];
  return (page: string) => {
    /** Shared names for which the page holds words of their own, each looked for once. */
    const supported = new Map<SharedName, boolean>();
    const holdsOwnWord = (entry: SharedName): boolean => {
      const known = supported.get(entry) ?? entry.beside.some((one) => holdsWord(page, one));
      supported.set(entry, known);
      return known;
    };
    return (hit: NameHit, text: string): boolean => {
      if (hit.kind !== 'company' && hit.kind !== 'app') return true;
      const { start, end } = hit;
      const place: NameInPage = {
        written: text.slice(start, end),
        before: text.slice(Math.max(0, start - LONGEST_FIRM), start),
        after: text.slice(end, end + LONGEST_FIRM + BESIDE),
      };
      if (isInOtherWords(place, text, start, names, placeNames)) return false;
      const entry = shared.get(place.written.toLowerCase());
      if (entry === undefined) return true;
      return isOfAnother(hit, entry) || holdsOwnWord(entry) || isSupported(place, entry, names);
    };
  };
}

/** A part of a number, of another name or of a longer word, or the paper that tells it. */
function isInOtherWords(
  place: NameInPage,
  text: string,
  start: number,
  names: NameWords,
  placeNames: readonly string[],
): boolean {
  if (isNumber(place, names)) return true;
  if (names.papers.names.includes(place.written) && isAttribution(place, names)) return true;
  if (!HAN.test(place.written)) return false;
  return (
    isPerson(place, names) ||
    isInLongerWord(text, start, start + place.written.length, names) ||
    isInQuotedName(place) ||
    isInCoinedName(place) ||
    isInOtherFirm(place, placeNames)
  );
}

function isNumber({ written, after }: NameInPage, { counted }: NameWords): boolean {
  return DIGITS.test(written) && counted.some((one) => after.trimStart().startsWith(one));
}

function isAttribution({ before, after }: NameInPage, { papers }: NameWords): boolean {
  return (
    papers.before.some((one) => before.trimEnd().endsWith(one)) ||
    papers.after.some((one) => after.trimStart().startsWith(one))
  );
}

function isPerson(
  { written, before, after }: NameInPage,
  { surnames, titles }: NameWords,
): boolean {
  if (HAN.test(before.at(-2) ?? '') && before.endsWith('·')) return true;
  if (after.startsWith('·') && HAN.test(after[1] ?? '')) return true;
  if (written.length > SHORT) return false;
  const surname = surnames.includes(before.at(-1) ?? ' ');
  const ahead = surname ? before.slice(0, -1) : before;
  const hasTitle = titles.some((title) => ahead.endsWith(title));
  return surname ? hasTitle || !WORDY.test(ahead.at(-1) ?? ' ') : hasTitle;
}

function isInLongerWord(text: string, start: number, end: number, { longer }: NameWords): boolean {
  return longer.some((word) => {
    const from = Math.max(0, end - word.length);
    const at = text.slice(from, start + word.length).indexOf(word);
    return at >= 0 && from + at <= start && from + at + word.length >= end;
  });
}

const OPENING = /[「『“《【]([^「」『』“”《》【】，。、：；]{1,6})$/u;
const CLOSING = /^[^「『“《【，。、：；]{0,8}[」』”》】]/u;

/** 「红苹果短剧」 is another product than 苹果. */
function isInQuotedName({ before, after }: NameInPage): boolean {
  const inside = OPENING.exec(before)?.[1];
  return (
    inside !== undefined && CLOSING.test(after) && ![...inside].some((one) => BORDER.test(one))
  );
}

const COMPANY = /^(?:公司|集团|股份)/u;
/** Characters in front of a name that make a longer one with it. */
const COINED = 2;

/** 艾维奥克斯公司 is not 奥克斯: characters in front that no dictionary knows as a word. */
function isInCoinedName({ before, after }: NameInPage): boolean {
  if (!COMPANY.test(after)) return false;
  const words = dictionaryWords(before).slice(-COINED);
  return (
    words.length === COINED &&
    words.every((word) => [...word].length === 1 && HAN.test(word) && !BORDER.test(word))
  );
}

/** 读者出版传媒股份有限公司 is not 出版传媒; 山西太钢不锈钢股份有限公司 is 太钢不锈. */
function isInOtherFirm({ before, after }: NameInPage, placeNames: readonly string[]): boolean {
  if (!REGISTERED.test(after)) return false;
  let from = before.length;
  while (from > 0 && before.length - from < LONGEST_FIRM && !BORDER.test(before[from - 1]!))
    from -= 1;
  let rest = before.slice(from);
  for (;;) {
    const known = placeNames.find((placeName) => rest.startsWith(placeName));
    const place = known ?? /^[省市区县州]/u.exec(rest)?.[0] ?? '';
    if (place === '') return rest !== '';
    rest = rest.slice(place.length);
  }
}

/** Only one of the bearers of a name needs support for it. */
const isOfAnother = ({ key }: NameHit, { company }: SharedName): boolean =>
  company !== undefined && !belongsTo(key, company);

function isSupported(
  { written, before, after }: NameInPage,
  { company }: SharedName,
  { support }: NameWords,
): boolean {
  if (company !== undefined || DETERMINERS.test(before)) return false;
  const words = support[HAN.test(written) || HAN.test(after) ? 'zh' : 'en'];
  const near = after.toLowerCase();
  return BRACKET.test(after) || words.some((word) => beginsWith(near, word));
}

const belongsTo = (key: string, company: string): boolean =>
  key === `company:${company}` || key.startsWith(`app:${company}/`);

/** Latin words stand alone; Chinese ones stand anywhere. */
function holdsWord(text: string, word: string): boolean {
  if (HAN.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!WORDY.test(text[at - 1] ?? ' ') && !WORDY.test(text[at + word.length] ?? ' ')) return true;
  return false;
}

function beginsWith(text: string, word: string): boolean {
  const from = text.startsWith(' ') || text.startsWith("'s ") ? text.indexOf(' ') + 1 : 0;
  if (!text.startsWith(word, from)) return false;
  return HAN.test(word) || !WORDY.test(text[from + word.length] ?? ' ');
}
