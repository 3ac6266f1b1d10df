import type { Notice } from '../../domain/notice.ts';
import { spanIn } from '../document/page.ts';
import { type CountedApps, countsIn } from './counted-apps.ts';
import type { DocumentContext } from './document-context.ts';
import { totalsOf } from './totals.ts';

/** Words in front of a number that is a part or one of another list. */
const PARTIAL = [
  '涉及',
  '分别',
  '其中',
  '此前',
  '曾',
  '累计',
  '检测',
  '抽测',
  '已完成',
  '完成整改的',
  '通报了',
];
const REMAINING = ['尚有', '仍有', '发现'];

const before = ({ sentence, start }: CountedApps, size: number) =>
  sentence.text.slice(Math.max(0, start - size), start);
const has = (text: string, words: readonly string[]) => words.some((one) => text.includes(one));

/**
 * The headline number of censured apps: the number of the title, else that of the last sentence of a new step that says
 * how many are still at fault. Several numbers in the sentences of steps that the total is the sum of are parts.
 */
export function countsOf(context: DocumentContext): Notice['counts'] {
  const { apps, parts } = headlineCount(context);
  return {
    apps,
    parts,
    totals: totalsOf(context, context.actions.length === 0 ? null : (apps?.value ?? null)),
  };
}

function headlineCount({
  page,
  actions,
  rejected,
}: DocumentContext): Pick<Notice['counts'], 'apps' | 'parts'> {
  const acting = new Set(actions.map((one) => one.sentence));
  const title = page.sentences.filter((one) => one.place === 'title').flatMap(countsIn);
  const body = page.sentences
    .filter(
      (one) =>
        one.place !== 'title' &&
        rejected.get(one) !== 'statistics' &&
        (acting.has(one) || /尚有|仍有|共(?:发现|有|计)|发现/u.test(one.text)),
    )
    .flatMap(countsIn);
  const remaining = body.filter((one) => has(before(one, 8), REMAINING));
  const free = body.filter((one) => !has(before(one, 10), PARTIAL));
  const main = sumOfTitle(title) ?? remaining.at(-1) ?? free[0];
  if (main === undefined) return { apps: null, parts: [] };
  const parts = remaining.length < 2 ? [] : remaining;
  const sum = parts.reduce((total, one) => total + one.count, 0);
  const isSum = title.length === 0 ? parts.length > 1 : sum === main.count;
  return {
    apps: {
      value: title.length === 0 && isSum ? sum : main.count,
      span: spanIn(main.sentence, main.start, main.end),
      rule: main.sentence.place === 'title' ? 'count.title' : 'count.sentence',
    },
    parts: (isSum ? parts : []).map((one) => ({
      name: one.sentence.raw.slice(one.start, one.end),
      count: one.count,
      span: spanIn(one.sentence, one.start, one.end),
    })),
  };
}

function sumOfTitle([first, second]: readonly CountedApps[]): CountedApps | undefined {
  if (first === undefined || second === undefined || first.sentence !== second.sentence) return first;
  const between = first.sentence.text.slice(first.end, second.start);
  return /^[和及与、]$/u.test(between.trim())
    ? { ...first, count: first.count + second.count, end: second.end }
    : first;
}
