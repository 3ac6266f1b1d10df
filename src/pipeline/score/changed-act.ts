import type { Effect } from '../../domain/measures.ts';
import { MEASURES } from '../../domain/measures.ts';
import type { Step } from '../../domain/score.ts';

/** Effects that end an inquiry before it has decided. */
const OF_INQUIRIES: readonly Effect[] = ['dropped', 'stayed'];

/**
 * The earlier act that a step takes back whose page names none by its id: of the same authority
 * against the same company, with the number of the list that the page states, else with an app that
 * it names, else the newest of the kind that the effect is on (an inquiry is dropped, a measure is
 * annulled). Null where no such act is known.
 */
export function changedAct(change: Step, known: readonly Step[]): Step | null {
  const earlier = known
    .filter((step) => isBefore(step, change) && step.act.effect === null && step.via === null)
    .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  const numbered = earlier.filter((step) => isSameList(step, change));
  if (numbered.length > 0) return numbered[0]!;
  const apps = new Set(change.apps.map(({ app, name }) => app ?? name));
  const withApp = earlier.find((step) => step.apps.some(({ app, name }) => apps.has(app ?? name)));
  if (withApp !== undefined) return withApp;
  return earlier.find((step) => isOfKind(step, change.act.effect!)) ?? null;
}

const isBefore = (step: Step, change: Step): boolean =>
  step.company === change.company && step.regulator === change.regulator && step.at < change.at;

function isSameList({ batch, date }: Step, change: Step): boolean {
  const [here, there] = [batch, change.batch];
  if (here === null || there === null) return false;
  if (here.total !== null && there.total !== null) return here.total === there.total;
  const isSameYear = date.slice(0, 4) === change.date.slice(0, 4);
  return here.yearly !== null && here.yearly === there.yearly && isSameYear;
}

function isOfKind({ act }: Step, effect: Effect): boolean {
  if (act.measure === null) return false;
  return !OF_INQUIRIES.includes(effect) || MEASURES[act.measure].isInquiry;
}
