import type { CaseId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Case, CaseStage } from '../domain/score.ts';
import { endOfDay, type Instant } from '../domain/time.ts';
import { type CaseEntry, type CaseState, isOpen, spanOf, stands } from './case-state.ts';
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
export function casesAt({ matters }: Ledger, at: Instant): Case[] {
  return matters.flatMap((matter) => {
    const standing = matter.entries.filter((entry) => stands(entry, at));
    return standing.length > 0 ? [caseOf(matter, standing, at)] : [];
  });
}

function caseOf(matter: CaseState, standing: readonly CaseEntry[], at: Instant): Case {
  const isClosed = standing.every((entry) => entry.closedAt <= at);
  const ends = standing.map(({ closedBy, step }) => closedBy?.date ?? step.liftedOn ?? step.date);
  const deadline = standing.findLast((entry) => entry.step.deadline !== null)?.step.deadline ?? null;
  return {
    id: matter.id as CaseId,
    company: standing[0]!.step.company,
    regulator: matter.regulator,
    stage: isClosed ? endOf(matter, standing.at(-1)!, at) : openStage(standing, at),
    opened: matter.entries[0]!.step.date,
    deadline,
    closed: isClosed ? ends.sort().at(-1)! : null,
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

/** A case that a fine ended shows the fine, until a closing follows it. */
function endOf({ closings }: CaseState, { step, severity }: CaseEntry, at: Instant): CaseStage {
  const closing = closings.findLast((one) => one.at <= at);
  return severity.fine === null || (closing !== undefined && closing.at >= step.at) ? 'closed' : 'fined';
}

/** The highest stage that an open act shows; an order whose deadline has passed without word shows `deadline` while its grace runs. */
function openStage(standing: readonly CaseEntry[], at: Instant): CaseStage {
  const open = standing.filter((entry) => at < spanOf(entry, at).off);
  const rank = Math.max(...open.map(rankOf));
  const first = open.find((entry) => rankOf(entry) === rank);
  if (first === undefined) return 'lapsed';
  const { deadline, zone } = first.step;
  const isPast = deadline !== null && at >= endOfDay(deadline, 0, zone);
  const [stage] = STAGES[rank]!;
  return stage === 'ordered' && isPast ? 'deadline' : stage;
}

function rankOf({ step }: CaseEntry): number {
  const plain = STAGES.findLastIndex(([, types]) => step.types.some((type) => types.includes(type)));
  return plain <= 0 && step.deadline !== null ? 1 : Math.max(0, plain);
}
