import { withParts } from '../domain/lazily.ts';
import type { Review, Store } from '../domain/ports.ts';
import type { PartialDate } from '../domain/time.ts';
import { type DecidedName, decidedNames } from '../map/decided-names.ts';
import type { Knowledge } from './knowledge.ts';

/** What a decided Review says of names, as the map takes it; empty where nothing follows for a name. */
export function decidedNamesOf(review: Review): DecidedName[] {
  const { decision, kind } = review;
  if (decision === null) return [];
  const by = { to: null, decidedBy: decision.by, because: decision.because };
  if (kind === 'wrong-company') {
    if (decision.verdict === 'accepted') return [];
    return (review.names ?? [])
      .filter((one) => one.company === decision.company)
      .map(({ text, developer, day, company }) => ({
        ...{ name: text, developer, company: null, not: [company], overrides: true },
        ...{ from: String(decision.from ?? day) as PartialDate, ...by },
      }));
  }
  const { name } = review;
  // That the authority did not do it says nothing of the name.
  if (kind === 'unconfirmed' && decision.verdict === 'rejected') return [];
  if (name === undefined || (decision.verdict === 'accepted' && decision.company === null)) return [];
  return [
    {
      name: name.text,
      developer: name.developer,
      company: decision.verdict === 'accepted' ? decision.company : null,
      not: review.candidates.map((one) => one.company),
      overrides: false,
      from: String(decision.from ?? name.day) as PartialDate,
      ...by,
    },
  ];
}

/**
 * The same knowledge with all that people have decided until now. Reading them again costs less than reading one notice,
 * so whoever is about to map asks anew: a decision counts from the next notice on, without a restart.
 */
export async function withDecisions(
  knowledge: Knowledge,
  store: Pick<Store, 'decisions'>,
): Promise<Knowledge> {
  const decided = (await store.decisions()).flatMap(decidedNamesOf);
  return withParts(knowledge, { index: withParts(knowledge.index, { decided: decidedNames(decided) }) });
}
