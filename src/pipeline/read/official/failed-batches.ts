import { type Line, type Page, partOf, spanIn } from '../document/page.ts';
import type { DecidedMeasure } from './decided-measures.ts';
import type { PartyDecision } from './decision.ts';

/** A notice of tests that batches of drugs or food failed, by its title. */
const TITLE =
  /(?:批次|抽检|抽查|抽验|检验)[^。]{0,24}?(?:不符合规定|不合格)|(?:不符合规定|不合格)[^。]{0,12}?(?:批次|药品|食品|产品|化妆品|医疗器械)/u;
/** In front of who is said to have made it, and behind: "标示为甲公司、乙公司生产的". */
const SAID = /标示为?|标称/gu;
const MADE = /(?:生产|出品|制造)的/u;
const COMMISSIONED = '委托';
/** Letters behind such a word in which its makers stand. */
const MOST_LETTERS = 200;
const FEWEST_LETTERS = 4;
const PLACES = /\([^()]{1,12}\)/gu;
const FORM = /股份有限公司|有限责任公司|有限公司/u;
const FIRM = /(?:公司|集团|厂|药业|制药)$/u;

/**
 * The makers of batches that failed a test, as an authority's notice names them. Shops and platforms
 * that sold them stand in front of the maker and are none. Null for any other page.
 */
export function failedBatches(page: Page): PartyDecision | null {
  const title = page.sentences.find(({ place, text }) => place === 'title' && TITLE.test(text));
  if (title === undefined || page.language !== 'zh') return null;
  const phrase = TITLE.exec(title.text)!;
  const shown = title.raw.slice(phrase.index, phrase.index + phrase[0].length);
  const makers = page.lines.flatMap(makersIn);
  const first = new Map(makers.map((maker) => [maker.text, maker] as const).reverse());
  const parties = [...first.values()].reverse().map((maker) => ({
    name: maker.raw,
    span: spanIn(maker, 0, maker.raw.length),
    names: [maker.text],
    measures: [failedOf(maker, shown)],
  }));
  return parties.length === 0 ? null : { phrase: shown, parties };
}

/** The maker says that the batch is none of his. */
const DENIED = /假冒|冒用|否认|不是[^。]{0,10}生产|非[^。]{0,10}生产/u;

function makersIn(line: Line): Line[] {
  if (DENIED.test(line.text)) return [];
  return [...line.text.matchAll(SAID)].flatMap(({ 0: word, index }) => {
    const from = index + word.length;
    const [clause = ''] = line.text.slice(from, from + MOST_LETTERS).split(/[。;]/u, 1);
    const end = clause.search(MADE);
    return end < FEWEST_LETTERS ? [] : firmsOf(partOf(line, from, from + end));
  });
}

/** The firms of a list; whoever had it made stands behind 委托 and is none. */
function firmsOf(list: Line): Line[] {
  // A mark inside brackets ends no name, and "公司和" begins another.
  const masked = list.text
    .split(COMMISSIONED, 1)[0]!
    .replace(PLACES, (place) => '_'.repeat(place.length))
    .replace(/公司[和及与]/gu, '公司、');
  return [...masked.matchAll(/[^、,]+/gu)].flatMap(({ 0: item, index }): Line[] => {
    const name = partOf(list, index, index + item.length);
    return FIRM.test(name.text.trim()) || FORM.test(name.text) ? [firmOf(name)] : [];
  });
}

/** "甲股份有限公司甲制药厂" is of the firm whose name ends first. */
function firmOf(name: Line): Line {
  const form = FORM.exec(name.text);
  return form === null ? name : partOf(name, 0, form.index + form[0].length);
}

const failedOf = (maker: Line, phrase: string): DecidedMeasure => ({
  measure: 'name',
  form: null,
  english: 'named for batches that failed a test',
  phrase,
  span: spanIn(maker, 0, maker.raw.length),
  fine: null,
  isIntended: false,
});
