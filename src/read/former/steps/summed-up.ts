import type { CalendarDate } from '../../../domain/time.ts';
import type { Page, Sentence } from '../page.ts';
import { givesList } from './kinds-of-page.ts';
import { type Mark, marksIn } from './marks.ts';
import { clauseAt, marksOf, type Scene, type Setting, type Step } from './step.ts';

/** "2020年，网信系统依法约谈…": a year that a clause begins with, and that no month, batch or campaign goes on with. */
const YEAR =
  /(?:^|[,;:\s]|获悉,?|介绍,?|在)(20\d\d)年(?:全年|全年度|度|间|期间|以来)?(?=,|(?:全国|各地|各级|全省|全市|我国|我[省市局部]|共|累计|中国)|\p{Script=Han}{2,14}(?:系统|部门|机关|[局部办委会])(?!\p{Script=Han}{0,16}第))/gu;

/** The past year that the words in front of a wording sum up, or null. What names a day besides is no sum of a year. */
function pastYearBefore(text: string, at: number, published: CalendarDate | null): string | null {
  if (published === null) return null;
  const before = text.slice(0, at);
  const year = [...before.matchAll(YEAR)].at(-1);
  if (year === undefined || Number(year[1]) >= Number(published.slice(0, 4))) return null;
  return /\d{1,2}月(?:\d{1,2}[日号])?/u.test(before.slice(year.index))
    ? null
    : year[0].replace(/^[,;:\s]/u, '');
}

/** The year of the pieces in front that only a semicolon parts from a sentence. */
function yearGoneOnWith(sentence: Sentence, page: Page, published: CalendarDate | null): string | null {
  const all = page.sentences;
  for (let at = all.indexOf(sentence) - 1; at >= 0; at -= 1) {
    const before = all[at]!;
    if (before.paragraph !== sentence.paragraph || !before.text.endsWith(';')) return null;
    const year = pastYearBefore(before.text, before.text.length, published);
    if (year !== null) return year;
  }
  return null;
}

/** Names in a row in front of a number, such as "甲、乙、丙等32款": who was found, and no mere total. */
const NAMES = /[^,。;:、\s]{1,16}、[^,。;:、]{1,16}等\s?\d+\s?[款家个]/u;
const OF_PERIOD = /季度|上半年|下半年|^\d{1,2}月/u;

/** A total of a quarter that tells whom it is about is what the authority makes public of that quarter. */
function namesWhom({ sentence }: Scene, total: Mark): boolean {
  return OF_PERIOD.test(sentence.text.slice(total.start, total.end)) && NAMES.test(sentence.text);
}

/** "今年以来共查处5200余件,罚没6.1亿元": what goes on behind the comma is a total too. */
const SUMS = /^[^,。;]{0,12}(?:共|累计|总计)[^,。;]{0,30}\d/u;
const THIS_TIME = /[此本这]次|今[日天]|昨[日天]|近日|日前|当[日天]/u;

/** "今年以来" sums up where the wording counts (已, 共, 先后), not where it only dates what led to a new step. */
function counts(scene: Scene, since: Mark, step: Mark): boolean {
  const { text } = scene.sentence;
  const [start, end] = clauseAt(text, step.start);
  if (SUMS.test(text.slice(since.end)) && !THIS_TIME.test(text.slice(start, end))) return true;
  return (
    since.start >= start ||
    /共|累计|已|先后|多次|总计|均/u.test(text.slice(Math.max(since.end, start), step.start))
  );
}

/** In a headline a total that a part of its own tells behind the step: "某办约谈某网 今年已累计罚款900万元". */
function isBehind({ place, text }: Sentence, total: Mark, step: Mark): boolean {
  return place === 'title' && /[\s,;:!?|]/u.test(text.slice(step.end, Math.max(step.end, total.start)));
}

const AMONG_THOSE =
  /\b(?:among|one of|some of) (?:those|the (?:companies|firms|apps|platforms)) (?:that were )?(?:penali[sz]ed|fined|named|removed|punished|summoned|hit)\b/iu;

/** "It closed 175 cases last year. A and B were among those fined": of a total told right before. */
function ofTotal(sentence: Sentence, page: Page): string | null {
  const words = page.language === 'en' ? AMONG_THOSE.exec(sentence.text) : null;
  const before = page.sentences[page.sentences.indexOf(sentence) - 1];
  if (words === null || before === undefined) return null;
  return marksIn(before, page).some((one) => one.role === 'statistics') ? words[0] : null;
}

/** Totals over time: of earlier steps, not of a new one. */
export function summedUp(
  { scene, mark, type }: Step,
  { page, official, published, cases }: Setting,
): { code: 'statistics'; because: string } | null {
  if (official && givesList(scene.sentence, page)) return null;
  const those = ofTotal(scene.sentence, page);
  if (those !== null) return { code: 'statistics', because: those };
  const { text, raw } = scene.sentence;
  const isDecision = cases || type === 'merger-fined' || type === 'rule-enacted' || type === 'rule-proposed';
  const year = isDecision
    ? null
    : (pastYearBefore(text, mark.start, published) ?? yearGoneOnWith(scene.sentence, page, published));
  if (year !== null) return { code: 'statistics', because: year };
  const total = marksOf(scene, 'statistics').find(
    (one) =>
      !isBehind(scene.sentence, one, mark) &&
      !(type === 'named' && namesWhom(scene, one)) &&
      (!/以来$/u.test(raw.slice(one.start, one.end)) || counts(scene, one, mark)),
  );
  return total ? { code: 'statistics', because: raw.slice(total.start, total.end) } : null;
}
