import type { Company } from '../domain/company.ts';
import type { Step } from '../domain/score.ts';
import { type Instant, lastMinute } from '../domain/time.ts';
import { closes } from '../score/acts.ts';
import { scoreOfLoad } from '../score/formula.ts';
import { quickScore, type Standing } from '../score/score.ts';
import { leadOf } from '../score/sentences.ts';

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

/** From 23:59 back to 9:00, when offices open. */
const TO_MORNING_MS = 899 * 60_000;

/**
 * From when the market may have known an act. One whose hour nobody noted counts in a score from the last minute of its day; it was
 * published in the hours of an office, so the market answers in the session of that day or in the next, and both are measured.
 */
const knownFrom = ({ at, date, zone }: Step) =>
  (at === lastMinute(date, zone) ? at - TO_MORNING_MS : at) as Instant;

/** What a day did to the score of a company; `known` = from when the market may have known. */
export type CompanyDay = ReturnType<typeof daysOf>[number];

/** Days on which something was told about a company itself, acts and rules, with what they did to its score. */
export function daysOf(company: Company, standing: Standing) {
  const acts = actsOf(standing).map(({ step }) => ({
    ...step,
    known: knownFrom(step),
    kind: closes(step) ? 'closing' : leadOf(step, standing.weights),
  }));
  const rules = standing.hits.flatMap(({ rule, events }) =>
    events.map(({ date, at, stage }) => ({
      ...{ id: `${rule.id}/${stage}`, date, at: at as Instant, known: (at - TO_MORNING_MS) as Instant },
      ...{ title: rule.title.en, attested: rule.attested, kind: stage === 'dropped' ? 'closing' : 'rule' },
    })),
  );
  return [...Map.groupBy([...acts, ...rules], (one) => one.date).values()].map((own) => {
    const first = Math.min(...own.map((one) => one.at)) as Instant;
    const before = quickScore(standing, (first - 1) as Instant);
    const after = quickScore(standing, Math.max(...own.map((one) => one.at)) as Instant);
    const { id, date, kind, title } = own.find((one) => one.kind !== 'closing') ?? own[0]!;
    return {
      ...{ id, company, date, kind, title, at: first },
      known: Math.min(...own.map((one) => one.known)) as Instant,
      attested: own.every((one) => one.attested),
      own: scoreOfLoad(Math.max(0, after.load - before.load), standing.weights),
      change: after.score - before.score,
    };
  });
}
