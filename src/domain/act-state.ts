import { type Act, endsOthers } from './act.ts';
import { type Effect, MEASURES, type Measure } from './measures.ts';
import { type Reason, type ReasonCode, reason } from './reason.ts';
import { type CalendarDate, daysBetween } from './time.ts';

/** What is known of whether an act stands; its sentence is made per language. */
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

/** What is said of a state; nothing of an act that is over as it is done. */
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

/** Days for which a sighting shows that an act stands. */
const FRESH_DAYS = 365;

/**
 * Whether an act stands on a day, as far as anybody saw. "In force" is only said where it was seen
 * within a year, or its planned end lies ahead; an act ends only by an act on it, its planned end,
 * or a recorded end. `decided` = day on which a decision of its matter was public.
 */
export function stateOf(
  act: Act,
  date: CalendarDate,
  on: CalendarDate,
  later: readonly LaterAct[],
  decided: CalendarDate | null = null,
): ActState {
  const known = later.filter((laterAct) => laterAct.date <= on);
  const ending = known.findLast((laterAct) => endsOthers(laterAct.act) && !isUndone(laterAct, on));
  if (ending !== undefined) return ended(ending.act.effect!, ending.date);
  if (act.ended !== null && act.ended.day <= on) return ended('ended', act.ended.day);
  const until = known.findLast(extendsTo)?.act.until ?? act.until;
  if (until !== null && until < on) return ended('expired', until);
  if (decided !== null && decided <= on && awaitsDecision(act)) return ended('decided', decided);
  if (act.effective !== null && act.effective > on)
    return { code: 'not-yet', day: act.effective, stands: true };
  if (isOver(act)) return { code: 'done', day: null, stands: false };
  if (until !== null) return { code: 'until', day: until, stands: true };
  const seen = [
    date,
    ...(act.checked === null ? [] : [act.checked.day]),
    ...known.map((laterAct) => laterAct.date),
  ]
    .filter((day) => day <= on)
    .sort()
    .at(-1)!;
  const isFresh = daysBetween(seen, on) <= FRESH_DAYS;
  return { code: seenAs(act, isFresh), day: seen, stands: true };
}

const ended = (code: ActState['code'], day: CalendarDate): ActState => ({
  code,
  day,
  stands: false,
});

const extendsTo = ({ act }: LaterAct): boolean => act.effect === 'extended' && act.until !== null;

/** Whether an act on an act was itself over by the day: ended, or a stay whose time had run out. */
function isUndone({ act, changed }: LaterAct, on: CalendarDate): boolean {
  const known = changed.filter((laterAct) => laterAct.date <= on);
  const until = known.findLast(extendsTo)?.act.until ?? act.until;
  if (act.effect === 'stayed' && until !== null && until < on) return true;
  return known.some((laterAct) => endsOthers(laterAct.act) && !isUndone(laterAct, on));
}

/** Acts that a decision of their matter ends: what was opened, and what was only announced. */
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

function seenAs({ measure, posture, form }: Act, isFresh: boolean): ActState['code'] {
  if (posture === 'proposed') return isFresh ? 'proposed' : 'unseen-proposed';
  const isOpen =
    (measure !== null && MEASURES[measure].isInquiry) ||
    (measure === 'deal' && form === 'review') ||
    posture === 'charged';
  if (isOpen) return isFresh ? 'open' : 'unseen-open';
  return isFresh ? 'in-force' : 'unseen';
}
