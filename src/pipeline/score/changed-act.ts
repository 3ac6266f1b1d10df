import type { RegulatorId } from '../../domain/ids.ts';
import type { Effect } from '../../domain/measures.ts';
import { MEASURES } from '../../domain/measures.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';

/** Effects that end an inquiry before it has decided. */
const OF_INQUIRIES: readonly Effect[] = ['dropped', 'stayed'];

/**
 * The earlier act that an act takes back whose page names none by its id: of the same authority
 * against the same company, with the number of the list that the page states, else with an app that
 * it names, else the newest of the kind that the effect is on (an inquiry is dropped, a measure is
 * annulled). Where it has no act of its own to change, a court acts on another authority's: on the
 * one whose authority its title names and whose sum it states. Null where no such act is known.
 */
export function changedAct(
  change: RegulatoryEvent,
  known: readonly RegulatoryEvent[],
  namesOf: AuthorityNames = () => [],
): RegulatoryEvent | null {
  const all = known
    .filter((event) => isBefore(event, change) && event.act.effect === null && event.via === null)
    .toSorted((event, other) => other.at - event.at || (event.id < other.id ? 1 : -1));
  const earlier = all.filter(({ regulator }) => regulator === change.regulator);
  if (earlier.length === 0) return actOfAnother(change, all, namesOf);
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
  event.company === change.company && event.at < change.at;

/** Every way in which the name of an authority is written. */
export type AuthorityNames = (regulator: RegulatorId) => readonly string[];

/** The one act of another authority that a title names by its authority and its sum. */
function actOfAnother(
  change: RegulatoryEvent,
  earlier: readonly RegulatoryEvent[],
  namesOf: AuthorityNames,
): RegulatoryEvent | null {
  const found = earlier.filter(
    (event) =>
      isOfKind(event, change.act.effect!) &&
      namesOf(event.regulator).some((name) => holdsName(change.title, name)) &&
      sumsOf(event).some((sum) => sumsOf(change).some((other) => isSameSum(sum, other))),
  );
  return found.length === 1 ? found[0]! : null;
}

/** Whether a title holds a name: as whole words, where it is written with spaces. */
function holdsName(title: string, name: string): boolean {
  const at = title.indexOf(name);
  if (at < 0) return false;
  const around = `${title.charAt(at - 1)}${title.charAt(at + name.length)}`;
  return !/^[\x20-\x7e]+$/u.test(name) || !/[\p{L}\p{N}]/u.test(around);
}

type Sum = Pick<NonNullable<RegulatoryEvent['fine']>, 'amount' | 'currency'>;

const sumsOf = ({ act, fine }: RegulatoryEvent): readonly Sum[] => [
  ...act.size,
  ...(fine === null || fine === undefined ? [] : [fine]),
];

/** Sums that are one as they are written: EUR 1.13 bn is EUR 1,128.6 m. */
const isSameSum = (sum: Sum, other: Sum): boolean =>
  sum.currency === other.currency &&
  Math.abs(sum.amount - other.amount) <= ROUNDED * Math.max(sum.amount, other.amount);
const ROUNDED = 0.01;

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
