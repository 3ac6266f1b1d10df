import type { CaseId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Case, CaseStage } from '../domain/score.ts';
import { type CalendarDate, endOfDay, type Instant } from '../domain/time.ts';
import { type CaseEntry, type CaseState, isOpen, offOf, stands } from './case-state.ts';
import type { Ledger } from './ledger.ts';

/** The stage that an open act of a type shows; the later in this list wins. */
const STAGES: readonly (readonly [CaseStage, readonly ActionType[]])[] = [
  ['named', ['named', 'criticised', 'warned', 'audit-determined', 'rule-proposed', 'rule-enacted']],
  ['ordered', ['rectification-ordered']],
  ['missed', ['missed-deadline']],
  ['summoned', ['summoned']],
  ['frozen', ['updates-frozen', 'transfers-stopped', 'duties-imposed']],
  ['listed', ['designated', 'entity-listed', 'export-controlled']],
  ['review', ['review-opened', 'probe-opened']],
  ['suspended', ['registration-suspended', 'listing-stopped', 'unlicensed']],
  ['removed', ['removed-from-stores']],
  ['banned', ['app-blocked', 'investment-banned', 'delisting-forced', 'licence-revoked', 'banned']],
];

/** The cases of a ledger as they stood at an instant, in the order in which they opened. */
export function casesAt(ledger: Ledger, at: Instant): Case[] {
  const cases: Case[] = [];
  for (const matter of ledger.matters) {
    const standing = matter.entries.filter((entry) => stands(entry, at));
    if (standing.length > 0) cases.push(caseOf(matter, standing, at));
  }
  return cases;
}

function caseOf(matter: CaseState, standing: readonly CaseEntry[], at: Instant): Case {
  const first = matter.entries[0]!;
  const deadline = standing.findLast((entry) => entry.step.deadline !== null)?.step.deadline ?? null;
  return {
    id: matter.id as CaseId,
    company: matter.company,
    regulator: matter.regulator,
    stage: stageOf(matter, standing, at),
    opened: first.step.date,
    deadline,
    closed: closedOn(standing, at),
    open: isOpen(matter, at),
    steps: standing.map(({ step, severity }) => ({
      step: step.id,
      level: severity.level,
      levelRule: severity.rule,
      date: step.date,
    })),
    title: standing[0]!.step.title,
  };
}

function stageOf(matter: CaseState, standing: readonly CaseEntry[], at: Instant): CaseStage {
  if (standing.every((entry) => entry.closedAt <= at)) {
    const last = standing.at(-1)!.step;
    const closing = matter.closings.findLast((step) => step.at <= at);
    if (closing && closing.at >= last.at) return 'closed';
    return standing.at(-1)!.severity.fine === null ? 'closed' : 'fined';
  }
  let stage: CaseStage | null = null;
  let highest = -1;
  for (const entry of standing) {
    if (at >= offOf(entry, matter, at)) continue;
    const rank = rankOf(entry);
    if (rank > highest) {
      highest = rank;
      stage = nuance(STAGES[rank]![0], entry, at);
    }
  }
  return stage ?? 'lapsed';
}

function rankOf({ step }: CaseEntry): number {
  const plain = STAGES.findLastIndex(([, types]) => step.types.some((type) => types.includes(type)));
  return plain <= 0 && step.deadline !== null ? 1 : Math.max(0, plain);
}

/** An order whose deadline has passed without word shows `deadline` while its grace runs. */
function nuance(stage: CaseStage, { step }: CaseEntry, at: Instant): CaseStage {
  const passed = step.deadline !== null && at >= endOfDay(step.deadline, 0, step.zone);
  return stage === 'ordered' && passed ? 'deadline' : stage;
}

function closedOn(standing: readonly CaseEntry[], at: Instant): CalendarDate | null {
  if (!standing.every((entry) => entry.closedAt <= at)) return null;
  return standing
    .map((entry) => entry.closedBy?.date ?? entry.step.liftedOn ?? entry.step.date)
    .sort()
    .at(-1)!;
}
