import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';
import { dayOf } from './answers.ts';
import type { LookupDeps } from './lookup-result.ts';
import { scopeOf, subscriptionOf } from './scopes.ts';

export interface UnknownCompany {
  readonly query: string;
  readonly candidates: readonly string[];
}

const HERE = { sink: 'terminal', to: 'here' } as const;

/**
 * Makes the terminal's subscriptions what WATCH says, whatever an earlier run left. Empty = everything from band "watch" on.
 * Returns the entries that name no company, with the names that may be meant.
 */
export async function followOnTerminal(
  watch: readonly string[],
  language: Language,
  { knowledge, find, store }: Pick<LookupDeps, 'knowledge' | 'find' | 'store'>,
  now: Instant,
): Promise<UnknownCompany[]> {
  const terms = { leastBand: 'watch', timing: 'at-once', language, role: null } as const;
  const host = { address: HERE, server: null, by: 'host', now };
  for (const old of await store.subscriptions({ address: HERE, active: false }))
    await store.removeSubscription(old.id);
  if (watch.length === 0) await store.addSubscription(subscriptionOf({ kind: 'all' }, terms, host));
  const unknown: UnknownCompany[] = [];
  for (const query of watch) {
    const meant = scopeOf({ kind: 'company', query }, dayOf(now), find, knowledge.catalog);
    if (meant.found) await store.addSubscription(subscriptionOf(meant.scope, terms, host));
    else unknown.push({ query, candidates: meant.candidates.map(({ name }) => name) });
  }
  return unknown;
}
