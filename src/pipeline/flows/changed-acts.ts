import { stepsKnown } from '../../answers/queries/knowledge.ts';
import type { Step } from '../../domain/score.ts';
import { changedAct } from '../score/changed-act.ts';
import type { Settling } from './alert-context.ts';

/**
 * The steps of a notice, those that take an earlier act back with the id of that act: a page names
 * it by authority, company, number and day, and seldom by more.
 */
export async function onEarlierActs(
  steps: readonly Step[],
  { notice, now, store, knowledge }: Pick<Settling, 'notice' | 'now' | 'store' | 'knowledge'>,
): Promise<Step[]> {
  const found: Step[] = [];
  for (const step of steps) {
    const isOpen = step.act.effect !== null && step.act.on.length === 0;
    const known = isOpen ? await stepsKnown(knowledge, store, step.company, now) : [];
    const changed = isOpen
      ? changedAct(
          step,
          known.filter((one) => one.notice !== notice.id),
        )
      : null;
    found.push(changed === null ? step : { ...step, act: { ...step.act, on: [changed.id] } });
  }
  return found;
}
