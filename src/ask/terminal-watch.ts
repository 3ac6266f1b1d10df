import type { Subscription } from '../domain/alert.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { Ask } from './ask.ts';

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
  language: 'en' | 'zh',
  ask: Pick<Ask, 'subscribe'>,
  store: Pick<Store, 'subscriptions' | 'removeSubscription' | 'addSubscription'>,
  now: Instant,
): Promise<UnknownCompany[]> {
  for (const old of await store.subscriptions({ address: HERE, active: false }))
    await store.removeSubscription(old.id);
  if (watch.length === 0) await store.addSubscription(everything(language, now));
  const unknown: UnknownCompany[] = [];
  for (const query of watch) {
    const request = {
      query,
      address: HERE,
      leastBand: 'watch',
      timing: 'at-once',
      language,
      role: null,
      server: null,
      owner: 'host',
    } as const;
    const done = await ask.subscribe(request, now);
    if (!done.found) unknown.push({ query, candidates: done.candidates.map(({ name }) => name) });
  }
  return unknown;
}

function everything(language: 'en' | 'zh', now: Instant): Subscription {
  return {
    id: 'terminal:here:all' as Subscription['id'],
    address: HERE,
    scope: { kind: 'all' },
    leastBand: 'watch',
    timing: 'at-once',
    language,
    role: null,
    server: null,
    owner: 'host',
    createdAt: now,
    disabled: null,
  };
}
