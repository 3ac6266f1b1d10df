import type { BatchNumber, Stated } from '../../domain/notice.ts';
import { NUMBER_ZH, numbersInEn, numberZh } from '../dates/numbers.ts';
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
  const { title } = page;
  const given = { raw: title, text: foldUnits(title), start: -1, place: 'title' } as const;
  const titled = firstBatch([...page.sentences.filter(isTitle), given]);
  const rest = stableBatch(page.sentences.filter((one) => !isTitle(one)));
  // A headline gives the number of the series, the text that it is one of this year.
  const completes = titled?.rule === 'batch.zh.series' && titled.value.total === rest?.value.yearly;
  return completes ? rest : (titled ?? rest);
}

function firstBatch(sentences: readonly Sentence[]): Stated<BatchNumber> | null {
  for (const sentence of sentences) {
    const reading = batchIn(sentence.text);
    if (reading !== null) return statedIn(sentence, reading);
  }
  return null;
}

/** The batch of running text: none where sentences give different numbers. */
function stableBatch(sentences: readonly Sentence[]): Stated<BatchNumber> | null {
  const found = sentences.flatMap((sentence) => {
    const reading = batchIn(sentence.text);
    return reading === null || isEarlier(sentence.text, reading) ? [] : [{ sentence, reading }];
  });
  const [first] = found;
  const agrees = found.every(({ reading }) => isSameBatch(reading.batch, first!.reading.batch));
  return first !== undefined && agrees ? statedIn(first.sentence, first.reading) : null;
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

/** The year of a list in front of its number: "2021年第", "今年首批". */
const YEAR = /(?:20\d\d ?年度?|今年|年内|本年度?)[^。;,第首]{0,6}(?=第|首[批期])/u;
/** "第八批", "第1、2批": the last number counts; "首批" has none. */
const NUMBERED = new RegExp(
  `首[批期]|第 ?(?:${NUMBER_ZH}[、和及至-](?:批、?第)?){0,3}(${NUMBER_ZH}) ?[批期]`,
  'u',
);
const TOTAL = new RegExp(`(?:总第 ?|总(?=\\d))(${NUMBER_ZH}) ?[批期]?`, 'u');

function zhBatch(text: string): BatchReading | null {
  const total = TOTAL.exec(text);
  const year = YEAR.exec(text);
  const from = year === null ? 0 : year.index + year[0].length;
  const numbered = NUMBERED.exec(text.slice(from));
  const number = numbered?.[1] === undefined ? null : numberZh(numbered[1]) || null;
  const end = numbered === null ? 0 : from + numbered.index + numbered[0].length;
  if (year === null && total === null)
    return numbered === null || number === null
      ? null
      : { batch: { yearly: null, total: number }, start: numbered.index, end, rule: 'batch.zh.series' };
  const isFirst = numbered !== null && numbered[1] === undefined;
  const yearly = year === null ? null : isFirst ? 1 : number;
  const overall = total === null ? null : numberZh(total[1]!) || null;
  if (yearly === null && overall === null) return null;
  return {
    batch: { yearly, total: overall },
    start: Math.min(year?.index ?? text.length, total?.index ?? text.length),
    end: Math.max(yearly === null ? 0 : end, total === null ? 0 : total.index + total[0].length),
    rule: 'batch.zh',
  };
}

const LIST = '(?:batch|list|round|cluster|group|set|notice|announcement|wave|blacklist)';
const OF_LIST = new RegExp(`^ (?:[a-z-]{1,14} ){0,2}?${LIST}\\b`, 'iu');
const THIS_YEAR = /\bthis year\b|\bof (?:the year|20\d\d)\b|\bin 20\d\d\b|\byear's\b/iu;
/** "It is the second batch of its kind", "published the 17th batch of apps": the number of this list over all years. */
const IS_THIS =
  /\b(?:this|it|that|list|notice|batch|[a-z]{3,9}(?:ed|es|s)|latest,?)(?: is| was)? (?:the |its |a |new ){0,3}$/iu;
/** An earlier list that the apps of this one stood on. */
const FROM_EARLIER = /\b(?:named|listed|included|identified|flagged|appeared) (?:in|on) (?:the|its|an?) $/iu;

const before = (text: string, { start }: { start: number }) => text.slice(Math.max(0, start - 40), start);

function enBatch(text: string): BatchReading | null {
  const lists = numbersInEn(text).filter(
    (one) => one.ordinal && OF_LIST.test(text.slice(one.end, one.end + 60)),
  );
  const [first] = lists;
  if (first === undefined || lists.some((one) => one.value !== first.value)) return null;
  const { value, start, end } = first;
  const inYear = THIS_YEAR.test(text);
  const front = before(text, first);
  if (FROM_EARLIER.test(front) || (!inYear && !IS_THIS.test(front))) return null;
  return {
    batch: { yearly: inYear ? value : null, total: inYear ? null : value },
    start,
    end,
    rule: 'batch.en',
  };
}
