import type { Company } from '../domain/company.ts';
import type { Instant } from '../domain/time.ts';
import type { Standing } from '../score/score.ts';

export type KnownIssuers = readonly { readonly company: Company; readonly standing: Standing }[];
type ActLevel = 1 | 2 | 3 | 4 | 5 | 'closing';

/**
 * Acts on a company itself, each once; what reaches a parent through its child is the child's. `official` = not known from the press alone,
 * `fresh` = the first official one of its case; `closing` = reinstatement or closing, which carries no level.
 */
export function actsOf({ ledger }: Standing) {
  return ledger.matters.flatMap(({ entries, closings }) => {
    const levels = entries
      .filter(({ account }) => account.until === Number.POSITIVE_INFINITY)
      .map(({ step, severity }) => ({ step, level: severity.level as ActLevel }));
    const all = [...levels, ...closings.map((step) => ({ step, level: 'closing' as ActLevel }))]
      .filter(({ step }) => step.via === null)
      .map((act) => ({ ...act, official: act.step.origin !== 'notice' || act.step.evidence >= 1 }));
    const first = all.find(({ official }) => official);
    return all.map((act) => ({ ...act, fresh: act === first }));
  });
}

/**
 * What happened to one company on one day: its gravest act, or that a case was closed. The day is in the zone of the body, `at` is when it was
 * published, 23:59 of the day where only the day is known.
 */
export type StudyEvent = ReturnType<typeof eventsOf>[number];

/** Two acts of one day move the price once; the earliest time counts. */
export function eventsOf(companies: KnownIssuers) {
  const rank = ({ level }: { readonly level: ActLevel }) => (level === 'closing' ? 0 : level);
  return companies.flatMap(({ company, standing }) => {
    const acts = Map.groupBy(actsOf(standing), ({ step }) => step.date);
    return [...acts.values()].map((own) => {
      const { step, level, official } = own.reduce((one, other) => (rank(other) > rank(one) ? other : one));
      const { id, date, attested, title } = step;
      const at = Math.min(...own.map((one) => one.step.at)) as Instant;
      return { id, company, date, at, level, attested, official, title };
    });
  });
}
