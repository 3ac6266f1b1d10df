import { type GradeRow, type Grades, gradeRowOf } from '../../domain/grades.ts';
import { MEASURES } from '../../domain/measures.ts';
import type { MatterState, RegulatoryEvent } from '../../domain/score.ts';
import {
  type CalendarDate,
  dayIn,
  daysBetween,
  type Instant,
  plusDays,
} from '../../domain/time.ts';
import { type CaseEntry, type CaseState, newsOf, stands } from './cases.ts';
import { stateAt } from './explain.ts';
import { isList } from './severity.ts';

/** What a matter shows of its acts: the first of these that one of them is in. */
const ORDER: readonly MatterState['code'][] = [
  'in-force',
  'until',
  'open',
  'pending',
  'proposed',
  'stayed',
  'not-recorded',
  'ended',
  'done',
];
const STAYED: readonly string[] = ['stayed', 'not-taken'];
const DONE: readonly string[] = ['done', 'upheld', 'reduced', 'amended'];

/**
 * Where a matter stands at an instant, as far as known then (docs/scoring.md, "States"): what
 * somebody has to end stands whatever its age; what ends of itself, or on its day, is said not to
 * be recorded once that time has passed. Null = nothing of it was known.
 */
export function matterStateAt(matter: CaseState, at: Instant, grades: Grades): MatterState | null {
  const states = matter.entries
    .filter((entry) => stands(entry, at))
    .map((entry) => entryStateAt(entry, at, grades));
  const rank = ({ code }: MatterState) => ORDER.indexOf(code);
  return (
    states.sort((one, other) => rank(one) - rank(other) || (one.day < other.day ? 1 : -1))[0] ??
    null
  );
}

/** The same of one act. */
function entryStateAt(entry: CaseEntry, at: Instant, grades: Grades): MatterState {
  const { event, closedAt, closedBy } = entry;
  const { code, day, stands: mayStand } = stateAt(entry, at);
  if (!mayStand) return { code: overAs(code), day: day ?? event.date };
  if (closedAt <= at) return { code: 'ended', day: closedBy?.date ?? event.liftedOn ?? event.date };
  if (code === 'not-yet') return { code: 'pending', day: day! };
  if (code === 'until') return { code: 'until', day: day! };
  return liveOrNot(entry, day ?? event.date, at, grades);
}

function overAs(code: string): MatterState['code'] {
  if (STAYED.includes(code)) return 'stayed';
  return DONE.includes(code) ? 'done' : 'ended';
}

/** An act that nothing is known to have ended, by how such acts end. */
function liveOrNot(entry: CaseEntry, seen: CalendarDate, at: Instant, grades: Grades): MatterState {
  const { event, matter } = entry;
  const row = gradeRowOfAct(event, grades);
  const news = newsOf(matter, at)?.date ?? seen;
  const last = lastDayOf(entry, row, news > seen ? news : seen, grades);
  const isPast = last !== null && daysBetween(last, dayIn(at, event.zone)) > 0;
  if (!isPast) return { code: liveAs(entry), day: seen };
  if (row.ends === 'at-once') return { code: 'done', day: event.date };
  return { code: 'not-recorded', day: event.deadline ?? seen };
}

/** Objects of which a firm has many: a show, a game, a button. */
const ONE_OF_MANY: readonly string[] = ['product', 'function'];

/** The row of `config/grades.yml` that an act falls under; one by a list has that of lists. */
export function gradeRowOfAct(event: RegulatoryEvent, grades: Grades): GradeRow {
  const { measure, form } = event.act;
  if (measure === 'delist-app' && isList(event)) return gradeRowOf(grades, measure, 'list');
  // A show that is stopped is no business that stands still.
  const isPart = measure === 'pause' && ONE_OF_MANY.includes(event.object.kind);
  return gradeRowOf(grades, measure ?? 'name', isPart && form === 'business' ? null : form);
}

/** Postures under which nothing binds yet. */
const isAnnounced = ({ event: { act } }: CaseEntry): boolean =>
  act.posture === 'proposed' || act.posture === 'charged';

/** Last day on which an act is said to live without a word of its end; null = age never ends it. */
function lastDayOf(
  entry: CaseEntry,
  { ends, course, measure }: GradeRow,
  news: CalendarDate,
  { lives }: Grades,
): CalendarDate | null {
  const { date, deadline } = entry.event;
  if (isAnnounced(entry)) return plusDays(news, lives.courses.charge.days);
  if (ends === 'by-an-act') return null;
  if (ends === 'of-itself') return plusDays(news, lives.courses[course!].days);
  if (ends === 'at-once') return plusDays(date, lives['at-once'].days);
  const { grace, unnamed, order } = lives['on-its-day'];
  if (deadline !== null) return plusDays(deadline, grace);
  return plusDays(date, measure === 'order' || measure === 'rectify' ? order : unnamed);
}

function liveAs(entry: CaseEntry): MatterState['code'] {
  const { measure, form, posture } = entry.event.act;
  if (posture === 'proposed') return 'proposed';
  const isInquiry = measure !== null && MEASURES[measure].isInquiry;
  const isReview = measure === 'deal' && form === 'review';
  return isInquiry || isReview || posture === 'charged' ? 'open' : 'in-force';
}
