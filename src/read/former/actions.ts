import { type Action, ActionType, type Fine, type Mention } from '../../domain/notice.ts';
import type { DeadlineReading } from '../dates/deadline.ts';
import { fineIn } from '../document/money.ts';
import { isCompanyStep } from './layouts/entities.ts';
import { spanIn } from './page.ts';
import type { StepReading } from './steps/find-steps.ts';
import type { Step } from './steps/step.ts';

/** One order for the steps of a notice, whatever order its sentences have. */
const ORDER = ActionType.options;

/**
 * The steps of a notice as Actions, one a type, in one order. An order with a deadline or a list is a naming too, and a
 * deadline is an order.
 */
export function actionsOf(
  steps: StepReading,
  subjects: readonly Mention[],
  deadline: DeadlineReading | null,
  counted: boolean,
): Action[] {
  const actions: Action[] = [];
  for (const step of steps.taken) {
    if (actions.some((one) => one.type === step.type)) continue;
    // A fine for an undeclared merger is one step, not a second fine.
    if (step.type === 'fined' && steps.taken.some((one) => one.type === 'merger-fined')) continue;
    actions.push(actionOf(step, subjects, steps));
  }
  const types = new Set(actions.map((one) => one.type));
  if (deadline?.kind === 'day' && !types.has('rectification-ordered') && types.has('named')) {
    const { span, rule } = deadline.stated;
    actions.push({
      type: 'rectification-ordered',
      phrase: 'deadline',
      english: 'ordered to rectify',
      span,
      rule,
      mentions: [],
      companyWide: false,
      fine: null,
    });
  }
  const order = actions.find((one) => one.type === 'rectification-ordered');
  if (
    order !== undefined &&
    types.size === 1 &&
    !types.has('named') &&
    (counted || subjects.filter((one) => one.kind !== 'entity').length > 1)
  ) {
    actions.unshift({ ...order, type: 'named', english: 'publicly named', rule: 'named.by-list' });
  }
  return actions.sort((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
}

/** One step as an Action. */
export function actionOf(step: Step, subjects: readonly Mention[], steps: StepReading): Action {
  const { sentence } = step.scene;
  return {
    type: step.type,
    phrase: phraseOf(step),
    english: step.mark.english,
    span: spanIn(sentence, step.mark.start, step.mark.end),
    rule: step.mark.id,
    mentions: [],
    companyWide:
      isCompanyStep(step.type) ||
      (step.type === 'review-opened' && subjects.every((one) => one.kind === 'entity')),
    fine: step.type === 'fined' || step.type === 'merger-fined' ? fineOf(step, steps) : null,
  };
}

/** The fine of a step, from the first sentence that states one; an article says it in dollars in its title and in full below. */
function fineOf(step: Step, steps: StepReading): Fine | null {
  const told = new Set(steps.taken.filter((one) => one.type === step.type).map((one) => one.scene.sentence));
  const found = [...told].flatMap((one) => fineIn(one.text)?.fine ?? []);
  const first = found.find((one) => one.currency === 'CNY') ?? found[0];
  if (first === undefined) return null;
  const shares: number[] = [];
  return { ...first, share: first.share ?? shares[0] ?? null };
}

/** The wording of a step as written. */
export function phraseOf(step: Step): string {
  return step.scene.sentence.raw.slice(step.mark.start, step.mark.end);
}
