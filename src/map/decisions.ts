import type { Mention } from '../domain/notice.ts';
import { reason } from '../domain/reason.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { findApp } from './app-names.ts';
import type { DecidedName } from './decided-names.ts';
import { firmShape } from './firm-shape.ts';
import { companyNamed, type MapIndex } from './map-index.ts';
import { matchDeveloper } from './match-developer.ts';
import { CONFIDENCE, type MatchOutcome, named, nothing } from './outcome.ts';
import { lowerOfGroup } from './ownership-chain.ts';

/** What a decision is compared with. */
type DecidableMention = Pick<Mention, 'name' | 'kind' | 'developer' | 'icp'>;

/** What a person accepted comes before every rule; of two decisions the later one counts. */
export function acceptedOutcome(
  mention: DecidableMention,
  index: MapIndex,
  day: CalendarDate,
): MatchOutcome | null {
  const decision = decisionOn(mention, index, day);
  const company = decision?.company ?? null;
  if (decision === undefined || company === null || !index.companies.has(company)) return null;
  const finding = findApp(mention.name, mention.kind, day, index);
  const entry = finding.entries.find((one) => one.company === company);
  const because = reason('decided-is', {
    ...{ who: decision.decidedBy, name: decision.name, why: decision.because },
    company: companyNamed(company, index),
  });
  return named('alias', CONFIDENCE.legalEntity, because, company, { app: entry?.app ?? null });
}

/**
 * A question that a person answered with no is not asked again. It silences doubt only: where the rules are sure of a
 * company, or doubt a further one, the rejection has nothing to say, unless it took back just that company.
 */
export function withoutRejected(
  outcome: MatchOutcome,
  mention: DecidableMention,
  index: MapIndex,
  day: CalendarDate,
): MatchOutcome {
  const decision = decisionOn(mention, index, day);
  if (decision === undefined || decision.company !== null) return outcome;
  const takesBack = decision.overrides && outcome.company !== null && decision.not.includes(outcome.company);
  if (outcome.kind !== 'likely' && !takesBack) return outcome;
  if (!takesBack && !outcome.candidates.every((one) => decision.not.includes(one.company))) return outcome;
  return nothing(
    reason('decided-not', {
      ...{ who: decision.decidedBy, name: decision.name, why: decision.because },
      companies: decision.not.map((one) => companyNamed(one, index)),
    }),
  );
}

function decisionOn(mention: DecidableMention, index: MapIndex, day: CalendarDate): DecidedName | undefined {
  if (index.decided.size === 0) return undefined;
  return (index.decided.get(nameKey(mention.name)) ?? []).findLast(
    (one) => holdsOn(one, day) && holdsFor(one, mention, index, day),
  );
}

function holdsFor(
  decision: DecidedName,
  mention: DecidableMention,
  index: MapIndex,
  day: CalendarDate,
): boolean {
  if (decision.developer !== null)
    return (
      mention.developer !== null && firmShape(decision.developer).key === firmShape(mention.developer).key
    );
  const developer = matchDeveloper(mention, index, day);
  if (developer === null) return true;
  return (
    decision.company !== null &&
    (developer.is === 'entity' || developer.is === 'named') &&
    lowerOfGroup(decision.company, developer.company, day, index.companies) !== null
  );
}
