import type { CalendarDate } from '../../domain/time.ts';
import { type DeadlineReading, deadlineIn } from '../dates/deadline.ts';
import type { Page, Sentence } from './page.ts';
import { END_OF_SERVICE } from './steps/confirm.ts';
import type { StepReading } from './steps/find-steps.ts';

/**
 * The deadline of a notice: from the sentences that order, those of an official notice that no reason refused, and in
 * English from later ones that say by which day to come the companies must act.
 */
export function deadlineOf(
  page: Page,
  steps: StepReading,
  published: CalendarDate | null,
): DeadlineReading | null {
  const past = new Set(
    steps.refused
      .filter(({ code }) => !['threat', 'name', 'law', 'own-account'].includes(code))
      .map((one) => one.step.scene.sentence),
  );
  const orders = new Set(
    steps.taken.filter((one) => one.type === 'rectification-ordered').map((one) => one.scene.sentence),
  );
  const told = new Set(steps.taken.map((one) => one.scene.sentence));
  const first = page.sentences.filter((one) => orders.has(one));
  const rest = page.sentences.filter(
    (one) => !orders.has(one) && (told.has(one) || (steps.official && !past.has(one))),
  );
  const found = deadlineIn([...first, ...rest], published);
  if (page.language !== 'en' || steps.taken.every((one) => RULES.has(one.type))) return found;
  const losesLicence = steps.taken.some((one) => one.type === 'licence-revoked');
  const later = laterOrders(page, told, past).filter(
    (one) => !losesLicence || !END_OF_SERVICE.test(one.text),
  );
  // A day of the calendar says more than "within six days".
  const exact = found?.kind === 'day' && /day(?:-deadline)?$/u.test(found.stated.rule);
  if (exact) return found;
  const named = deadlineIn(later, published);
  const isToCome =
    named?.kind === 'day' && published !== null && named.stated.value >= published && isNamedDay(named);
  if (isToCome) return named;
  return found?.kind === 'day' ||
    named?.kind !== 'day' ||
    published === null ||
    named.stated.value < published
    ? found
    : named;
}

function isNamedDay(reading: DeadlineReading): boolean {
  return reading.kind === 'day' && reading.stated.rule === 'deadline.en.day';
}

/** What is proposed or in force some day binds everybody; nobody is told to rectify by then. */
const RULES: ReadonlySet<string> = new Set(['rule-proposed', 'rule-enacted']);
const ORDERS =
  /\b(?:must|should|shall|required?|ordered|asked|told|given|gave|need|have|has|deadline|not (?:corrected|rectified|fixed|resolved|completed)|(?:fix|rectify|correct|resolve)\w*)\b/iu;
const REACH = 14;

/** Sentences behind the step, not told as history, that order something. */
function laterOrders(page: Page, told: ReadonlySet<Sentence>, past: ReadonlySet<Sentence>): Sentence[] {
  const first = page.sentences.findIndex((one) => told.has(one));
  return page.sentences.slice(first, first + REACH).filter((one) => !past.has(one) && ORDERS.test(one.text));
}
