import type { Effect } from '../../domain/measures.ts';
import { MEASURES } from '../../domain/measures.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';

/** Effects that end an inquiry before it has decided. */
const OF_INQUIRIES: readonly Effect[] = ['dropped', 'stayed'];

/**
 * The earlier act that an act takes back whose page names none by its id: of the same authority
 * against the same company, with the number of the list that the page states, else with an app that
 * it names, else the newest of the kind that the effect is on (an inquiry is dropped, a measure is
 * annulled). Null where no such act is known.
 */
export function changedAct(
  change: RegulatoryEvent,
  known: readonly RegulatoryEvent[],
): RegulatoryEvent | null {
  const earlier = known
    .filter((event) => isBefore(event, change) && event.act.effect === null && event.via === null)
    .toSorted((event, other) => other.at - event.at || (event.id < other.id ? 1 : -1));
  const numbered = earlier.filter((event) => isSameList(event, change));
  if (numbered.length > 0) return numbered[0]!;
  const apps = new Set(change.apps.map(({ app, name }) => app ?? name));
  const withApp = earlier.find((event) =>
    event.apps.some(({ app, name }) => apps.has(app ?? name)),
  );
  if (withApp !== undefined) return withApp;
  return earlier.find((event) => isOfKind(event, change.act.effect!)) ?? null;
}

const isBefore = (event: RegulatoryEvent, change: RegulatoryEvent): boolean =>
  event.company === change.company && event.regulator === change.regulator && event.at < change.at;

function isSameList({ batch, date }: RegulatoryEvent, change: RegulatoryEvent): boolean {
  const [here, there] = [batch, change.batch];
  if (here === null || there === null) return false;
  if (here.total !== null && there.total !== null) return here.total === there.total;
  const isSameYear = date.slice(0, 4) === change.date.slice(0, 4);
  return here.yearly !== null && here.yearly === there.yearly && isSameYear;
}

function isOfKind({ act }: RegulatoryEvent, effect: Effect): boolean {
  if (act.measure === null) return false;
  if (effect === 'reduced') return MEASURES[act.measure].group === 'money';
  return !OF_INQUIRIES.includes(effect) || MEASURES[act.measure].isInquiry;
}
