import type { BatchNumber, Stated } from '../../../domain/notice.ts';
import { NUMBER_ZH, numbersInEn, numberZh } from '../dates/numbers.ts';
import { foldUnits } from '../document/fold-units.ts';
import { type Page, type Sentence, spanIn } from '../document/page.ts';

/** Words that tie a number to an earlier list, not to this one. */
const EARLIER =
  '整改的 通报的 公布的 发布的 中的 中, 此前 曾 针对 对于 前期 previously earlier formerly instance example'.split(
    ' ',
  );
const THIS_ONE = /此次|本次|本批|此批|这是|该批|[为系]今年|为20\d\d年/u;

/** A number as found in a text; offsets in it. */
interface FoundBatch {
  readonly value: BatchNumber;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/**
 * The number of the list in its year and over all years. Titles count first, then annex titles and
 * sentences that say "this is"; a number of an earlier list, or several different ones, give none.
 */
export function batchOf({ title, sentences }: Page): Stated<BatchNumber> | null {
  const isTitle = (sentence: Sentence) =>
    sentence.place === 'title' || /^\W{0,6}(?:附件|附:)/u.test(sentence.text);
  const given: Sentence = { raw: title, text: foldUnits(title), start: -1, place: 'title' };
  const [titled] = [...sentences.filter(isTitle), given].flatMap((sentence) =>
    batchIn(sentence, true),
  );
  const rest = sentences
    .filter((sentence) => !isTitle(sentence))
    .flatMap((sentence) => batchIn(sentence, false));
  const [first] = rest;
  const stable =
    first !== undefined && rest.every((stated) => isSameBatch(stated.value, first.value))
      ? first
      : null;
  // A headline gives the number of the series, the text that it is one of this year.
  const completes =
    titled?.rule === 'batch.zh.series' && titled.value.total === stable?.value.yearly;
  return completes ? stable : (titled ?? stable);
}

function batchIn(sentence: Sentence, isTitle: boolean): Stated<BatchNumber>[] {
  const { text } = sentence;
  const found = zhBatch(text) ?? enBatch(text);
  if (found === null) return [];
  const { value, start, end, rule } = found;
  const around = text.slice(Math.max(0, start - 16), end + 8).toLowerCase();
  const isEarlier = !isTitle && EARLIER.some((one) => around.includes(one)) && !THIS_ONE.test(text);
  return isEarlier ? [] : [{ value, span: spanIn(sentence, start, end), rule }];
}

function isSameBatch(batchNumber: BatchNumber, other: BatchNumber): boolean {
  const same = (a: number | null, b: number | null) => a === null || b === null || a === b;
  return same(batchNumber.yearly, other.yearly) && same(batchNumber.total, other.total);
}

/** The year of a list in front of its number: "2021年第", "今年首批". */
const YEAR = /(?:20\d\d ?年度?|今年|年内|本年度?)[^。;,第首]{0,6}(?=第|首[批期])/u;
/** "第八批", "第1、2批": the last number counts; "首批" has none. */
const NUMBERED = new RegExp(
  `首[批期]|第 ?(?:${NUMBER_ZH}[、和及至-](?:批、?第)?){0,3}(${NUMBER_ZH}) ?[批期]`,
  'u',
);
const TOTAL = new RegExp(`(?:总第 ?|总(?=\\d))(${NUMBER_ZH}) ?[批期]?`, 'u');

function zhBatch(text: string): FoundBatch | null {
  const total = TOTAL.exec(text);
  const year = YEAR.exec(text);
  const from = year === null ? 0 : year.index + year[0].length;
  const numbered = NUMBERED.exec(text.slice(from));
  if (year === null && total === null) return numbered && zhSeries(numbered);
  const end = numbered === null ? 0 : from + numbered.index + numbered[0].length;
  const yearly = year === null ? null : numbered && numberOf(numbered, 1);
  const overall = total === null ? null : numberZh(total[1]!) || null;
  if (yearly === null && overall === null) return null;
  return {
    value: { yearly, total: overall },
    start: Math.min(year?.index ?? text.length, total?.index ?? text.length),
    end: Math.max(yearly === null ? 0 : end, total === null ? 0 : total.index + total[0].length),
    rule: 'batch.zh',
  };
}

/** A number that counts over all years. */
function zhSeries(numbered: RegExpExecArray): FoundBatch | null {
  const total = numberOf(numbered, null);
  if (total === null) return null;
  const start = numbered.index;
  const end = start + numbered[0].length;
  return { value: { yearly: null, total }, start, end, rule: 'batch.zh.series' };
}

/** The number of a batch; `first` is that of "首批". */
function numberOf([, digits]: RegExpExecArray, first: number | null): number | null {
  return digits === undefined ? first : numberZh(digits) || null;
}

const LIST = '(?:batch|list|round|cluster|group|set|notice|announcement|wave|blacklist)';
const OF_LIST = new RegExp(`^ (?:[a-z-]{1,14} ){0,2}?${LIST}\\b`, 'iu');
const THIS_YEAR = /\bthis year\b|\bof (?:the year|20\d\d)\b|\bin 20\d\d\b|\byear's\b/iu;
/**
 * "It is the second batch of its kind", "published the 17th batch of apps": the number of this list
 * over all years.
 */
const IS_THIS =
  /\b(?:this|it|that|list|notice|batch|[a-z]{3,9}(?:ed|es|s)|latest,?)(?: is| was)? (?:the |its |a |new ){0,3}$/iu;
/** An earlier list that the apps of this one stood on. */
const FROM_EARLIER =
  /\b(?:named|listed|included|identified|flagged|appeared) (?:in|on) (?:the|its|an?) $/iu;

function enBatch(text: string): FoundBatch | null {
  const [first, ...more] = numbersInEn(text).filter(
    ({ ordinal, end }) => ordinal && OF_LIST.test(text.slice(end, end + 60)),
  );
  if (first === undefined || more.some((one) => one.value !== first.value)) return null;
  const { value, start, end } = first;
  const inYear = THIS_YEAR.test(text);
  const front = text.slice(Math.max(0, start - 40), start);
  if (FROM_EARLIER.test(front) || (!inYear && !IS_THIS.test(front))) return null;
  return {
    value: { yearly: inYear ? value : null, total: inYear ? null : value },
    start,
    end,
    rule: 'batch.en',
  };
}
