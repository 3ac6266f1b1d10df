import type { Grades } from '../../domain/grades.ts';
import type { CaseId, CompanyId } from '../../domain/ids.ts';
import type { MatterState, RegulatoryEvent } from '../../domain/score.ts';
import { daysBetween, type Instant, shanghaiDay } from '../../domain/time.ts';
import { type CaseState, caseAt, stands } from '../../pipeline/score/cases.ts';
import { gradeRowOfAct, matterStateAt } from '../../pipeline/score/matter-state.ts';
import type { Standing } from '../../pipeline/score/score.ts';

/** A case whose state somebody has to look at again. */
export interface DueMatter {
  readonly id: CaseId;
  readonly company: CompanyId;
  readonly title: string;
  readonly state: MatterState;
  /** Gravest class of its acts, 1 to 4. */
  readonly class: number;
  /** Page of its latest act, which would answer first; null = none is on record. */
  readonly url: string | null;
}

const FRESH_DAYS = 365;
/** States that age leaves in doubt. */
const SEEN: readonly MatterState['code'][] = ['in-force', 'open', 'proposed', 'stayed'];
/** From this class on an outcome that nobody recorded is worth a look. */
const NOTABLE = 2;

/**
 * Cases that were last seen more than a year ago, or whose outcome is not recorded: the gravest
 * first, of these the oldest.
 */
export function recordDue(
  standings: readonly Pick<Standing, 'ledger'>[],
  at: Instant,
  grades: Grades,
): DueMatter[] {
  const day = shanghaiDay(at);
  const due = standings.flatMap(({ ledger }) =>
    ledger.matters.flatMap((matter) => dueMatter(matter, at, grades) ?? []),
  );
  return due
    .filter(({ state }) => daysBetween(state.day, day) > FRESH_DAYS)
    .sort(
      (one, other) =>
        other.class - one.class ||
        (one.state.day < other.state.day ? -1 : Number(one.state.day > other.state.day)) ||
        (one.id < other.id ? -1 : 1),
    );
}

function dueMatter(matter: CaseState, at: Instant, grades: Grades): DueMatter | null {
  const found = caseAt(matter, at);
  const state = found === null ? null : matterStateAt(matter, at, grades);
  if (found === null || state === null) return null;
  const acts = matter.entries.filter((entry) => stands(entry, at));
  const grave = Math.max(...acts.map(({ event }) => classOf(event, grades)));
  const isDue = SEEN.includes(state.code) || (state.code === 'not-recorded' && grave >= NOTABLE);
  if (!isDue) return null;
  const { id, company, title } = found;
  const url = acts.findLast(({ event }) => event.url !== null)?.event.url ?? null;
  return { id, company, title, state, class: grave, url };
}

/** Money alone is routine here: a sum is done as it is paid. */
function classOf(event: RegulatoryEvent, grades: Grades): number {
  const { class: grave } = gradeRowOfAct(event, grades);
  return grave === 'money' ? 1 : grave;
}
