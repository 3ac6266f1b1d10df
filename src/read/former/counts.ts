import type { Notice } from '../../domain/notice.ts';
import { NUMBER_EN, NUMBER_ZH, numberEn, numberZh } from '../dates/numbers.ts';
import { type Sentence, spanIn } from './page.ts';
import type { StepReading } from './steps/find-steps.ts';

const WHAT_ZH =
  '(?:App|APP|款?应用|小程序|SDK|移动应用|应用软件|应用程序|软件|产品|移动互联网应用|智能终端|终端)';
const ZH = new RegExp(`(?<!\\d)(${NUMBER_ZH})\\s?[款个](?:[^,。;、\\d]{0,18}?)${WHAT_ZH}`, 'giu');
const EN = new RegExp(
  `\\b(${NUMBER_EN}) (?:\\w+[- ]){0,3}?(?:apps?|applications|mini.?programs?|SDKs?)\\b`,
  'giu',
);
const PARTIAL = /涉及|分别|其中|此前|曾|累计|检测|抽测|已完成|完成整改的|通报了/u;

/**
 * The headline number of censured apps: the number of the title, else that of the last sentence of a new step that says
 * how many are still at fault. Several numbers in the sentences of steps that the total is the sum of are parts.
 */
export function countsOf(steps: StepReading): Notice['counts'] {
  const told = steps.taken.map((one) => one.scene.sentence);
  const all = steps.scenes.map((one) => one.sentence).filter((one, at, list) => list.indexOf(one) === at);
  const title = all.filter((one) => one.place === 'title').flatMap(numbersIn);
  const body = all
    .filter(
      (one) =>
        one.place !== 'title' && (told.includes(one) || /尚有|仍有|共(?:发现|有|计)|发现/u.test(one.text)),
    )
    .flatMap(numbersIn);
  const remaining = body.filter((one) =>
    /尚有|仍有|发现/u.test(one.sentence.text.slice(Math.max(0, one.start - 8), one.start)),
  );
  const free = body.filter(
    (one) => !PARTIAL.test(one.sentence.text.slice(Math.max(0, one.start - 10), one.start)),
  );
  const main = sumOfTitle(title) ?? (remaining.length > 0 ? remaining.at(-1) : undefined) ?? free[0];
  const parts = main === undefined || remaining.length < 2 ? [] : remaining;
  const sum = parts.reduce((total, one) => total + one.count, 0);
  const isSum = title.length === 0 ? parts.length > 1 : sum === main?.count;
  return {
    totals: [],
    apps:
      main === undefined
        ? null
        : {
            value: title.length === 0 && isSum ? sum : main.count,
            span: spanIn(main.sentence, main.start, main.end),
            rule: main.sentence.place === 'title' ? 'count.title' : 'count.sentence',
          },
    parts: isSum
      ? parts.map((one) => ({
          name: one.sentence.raw.slice(one.start, one.end),
          count: one.count,
          span: spanIn(one.sentence, one.start, one.end),
        }))
      : [],
  };
}

interface Counted {
  readonly count: number;
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

function sumOfTitle(title: readonly Counted[]): Counted | undefined {
  const first = title[0];
  const second = title[1];
  if (first === undefined || second === undefined || first.sentence !== second.sentence) return first;
  const between = first.sentence.text.slice(first.end, second.start);
  return /^[和及与、]$/u.test(between.trim())
    ? { ...first, count: first.count + second.count, end: second.end }
    : first;
}

function numbersIn(sentence: Sentence): Counted[] {
  const found: Counted[] = [];
  for (const match of sentence.text.matchAll(ZH)) push(found, sentence, match, numberZh(match[1]!));
  for (const match of sentence.text.matchAll(EN)) push(found, sentence, match, numberEn(match[1]!));
  return found;
}

function push(found: Counted[], sentence: Sentence, match: RegExpExecArray, count: number | null): void {
  if (count === null || count > 5000) return;
  found.push({ count, sentence, start: match.index, end: match.index + match[0].length });
}
