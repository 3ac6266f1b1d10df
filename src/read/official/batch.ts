import type { BatchNumber, Stated } from '../../domain/notice.ts';
import { NUMBER_ZH, numberEn, numbersInEn, numberZh } from '../dates/numbers.ts';
import { foldUnits } from '../document/fold-units.ts';
import { type Page, type Sentence, spanIn } from '../document/page.ts';

/** Words that tie a number to an earlier list, not to this one. */
const EARLIER =
  '整改的 通报的 公布的 发布的 中的 中, 此前 曾 针对 对于 前期 previously earlier formerly instance example'.split(
    ' ',
  );
const THIS_ONE = /此次|本次|本批|此批|这是|该批|[为系]今年|为20\d\d年/u;

interface BatchReading {
  readonly batch: BatchNumber;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/**
 * The number of the list in its year and over all years. Titles count first, then annex titles and sentences that say
 * "this is"; a number of an earlier list, or several different ones, give none.
 */
export function batchOf(page: Page): Stated<BatchNumber> | null {
  const isTitle = (one: Sentence) => one.place === 'title' || /^\W{0,6}(?:附件|附:)/u.test(one.text);
  const given: Sentence = {
    raw: page.title,
    text: foldUnits(page.title),
    start: -1,
    place: 'title',
    paragraph: -1,
  };
  const titled = firstBatch(page.sentences.filter(isTitle)) ?? firstBatch([given]);
  const rest = stableBatch(page.sentences.filter((one) => !isTitle(one)));
  const completes =
    titled !== null &&
    rest !== null &&
    (titled.rule === 'batch.zh.series'
      ? titled.value.total === rest.value.yearly
      : page.language === 'en' && titled.value.total === null && titled.value.yearly === rest.value.yearly);
  return completes ? rest : (titled ?? rest);
}

function firstBatch(sentences: readonly Sentence[]): Stated<BatchNumber> | null {
  for (const sentence of sentences) {
    const reading = batchIn(sentence.text);
    if (reading !== null) return statedIn(sentence, reading);
  }
  return null;
}

/** The batch of running text: none where sentences give different numbers, unless one of the lead says "has published its 6th list". */
function stableBatch(sentences: readonly Sentence[]): Stated<BatchNumber> | null {
  const found = sentences.flatMap((sentence) => {
    const reading = batchIn(sentence.text);
    return reading === null || isEarlier(sentence.text, reading) ? [] : [{ sentence, reading }];
  });
  const first = found[0];
  if (first === undefined) return null;
  const agrees = found.every(({ reading }) => isSameBatch(reading.batch, first.reading.batch));
  const isPublished =
    first.sentence.place === 'lead' && IS_THIS.test(before(first.sentence.text, first.reading));
  return agrees || isPublished ? statedIn(first.sentence, first.reading) : null;
}

const statedIn = (sentence: Sentence, { batch, start, end, rule }: BatchReading): Stated<BatchNumber> => ({
  value: batch,
  span: spanIn(sentence, start, end),
  rule,
});

function isEarlier(text: string, { start, end }: BatchReading): boolean {
  const around = text.slice(Math.max(0, start - 16), end + 8).toLowerCase();
  return EARLIER.some((one) => around.includes(one)) && !THIS_ONE.test(text);
}

function isSameBatch(one: BatchNumber, other: BatchNumber): boolean {
  const same = (a: number | null, b: number | null) => a === null || b === null || a === b;
  return same(one.yearly, other.yearly) && same(one.total, other.total);
}

const batchIn = (text: string) => zhBatch(text) ?? enBatch(text);

const OF_YEAR = /(?:20\d\d ?年度?|今年|年内|本年度?)[^。;,第]{0,6}第/u;
/** "第八批", "第1、2批": the last number counts. */
const NUMBERED = new RegExp(`第 ?(?:${NUMBER_ZH}[、和及至-](?:批、?第)?){0,3}(${NUMBER_ZH}) ?[批期]`, 'u');
const TOTAL = new RegExp(`(?:总第 ?|总(?=\\d))(${NUMBER_ZH}) ?[批期]?`, 'u');
const FIRST_OF_YEAR = /(?:20\d\d ?年度?|今年|年内|本年度?)[^。;,第]{0,6}首[批期]/u;
/** Not of orders or tests before the list: "发出第一批整改通知". */
const NO_LIST = /^(?:整改通知|次|检测|抽[查测]|监测|责令)/u;

function zhBatch(text: string): BatchReading | null {
  const total = TOTAL.exec(text);
  const overall = total === null ? null : numberZh(total[1]!) || null;
  const ofYear = OF_YEAR.exec(text);
  const numbered = NUMBERED.exec(ofYear === null ? text : text.slice(ofYear.index + ofYear[0].length - 1));
  const first = FIRST_OF_YEAR.exec(text);
  const yearly =
    first !== null ? 1 : ofYear !== null && numbered !== null ? numberZh(numbered[1]!) || null : null;
  if (yearly === null && overall === null) {
    if (ofYear !== null || numbered === null || NO_LIST.test(text.slice(numbered.index + numbered[0].length)))
      return null;
    const start = numbered.index;
    const number = numberZh(numbered[1]!);
    return number === null
      ? null
      : {
          batch: { yearly: null, total: number },
          start,
          end: start + numbered[0].length,
          rule: 'batch.zh.series',
        };
  }
  const start = Math.min(...[first?.index, ofYear?.index, total?.index].filter((one) => one !== undefined));
  const ends = [
    first === null ? 0 : first.index + first[0].length,
    total === null ? 0 : total.index + total[0].length,
    ofYear === null || numbered === null
      ? 0
      : ofYear.index + ofYear[0].length - 1 + numbered.index + numbered[0].length,
  ];
  return { batch: { yearly, total: overall }, start, end: Math.max(...ends), rule: 'batch.zh' };
}

const LIST = '(?:batch|list|round|cluster|group|set|notice|announcement|wave|blacklist)';
const OF_LIST = new RegExp(`^ (?:[a-z-]{1,14} ){0,2}?${LIST}\\b`, 'iu');
const OF_YEAR_EN = /^ (?:such )?(?:of|in|this) (?:the |this )?(?:year|20\d\d)\b/iu;
const OVERALL = new RegExp(`^(?: ${LIST})? (?:overall|in total|since)\\b`, 'iu');
const TOTAL_EN = /\b(?:total of|total(?: batch| number)?(?: no\.?)?) (\d{1,3})\b/iu;
const THIS_YEAR = /\bthis year\b|\bof (?:the year|20\d\d)\b|\bin 20\d\d\b|\byear's\b/iu;
/** "It is the second batch of its kind", "published the 17th batch of apps": the number of this list over all years. */
const IS_THIS =
  /\b(?:this|it|that|list|notice|batch|[a-z]{3,9}(?:ed|es|s)|latest,?)(?: is| was)? (?:the |its |a |new ){0,3}$/iu;
const FROM_EARLIER = /\b(?:named|listed|included|identified|flagged|appeared) (?:in|on) (?:the|its|an?) $/iu;

const before = (text: string, { start }: { start: number }) => text.slice(Math.max(0, start - 40), start);

function enBatch(text: string): BatchReading | null {
  const numbers = numbersInEn(text).map((one) => ({ ...one, behind: text.slice(one.end, one.end + 60) }));
  const nth = numbers.filter(
    (one) => one.ordinal && OF_LIST.test(one.behind) && !FROM_EARLIER.test(before(text, one)),
  );
  if (new Set(nth.map((one) => one.value)).size > 1) return null;
  const total =
    numbers.find((one) => OVERALL.test(one.behind))?.value ?? numberEn(TOTAL_EN.exec(text)?.[1] ?? '');
  const inYear = THIS_YEAR.test(text);
  const first =
    nth[0] ??
    (total === null ? undefined : numbers.find((one) => one.ordinal && OF_YEAR_EN.test(one.behind)));
  if (first === undefined) return null;
  const { value, start, end } = first;
  if (!inYear && total === null && !IS_THIS.test(before(text, first))) return null;
  const batch = { yearly: inYear ? value : null, total: total ?? (inYear ? null : value) };
  return { batch, start, end, rule: 'batch.en' };
}
