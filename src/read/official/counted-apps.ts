import { NUMBER_ZH, numbersInEn, numberZh } from '../dates/numbers.ts';
import type { Sentence } from '../document/page.ts';

const ZH = new RegExp(`(?<!\\d)(${NUMBER_ZH})\\s?余?[款个]([^,。;、\\d]{0,30})`, 'gu');
const EN = /^ (?:[\w-]{1,20} ){0,3}?(?:apps?|applications|mini.?programs?|SDKs?)\b/iu;
/** What a number of apps counts, within the words behind it. */
const COUNTED = ['app', '应用', '小程序', 'sdk', '软件', '产品', '终端', '程序'];
/** A number of apps in a sentence; offsets in it. */
export interface CountedApps {
  readonly count: number;
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

const MOST = 5000;

/** Numbers of apps that a sentence states. */
export function countsIn(sentence: Sentence): CountedApps[] {
  const found: CountedApps[] = [];
  const push = (match: RegExpExecArray, count: number | null, length: number) => {
    if (count !== null && count <= MOST)
      found.push({ count, sentence, start: match.index, end: match.index + length });
  };
  for (const match of sentence.text.matchAll(ZH)) {
    const behind = match[2]!.toLowerCase();
    const ends = COUNTED.flatMap((one) => {
      const at = behind.indexOf(one);
      return at < 0 ? [] : [at + one.length];
    });
    if (ends.length > 0)
      push(match, numberZh(match[1]!), match[0].length - behind.length + Math.min(...ends));
  }
  for (const { start, end, value } of numbersInEn(sentence.text)) {
    const apps = EN.exec(sentence.text.slice(end, end + 80));
    if (apps !== null && value <= MOST)
      found.push({ count: value, sentence, start, end: end + apps[0].length });
  }
  return found;
}
