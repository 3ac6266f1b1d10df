import type { Page } from '../page.ts';
import { marksIn } from './marks.ts';
import type { RefusedStep } from './reasons.ts';
import type { Step } from './step.ts';

const isTitle = (step: Step) => step.scene.sentence.place === 'title';
const bareText = ({ scene }: Step) => scene.sentence.text.replace(/\s/gu, '');
const numberOf = (step: Step) => /\d+余?[款家]/u.exec(bareText(step))?.[0] ?? null;

/** Sentences that state totals over time. */
function totalsOf(refused: readonly RefusedStep[]): string[] {
  return refused
    .filter((one) => one.code === 'statistics' && one.step.scene.sentence.place !== 'title')
    .map((one) => bareText(one.step));
}

/** A number that the article states as a total over time: the headline's "下架377款" of "累计…下架377款". */
function isTotal(step: Step, totals: readonly string[]): boolean {
  const number = numberOf(step);
  return number !== null && totals.some((one) => new RegExp(`(?<!\\d)${number}`, 'u').test(one));
}

/** A headline whose number, and every number of its article, the article states as a total over time. */
export function isOnlyTotals(taken: readonly Step[], refused: readonly RefusedStep[]): boolean {
  const totals = totalsOf(refused);
  return (
    taken.some(isTitle) &&
    taken.every((one) =>
      isTitle(one) ? isTotal(one, totals) : numberOf(one) === null || isTotal(one, totals),
    )
  );
}

const FRESH = /近日|日前|近期|昨[日天]|今[日天]|当[日天]|\d{1,2}月\d{1,2}日/u;
const TYPES = 2;

/**
 * A Chinese article that opens with totals of several kinds, or whose headline alone tells a step while its first sentences
 * are about statistics: what it tells besides is no news, unless a sentence dates it.
 */
export function tellsTotals(taken: readonly Step[], refused: readonly RefusedStep[], page: Page): boolean {
  if (page.language !== 'zh' || taken.length === 0) return false;
  const leads = page.sentences.filter((one) => one.place === 'lead');
  if (taken.every(isTitle))
    return leads.some((one) => marksIn(one, page).some((mark) => mark.role === 'statistics'));
  const first = leads.find((one) => /[,。]/u.test(one.text));
  const summed = refused.filter((one) => one.code === 'statistics' && one.step.scene.sentence === first);
  const types = new Set(summed.map((one) => one.step.type));
  return types.size >= TYPES && taken.every((one) => !isTitle(one) && !FRESH.test(one.scene.sentence.text));
}
