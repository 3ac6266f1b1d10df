import type { Review, Store } from '../domain/ports.ts';
import type { PartialDate } from '../domain/time.ts';
import { type DecidedName, decidedNames } from '../map/decided-names.ts';
import type { Knowledge } from './knowledge.ts';

/** The decision of a Review as the map takes it; null where nothing follows for a name. */
export function decidedNameOf(review: Review): DecidedName | null {
  const { decision, name, kind } = review;
  if (decision === null || name === undefined || kind !== 'mention') return null;
  if (decision.verdict === 'accepted' && decision.company === null) return null;
  return {
    name: name.text,
    developer: name.developer,
    company: decision.verdict === 'accepted' ? decision.company : null,
    not: review.candidates.map((one) => one.company),
    from: String(decision.from ?? name.day) as PartialDate,
    to: null,
    decidedBy: decision.by,
    because: decision.because,
  };
}

/**
 * The same knowledge with all that people have decided until now. Reading them again costs less than reading one notice,
 * so whoever is about to map asks anew: a decision counts from the next notice on, without a restart.
 */
export async function withDecisions(
  knowledge: Knowledge,
  store: Pick<Store, 'decisions'>,
): Promise<Knowledge> {
  const decided = (await store.decisions()).map(decidedNameOf).filter((one) => one !== null);
  return { ...knowledge, index: { ...knowledge.index, decided: decidedNames(decided) } };
}
