import type { Company } from '../../domain/company.ts';

import type { Step } from '../../domain/score.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import type { Standing } from '../../score/score.ts';

/** What happened to one company on one day: its gravest act, or that a case was closed. */
export interface StudyEvent {
  readonly id: string;
  readonly company: Company;
  /** Day in the zone of the body; events of one day are one cluster. */
  readonly date: CalendarDate;
  /** When it was published; 23:59 of the day where only the day is known. */
  readonly at: Instant;
  /** `closing` = reinstatement or closing, which carries no level. */
  readonly level: 1 | 2 | 3 | 4 | 5 | 'closing';
  readonly attested: boolean;
  readonly official: boolean;
  readonly title: string;
}

/** Acts on companies themselves, each once; what reaches a parent through its child is the child's event. */
export function eventsOf(
  companies: readonly { readonly company: Company; readonly standing: Standing }[],
): StudyEvent[] {
  return companies.flatMap(({ company, standing }) => {
    const acts = standing.ledger.matters.flatMap((matter) => [
      ...matter.entries
        .filter(({ account }) => account.until === Number.POSITIVE_INFINITY)
        .map(({ step, severity }) => eventOf(company, step, severity.level)),
      ...matter.closings.map((step) => eventOf(company, step, 'closing')),
    ]);
    return gravestOfDay(acts.filter((act) => act !== null));
  });
}

function eventOf(company: Company, step: Step, level: StudyEvent['level']): StudyEvent | null {
  if (step.via !== null) return null;
  const press = step.origin === 'notice' && step.evidence < 1;
  const { id, date, at, attested, title } = step;
  return { id, company, date, at, level, attested, official: !press, title };
}

/** Two acts of one day move the price once. The earliest time counts. */
function gravestOfDay(events: readonly StudyEvent[]): StudyEvent[] {
  const rank = ({ level }: StudyEvent) => (level === 'closing' ? 0 : level);
  return [...Map.groupBy(events, (event) => event.date).values()].map((own) => {
    const gravest = own.reduce((one, other) => (rank(other) > rank(one) ? other : one));
    return { ...gravest, at: Math.min(...own.map((one) => one.at)) as Instant };
  });
}
