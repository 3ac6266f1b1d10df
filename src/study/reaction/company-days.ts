import type { Company } from '../../domain/company.ts';
import { type CalendarDate, type Instant, lastMinute } from '../../domain/time.ts';
import { closes } from '../../score/acts.ts';
import { scoreOfLoad } from '../../score/formula.ts';
import { quickScore, type Standing } from '../../score/score.ts';
import { leadOf } from '../../score/sentences.ts';

export interface CompanyDay {
  readonly id: string;
  readonly company: Company;
  readonly date: CalendarDate;
  readonly at: Instant;
  /** From when the market may have known. */
  readonly known: Instant;
  readonly kind: string;
  readonly title: string;
  readonly attested: boolean;
  readonly own: number;
  readonly change: number;
}

/** From 23:59 back to 9:00, when offices open. */
const TO_MORNING_MS = 899 * 60_000;

/**
 * From when the market may have known an act. One whose hour nobody noted counts in a score from the last minute of its day; it was
 * published in the hours of an office, so the market answers in the session of that day or in the next, and both are measured.
 */
const knownFrom = (at: Instant, date: CalendarDate, zone: string) =>
  (at === lastMinute(date, zone) ? at - TO_MORNING_MS : at) as Instant;

/** Days on which something was told about a company itself, with what they did to its score. */
export function daysOf(company: Company, standing: Standing): CompanyDay[] {
  const acts = standing.ledger.matters.flatMap((matter) =>
    [
      ...matter.entries.map(({ step, account }) => ({ step, until: account.until })),
      ...matter.closings.map((step) => ({ step, until: Number.POSITIVE_INFINITY })),
    ]
      .filter(({ step, until }) => step.via === null && until === Number.POSITIVE_INFINITY)
      .map(({ step }) => ({
        ...step,
        known: knownFrom(step.at, step.date, step.zone),
        kind: closes(step) ? 'closing' : leadOf(step, standing.weights),
      })),
  );
  const rules = standing.hits.flatMap(({ rule, events }) =>
    events.map(({ date, at, stage }) => ({
      ...{
        id: `${rule.id}/${stage}`,
        date,
        at: at as Instant,
        known: (at - TO_MORNING_MS) as Instant,
        title: rule.title.en,
        attested: rule.attested,
      },
      kind: stage === 'dropped' ? 'closing' : 'rule',
    })),
  );
  return [
    ...Map.groupBy<CalendarDate, Omit<CompanyDay, 'company' | 'own' | 'change'>>(
      [...acts, ...rules],
      (one) => one.date,
    ).values(),
  ].map((own) => {
    const first = Math.min(...own.map((one) => one.at)) as Instant;
    const last = Math.max(...own.map((one) => one.at)) as Instant;
    const before = quickScore(standing, (first - 1) as Instant);
    const after = quickScore(standing, last);
    const lead = own.find((one) => one.kind !== 'closing') ?? own[0]!;
    const { id, date, kind, title } = lead;
    return {
      ...{ id, company, date, kind, title, at: first },
      known: Math.min(...own.map((one) => one.known)) as Instant,
      attested: own.every((one) => one.attested),
      own: scoreOfLoad(Math.max(0, after.load - before.load), standing.weights),
      change: after.score - before.score,
    };
  });
}
