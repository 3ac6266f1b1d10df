import type { BatchNumber, Stated } from '../../domain/notice.ts';
import { NUMBER_ZH, numberEn, numberZh, ORDINAL_EN } from '../dates/numbers.ts';
import { foldUnits } from '../document/fold-units.ts';
import { type Page, type Sentence, spanIn } from './page.ts';

/** Words that tie a number to an earlier list, not to this one. */
const EARLIER = /(?:整改的|通报的|公布的|发布的|中的|中,|此前|曾|针对|对于|前期)/u;
const EARLIER_EN = /\b(?:previously|earlier|for (?:instance|example)|formerly|before that)\b/iu;
const THIS_ONE = /(?:此次|本次|本批|此批|这是|该批|为今年|系今年|为20\d\d年)/u;

interface Reading {
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
  const title = page.sentences.filter((one) => one.place === 'title' || /^\W*(?:附件|附:)/u.test(one.text));
  const rest = inSentences(
    page.sentences.filter((one) => !title.includes(one)),
    true,
  );
  const titled = inSentences(title, false) ?? inSentences(givenTitle(page), false);
  const completes =
    titled !== null &&
    rest !== null &&
    (page.language === 'en'
      ? titled.value.total === null && titled.value.yearly === rest.value.yearly
      : titled.rule === 'batch.zh.series' && titled.value.total === rest.value.yearly);
  return completes ? rest : (titled ?? rest);
}

/** The title of the list or feed may hold the number that the page's own heading leaves out. */
function givenTitle(page: Page): Sentence[] {
  const text = foldUnits(page.title);
  return [{ raw: page.title, text, start: -1, place: 'title', paragraph: -1 }];
}

function inSentences(sentences: readonly Sentence[], careful: boolean): Stated<BatchNumber> | null {
  const found: { reading: Reading; sentence: Sentence }[] = [];
  for (const sentence of sentences) {
    const reading = readZh(sentence.text) ?? readEn(sentence.text);
    if (reading === null) continue;
    const around = sentence.text.slice(Math.max(0, reading.start - 16), reading.end + 8);
    if (careful && EARLIER.test(around) && !THIS_ONE.test(sentence.text)) continue;
    if (careful && EARLIER_EN.test(sentence.text.slice(0, reading.start))) continue;
    found.push({ reading, sentence });
  }
  const first = found[0];
  if (first === undefined) return null;
  const differs = found.some(({ reading }) => !agree(reading.batch, first.reading.batch));
  // "has published its 6th list of 2021" in the lead is this one, whatever list is told of below.
  const isPublished =
    first.sentence.place === 'lead' && IS_THIS.test(first.sentence.text.slice(0, first.reading.start));
  if (differs && careful && !isPublished) return null;
  const { batch, start, end, rule } = first.reading;
  return { value: batch, span: spanIn(first.sentence, start, end), rule };
}

function agree(one: BatchNumber, other: BatchNumber): boolean {
  const same = (a: number | null, b: number | null) => a === null || b === null || a === b;
  return same(one.yearly, other.yearly) && same(one.total, other.total);
}

const YEARLY = new RegExp(
  `(?:20\\d\\d ?年(?:度)?|今年(?:以来)?的?|年内|本年度?)[^。;,第]{0,6}(?:第 ?(?:(?:${NUMBER_ZH})(?:[、和及至-]|批、?第)){0,3}(${NUMBER_ZH}) ?|(首))[批期]`,
  'u',
);
const TOTAL = new RegExp(`(?:总第 ?|总(?=\\d))(${NUMBER_ZH}) ?[批期]?`, 'u');
/** Not of orders or tests before the list: "发出第一批整改通知". */
const SERIES = new RegExp(`第 ?(${NUMBER_ZH}) ?批(?!整改通知|次|检测|抽[查测]|监测|责令)`, 'u');

function readZh(text: string): Reading | null {
  const yearly = YEARLY.exec(text);
  const total = TOTAL.exec(text);
  if (yearly === null && total === null) {
    const series = SERIES.exec(text);
    if (series === null) return null;
    const number = numberZh(series[1]!);
    return number === null
      ? null
      : {
          batch: { yearly: null, total: number },
          start: series.index,
          end: series.index + series[0].length,
          rule: 'batch.zh.series',
        };
  }
  const inYear = yearly === null ? null : yearly[2] ? 1 : numberZh(yearly[1]!);
  const overall = total === null ? null : numberZh(total[1]!);
  if (!inYear && !overall) return null;
  const first = yearly ?? total!;
  const last = total !== null && total.index >= first.index ? total : first;
  return {
    batch: { yearly: inYear || null, total: overall || null },
    start: first.index,
    end: last.index + last[0].length,
    rule: 'batch.zh',
  };
}

const LIST = '(?:batch|list|round|cluster|group|set|notice|announcement|wave|blacklist)';
const NUMBERED = new RegExp(
  `\\b(${ORDINAL_EN}) (?:such |rectification |public |naming |\\w+ ){0,2}?${LIST}\\b([^.;]{0,60})`,
  'giu',
);
/** "Bulletin 2026 Batch 3 (Total Batch 56)". */
const OF_BULLETIN =
  /\b(20\d\d),? (?:batch|list|issue) (?:no\.? ?)?(\d+)\b(?:\W{1,3}total (?:batch )?(?:no\.? ?)?(\d+))?/iu;
const PLAIN = /\bbatch (?:no\.? ?|number )?(\d+)\b(?: of (20\d\d))?/iu;
const OVERALL = new RegExp(
  `\\b(${ORDINAL_EN}|\\d+) (?:${LIST} )?(?:overall|in total|since (?:20\\d\\d|the campaign))|\\b(?:with )?(?:an? (?:overall )?total of|total(?: batch| number)?(?: no\\.?)?) (\\d+)(?=\\)| batches| in all)`,
  'iu',
);

/** "Numbered 7th of the year and 42nd in total": no word for the list between. */
const OF_YEAR = new RegExp(
  `\\b(${ORDINAL_EN}) (?:such )?(?:of|in|this) (?:the |this )?(?:year|20\\d\\d)\\b`,
  'iu',
);

/** "It is the second batch of its kind", "published the 17th batch of apps": the number of this list over all years. */
const IS_THIS =
  /\b(?:this|it|that|which|list|notice|batch) (?:is|was|marks|marked|being) (?:the |its |their |also the )?$|\b(?:publish|releas|issu|announc|unveil|disclos|circulat|post)\w* (?:the |its |a )?(?:latest,? |new )?$|\b(?:latest|newest),? (?:the )?$/iu;
const OF_APPS =
  /^(?: of)? (?:its kind|such |(?:\w+[ -]){0,3}(?:apps?|applications|mini-?programs|SDKs|software)\b)/iu;

function isThisList(text: string, match: RegExpExecArray): boolean {
  const named = match[0].slice(0, match[0].length - match[2]!.length);
  return (
    /\b(?:batch|list|blacklist|notice)$/iu.test(named) &&
    IS_THIS.test(text.slice(0, match.index)) &&
    (OF_APPS.test(match[2]!) || /^[^.;]{0,3}$/u.test(match[2]!))
  );
}

const FROM_EARLIER =
  /\b(?:named|listed|included|identified|flagged|appeared|called out) (?:in|on) (?:the|its|an?) $/iu;

function readEn(text: string): Reading | null {
  const matches = [...text.matchAll(NUMBERED)].filter(
    (match) => !FROM_EARLIER.test(text.slice(0, match.index)),
  );
  const numbers = new Set(matches.map((match) => numberEn(match[1]!)));
  if (
    numbers.size > 1 ||
    [...text.matchAll(new RegExp(`\\b(?:in|the) (?:the )?${ORDINAL_EN}\\b`, 'giu'))].length > 2
  )
    return null;
  const overall = OVERALL.exec(text);
  const match = matches[0];
  if (match !== undefined) {
    const number = numberEn(match[1]!);
    const inYear = /\bthis year\b|\bof (?:the year|20\d\d)\b|\bin 20\d\d\b|\byear's\b/iu.test(text);
    if (number === null) return null;
    if (!inYear && overall === null && !isThisList(text, match)) return null;
    return {
      batch: {
        yearly: inYear ? number : null,
        total: overall !== null ? numberEn((overall[1] ?? overall[2])!) : inYear ? null : number,
      },
      start: match.index,
      end: match.index + match[0].length - match[2]!.length,
      rule: 'batch.en',
    };
  }
  const ofYear = OF_YEAR.exec(text);
  if (ofYear !== null && overall !== null) {
    return {
      batch: { yearly: numberEn(ofYear[1]!), total: numberEn((overall[1] ?? overall[2])!) },
      start: ofYear.index,
      end: overall.index + overall[0].length,
      rule: 'batch.en.of-year',
    };
  }
  const bulletin = OF_BULLETIN.exec(text);
  if (bulletin !== null) {
    const total = bulletin[3] === undefined ? null : Number(bulletin[3]);
    return {
      batch: { yearly: Number(bulletin[2]), total },
      start: bulletin.index,
      end: bulletin.index + bulletin[0].length,
      rule: 'batch.en.bulletin',
    };
  }
  const plain = PLAIN.exec(text);
  if (plain === null) return null;
  const yearly = plain[2] !== undefined || /this year/iu.test(text);
  return {
    batch: { yearly: yearly ? Number(plain[1]) : null, total: yearly ? null : Number(plain[1]) },
    start: plain.index,
    end: plain.index + plain[0].length,
    rule: 'batch.en.plain',
  };
}
