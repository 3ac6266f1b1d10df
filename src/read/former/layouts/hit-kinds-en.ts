import type { ActionType } from '../../../domain/notice.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { setBefore } from '../steps/recall-en.ts';
import type { Scene } from '../steps/step.ts';
import { isCompanyStep } from './entities.ts';

/** Steps that hit apps; where a page tells none of them, names of its lists are companies. */
const APP_STEPS: ReadonlySet<ActionType> = new Set([
  'named',
  'removed-from-stores',
  'banned',
  'registration-suspended',
  'review-opened',
]);
const COMPANIES = /\b(?:compan(?:y|ies)|firms?|entit(?:y|ies)|manufacturers?|makers?)\b/iu;

/** Whether a page is about companies: fined or summoned, or put on a list of companies that names no apps. */
export function isAboutFirms(steps: StepReading): boolean {
  const types = steps.taken.map((one) => one.type);
  if (types.some(isCompanyStep) && !types.some((one) => APP_STEPS.has(one))) return true;
  if (types.some(isCompanyStep) && steps.taken.every(hitsNoApp)) return true;
  const told = steps.taken.map((one) => one.scene.sentence.text).join(' ');
  return (
    COMPANIES.test(told) && !/\b(?:apps?|mini-programs?|games?|software|platforms?|services?)\b/iu.test(told)
  );
}

/** A step against firms, or a sentence that only goes on with their list: "others on the list are …". */
function hitsNoApp({ type, scene }: StepReading['taken'][number]): boolean {
  return (
    !APP_STEPS.has(type) ||
    (type === 'named' && !/\b(?:apps?|mini-programs?|games?|software)\b/iu.test(scene.sentence.text))
  );
}

const NEWS =
  /\b(?:launch|releas|announc|report|rais|plan|open|sign|hir|sa(?:y|id)|post|unveil|start|buy|sell|invest|govern|declin|respond|welcom)\w*\b|\b(?:both|all|each) (?:use|hold|own|back)s?\b|\b(?:holds?|owns?) (?:an? )?(?:\w+ )?stakes?\b/iu;

/** In a headline of several news between semicolons ("A launches …; B is fined …"), those in which no step is told; and what a sentence sets in front of its step ("After A was fined, …"). */
export function isOtherNews(at: number, scene: Scene, steps: StepReading): boolean {
  const { text } = scene.sentence;
  const own = steps.taken.filter((one) => one.scene === scene);
  if (at < setBefore(text) && own.length > 0 && own.every(({ mark }) => mark.start >= setBefore(text)))
    return true;
  if (!text.includes(';')) return false;
  const start = text.lastIndexOf(';', at) + 1;
  const end = text.indexOf(';', at) < 0 ? text.length : text.indexOf(';', at);
  const isTold = own.some(({ mark }) => start <= mark.start && mark.start < end);
  return !isTold && NEWS.test(text.slice(start, end));
}

const OFFENCE =
  / (?:for|over) (?:(?:allegedly|illegally|repeatedly|reportedly) )?(?:[a-z]+ing|its|their|the|an?|not|failure|alleged)\b/u;

/** Behind "for doing …" of a fine or summons that has named somebody: whom the offence was about, not who is hit. */
export function isInOffence(at: number, scene: Scene, named: readonly { end: number }[]): boolean {
  const { text } = scene.sentence;
  const offence = OFFENCE.exec(text);
  if (offence === null || at < offence.index + offence[0].length) return false;
  const between = text.slice(offence.index, at);
  return (
    [...scene.known, ...named].some((one) => one.end <= offence.index) &&
    !/;|, (?:and |while )?(?:it|they|also|while|ordered|fined|summoned|named)\b/u.test(between)
  );
}
