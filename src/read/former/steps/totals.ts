import type { Page, Sentence } from '../page.ts';
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

const COUNTED = /\b\d[\d,]* (?:[\w-]+ ){0,3}(?:apps|applications|platforms|websites|companies|firms)\b/iu;
/** The months that a press conference or report sums up. */
const PERIOD =
  /\b(?:first|last|past|previous) (?:half|(?:two|three|six|nine|ten|eleven|\d+)[- ](?:quarters|months))\b|\b(?:year to date|year so far|full[- ]year|half[- ]year|whole (?:of the )?year)\b/iu;
const FRESH = /近日|日前|近期|昨[日天]|今[日天]|当[日天]|\d{1,2}月\d{1,2}日/u;
const TYPES = 2;

/** A headline of a campaign that goes on, above a first sentence of totals: what it tells besides was done in its course. */
const isOfCampaign = (page: Page) =>
  page.sentences.some(
    (one) => one.place === 'title' && marksIn(one, page).some((mark) => mark.role === 'campaign'),
  );
const isCounting = (sentence: Sentence, page: Page) =>
  marksIn(sentence, page).filter((mark) => mark.role === 'statistics').length > 1;

/**
 * An English article whose counted headline alone tells a step and that opens with a period summed up, or a Chinese one that opens with totals of several kinds, or whose headline alone tells a step while its first sentences
 * are about statistics: what it tells besides is no news, unless a sentence dates it.
 */
export function tellsTotals(taken: readonly Step[], refused: readonly RefusedStep[], page: Page): boolean {
  if (taken.length === 0) return false;
  const leads = page.sentences.filter((one) => one.place === 'lead');
  if (page.language === 'en')
    return (
      taken.every((one) => isTitle(one) && COUNTED.test(one.scene.sentence.text)) &&
      leads.some((one) => PERIOD.test(one.text))
    );
  if (taken.every(isTitle))
    return leads.some((one) => marksIn(one, page).some((mark) => mark.role === 'statistics'));
  const first = leads.find((one) => /[,。]/u.test(one.text));
  if (first !== undefined && isOfCampaign(page) && isCounting(first, page))
    return taken.every((one) => !isTitle(one) && !FRESH.test(one.scene.sentence.text));
  const summed = refused.filter((one) => one.code === 'statistics' && one.step.scene.sentence === first);
  const types = new Set(summed.map((one) => one.step.type));
  return types.size >= TYPES && taken.every((one) => !isTitle(one) && !FRESH.test(one.scene.sentence.text));
}
