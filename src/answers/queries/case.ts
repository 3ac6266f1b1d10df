import { kindName } from '../../base/i18n/act-label.ts';
import type { Language } from '../../base/i18n/words.ts';
import { kindOf } from '../../domain/act-kind.ts';
import type { Case } from '../../domain/score.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { caseAt } from '../../pipeline/score/cases.ts';
import { threadOf } from '../../pipeline/score/thread.ts';
import type { CompanyState } from '../../pipeline/standing/company-state.ts';
import { type NextSteps, nextSteps } from './next-steps.ts';
import { knownActs, sayActs } from './said-acts.ts';

/** One act of a case as a reader sees it. */
export interface CaseStep {
  readonly id: string;
  readonly date: CalendarDate;
  /** Days since the act before it; null for the first one. */
  readonly days: number | null;
  /** Its kind in one word: `investigation`, `fine`, `upheld`. */
  readonly kind: string;
  readonly sentence: string | null;
  readonly state: string | null;
  readonly url: string | null;
  readonly attested: boolean;
}

/** A case with its acts and, while it is open, what usually comes next. */
export interface CaseView {
  readonly case: Case;
  /** Oldest first. */
  readonly steps: readonly CaseStep[];
  /** Null = too few like it are on record, or the case is over. */
  readonly next: NextSteps | null;
}

/** One case of a company at the instant of the state; null = unknown then. */
export function caseView(state: CompanyState, id: string, language: Language): CaseView | null {
  const { standing, at, knowledge } = state;
  const matter = standing.ledger.matters.find((caseState) => caseState.id === id);
  const found = matter === undefined ? null : caseAt(matter, at);
  if (matter === undefined || found === null) return null;
  const say = sayActs(knownActs(state), language);
  const thread = threadOf(matter, at);
  const last = thread.findLast(({ event }) => event.act.measure !== null)?.event;
  return {
    case: found,
    steps: thread.map(({ event, days }) => ({
      id: event.id,
      date: event.date,
      days,
      kind: kindName(kindOf(event.act), language),
      ...say(event),
      url: event.url,
      attested: event.attested,
    })),
    next: found.open && last !== undefined ? nextSteps(last, matter, at, knowledge) : null,
  };
}
