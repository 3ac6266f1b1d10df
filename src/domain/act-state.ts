import { type Act, endsOthers } from './act.ts';
import { type Effect, MEASURES, type Measure } from './measures.ts';
import { type Reason, type ReasonCode, reason } from './reason.ts';
import { type CalendarDate, daysBetween, plusDays } from './time.ts';

/** Whether an act stands, as far as known; its sentence is made per language. */
export interface ActState {
  readonly code:
    | 'done'
    | 'in-force'
    | 'until'
    | 'unseen'
    | 'open'
    | 'unseen-open'
    | 'proposed'
    | 'unseen-proposed'
    | 'not-yet'
    | 'not-taken'
    | 'never'
    | 'ended'
    | 'decided'
    | Effect;
  /** Day of the end, of the effect, of the planned end, or on which it was last seen. */
  readonly day: CalendarDate | null;
  /** Whether it may still stand. */
  readonly stands: boolean;
}

const REASONS: Readonly<Record<Exclude<ActState['code'], 'done'>, ReasonCode>> = {
  'in-force': 'state-in-force',
  until: 'state-until',
  unseen: 'state-unseen',
  open: 'state-open',
  'unseen-open': 'state-unseen-open',
  proposed: 'state-proposed',
  'unseen-proposed': 'state-unseen-proposed',
  'not-yet': 'state-not-yet',
  'not-taken': 'state-not-taken',
  never: 'state-never',
  ended: 'state-ended',
  decided: 'state-decided',
  upheld: 'state-upheld',
  reduced: 'state-reduced',
  annulled: 'state-annulled',
  stayed: 'state-stayed',
  lifted: 'state-lifted',
  expired: 'state-expired',
  dropped: 'state-dropped',
  withdrawn: 'state-withdrawn',
  extended: 'state-extended',
  amended: 'state-amended',
};

/** Reasons that describe a state; none for an act that is over as it is done. */
export const stateReasons = ({ code, day }: ActState): Reason[] =>
  code === 'done' ? [] : [reason(REASONS[code], { day: day! })];

/** An act on this one, with the day on which it was public and the acts on it in turn. */
export interface LaterAct {
  readonly act: Pick<Act, 'effect' | 'until'>;
  readonly date: CalendarDate;
  readonly changed: readonly LaterAct[];
}

const OVER: readonly Measure[] = [
  'name',
  'warn',
  'summon',
  'ask',
  'missed-deadline',
  'finding',
  'fine',
  'pay',
];

/** Days for which a sighting proves that an act stands. */
const FRESH_DAYS = 365;

/** Facts from other acts of the same matter. */
export interface OfMatter {
  /** Day on which a decision of the matter was public. */
  readonly decided?: CalendarDate | null;
  /** Days of later acts of the matter by the same authority. */
  readonly followed?: readonly CalendarDate[];
}

/**
 * Whether an act stands on a day, as far as anybody saw. "In force" is only said where it was seen
 * within a year, or its planned end lies ahead; an act ends only by an act on it, its planned end,
 * or a recorded end. A later act of its matter by its authority is the last that was seen of it,
 * and shows that an inquiry is open; it does not show that a measure is in force.
 */
export function stateOf(
  act: Act,
  date: CalendarDate,
  on: CalendarDate,
  later: readonly LaterAct[],
  { decided = null, followed = [] }: OfMatter = {},
): ActState {
  const known = later.filter((laterAct) => laterAct.date <= on);
  const ending = known.findLast((laterAct) => endsOthers(laterAct.act) && !isUndone(laterAct, on));
  const until = known.findLast(extendsTo)?.act.until ?? act.until;
  const over = overBy(act, on, until, decided);
  // An act that expired during a stay has expired.
  if (ending !== undefined && (over === null || ending.act.effect !== 'stayed'))
    return endedBy(ending, act, known);
  return over ?? standing(act, date, on, { until, known, followed });
}

/** How an act ended without an act on it; null = it did not. */
function overBy(
  act: Act,
  on: CalendarDate,
  until: CalendarDate | null,
  decided: CalendarDate | null,
): ActState | null {
  if (act.ended !== null && act.ended.day <= on)
    return ended(isBefore(act.ended.day, act.effective) ? 'never' : 'ended', act.ended.day);
  if (until !== null && until < on) return ended('expired', until);
  if (decided !== null && decided <= on && awaitsDecision(act)) return ended('decided', decided);
  return null;
}

/** Facts of an act that nothing ended. */
interface NotEnded {
  readonly until: CalendarDate | null;
  readonly known: readonly LaterAct[];
  readonly followed: readonly CalendarDate[];
}

function standing(
  act: Act,
  date: CalendarDate,
  on: CalendarDate,
  { until, known, followed }: NotEnded,
): ActState {
  if (act.effective !== null && act.effective > on)
    return { code: 'not-yet', day: act.effective, stands: true };
  if (isOver(act)) return doneAs(known, on);
  if (until !== null) return { code: 'until', day: until, stands: true };
  const own = [
    date,
    ...(act.checked === null ? [] : [act.checked.day]),
    ...known.map((laterAct) => laterAct.date),
  ];
  const seen = lastOf([...own, ...followed], on);
  const shown = isOpenInquiry(act) ? seen : lastOf(own, on);
  const isFresh = daysBetween(shown, on) <= FRESH_DAYS;
  return { code: seenAs(act, isFresh), day: isFresh ? shown : seen, stands: true };
}

/** The state of an act that is over as it is done, since another act changed or upheld it. */
function doneAs(known: readonly LaterAct[], on: CalendarDate): ActState {
  const said = known.filter((laterAct) => !isUndone(laterAct, on));
  const last =
    said.findLast(({ act }) => act.effect === 'reduced' || act.effect === 'amended') ??
    said.findLast(({ act }) => act.effect === 'upheld');
  return last === undefined
    ? { code: 'done', day: null, stands: false }
    : { code: last.act.effect!, day: last.date, stands: false };
}

const lastOf = (days: readonly CalendarDate[], on: CalendarDate): CalendarDate =>
  days
    .filter((day) => day <= on)
    .sort()
    .at(-1)!;

/** How an act ended; one that never bound before it was stayed or ended never took effect. */
function endedBy(ending: LaterAct, { effective }: Act, known: readonly LaterAct[]): ActState {
  const { effect } = ending.act;
  const isStay = effect === 'stayed';
  const isBound = effective === null || bindsOn(effective, ending, known);
  if (isBound) return ended(effect!, ending.date);
  return ended(isStay ? 'not-taken' : 'never', ending.date);
}

const isBefore = (day: CalendarDate, effective: CalendarDate | null): boolean =>
  effective !== null && day < effective;

/** Whether an act bound on any day before it ended, without a stay all that time. */
function bindsOn(effective: CalendarDate, ending: LaterAct, known: readonly LaterAct[]): boolean {
  if (ending.date < effective) return false;
  for (let day = effective; ; ) {
    const stop = known.find(
      (laterAct) =>
        laterAct.date <= day &&
        laterAct.date < ending.date &&
        endsOthers(laterAct.act) &&
        !isUndone(laterAct, day),
    );
    if (stop === undefined) return true;
    const again = dayOver(stop);
    if (again === null || again >= ending.date) return false;
    day = again;
  }
}

/** The first day on which an act on another act was over; null = not known to be. */
function dayOver({ act, changed }: LaterAct): CalendarDate | null {
  const until = changed.findLast(extendsTo)?.act.until ?? act.until;
  const days = [
    ...(act.effect === 'stayed' && until !== null ? [plusDays(until, 1)] : []),
    ...changed.filter(({ act }) => endsOthers(act)).map(({ date }) => date),
  ];
  return days.sort()[0] ?? null;
}

const ended = (code: ActState['code'], day: CalendarDate): ActState => ({
  code,
  day,
  stands: false,
});

const extendsTo = ({ act }: LaterAct): boolean => act.effect === 'extended' && act.until !== null;

/** Whether an act on another act was itself over by the day: ended, or an expired stay. */
function isUndone({ act, changed }: LaterAct, on: CalendarDate): boolean {
  const known = changed.filter((laterAct) => laterAct.date <= on);
  const until = known.findLast(extendsTo)?.act.until ?? act.until;
  if (act.effect === 'stayed' && until !== null && until < on) return true;
  return known.some((laterAct) => endsOthers(laterAct.act) && !isUndone(laterAct, on));
}

/** Acts that a decision of their matter ends: opened and announced ones. */
const awaitsDecision = ({ measure, form, posture }: Act): boolean =>
  measure !== null &&
  (MEASURES[measure].isInquiry ||
    (measure === 'deal' && form === 'review') ||
    posture === 'proposed' ||
    posture === 'charged' ||
    posture === 'interim');

/** Acts that are over as they are done. */
function isOver({ measure, posture, form }: Act): boolean {
  if (measure === null) return true;
  if (posture === 'proposed' || posture === 'charged' || posture === 'interim') return false;
  return OVER.includes(measure) || (measure === 'deal' && form !== 'review');
}

function seenAs(act: Act, isFresh: boolean): ActState['code'] {
  if (act.posture === 'proposed') return isFresh ? 'proposed' : 'unseen-proposed';
  if (isOpenInquiry(act)) return isFresh ? 'open' : 'unseen-open';
  return isFresh ? 'in-force' : 'unseen';
}

const isOpenInquiry = ({ measure, posture, form }: Act): boolean =>
  (measure !== null && MEASURES[measure].isInquiry) ||
  (measure === 'deal' && form === 'review') ||
  posture === 'charged';
