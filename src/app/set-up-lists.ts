import { type Requester, scopeKey, scopeLabel, scopeOf } from '../answers/queries/scopes.ts';
import { createSubscriptions } from '../answers/queries/subscriptions.ts';
import type { Address, Scope, Subscription } from '../domain/alert.ts';
import { shanghaiDay } from '../domain/time.ts';
import type { Env } from './env.ts';
import type { SinkParts } from './sinks.ts';

/** Owner of the subscriptions that the set-up makes; those of others are left alone. */
export const OWNER = 'set-up';
const TERMS = { leastBand: 'watch', timing: 'at-once', role: null } as const;

type AddressEnv = Pick<Env, 'LANGUAGE' | 'TIME_ZONE'>;

/** Changes of the set-up to single addresses, each with its own watchlist. */
export function createAddressLists(parts: SinkParts) {
  const { knowledge, find, store, clock } = parts;
  const subscriptions = createSubscriptions(parts);
  const whoAt = (address: Address, { LANGUAGE: language }: AddressEnv): Requester => ({
    address,
    server: null,
    by: OWNER,
    now: clock.now(),
    language,
  });
  const ownAt = async (address: Address): Promise<Subscription[]> =>
    (await store.subscriptions({ address, active: false })).filter(({ owner }) => owner === OWNER);

  async function keepZone(address: Address, env: AddressEnv): Promise<void> {
    const who = whoAt(address, env);
    const channel = await subscriptions.channel(who);
    if (channel.zone !== env.TIME_ZONE)
      await subscriptions.saveChannel({ ...channel, zone: env.TIME_ZONE }, env.TIME_ZONE, who);
  }

  return {
    /**
     * Replaces what the set-up follows at an address by a watchlist, empty = everything; returns
     * what is not followed any more.
     */
    async follow(
      address: Address,
      watchlist: readonly string[],
      env: AddressEnv,
    ): Promise<string[]> {
      const day = shanghaiDay(clock.now());
      const wanted: Scope[] = watchlist.flatMap((query) => {
        const meant = scopeOf({ kind: 'company', query }, day, find, knowledge.catalog);
        return meant.found ? [meant.scope] : [];
      });
      const keys = new Set((watchlist.length === 0 ? [ALL] : wanted).map(scopeKey));
      const removed: string[] = [];
      for (const { id, scope } of await ownAt(address)) {
        if (keys.has(scopeKey(scope))) continue;
        await store.removeSubscription(id);
        removed.push(scopeLabel(scope, knowledge.catalog, day, env.LANGUAGE));
      }
      const terms = { ...TERMS, language: env.LANGUAGE };
      const who = whoAt(address, env);
      if (watchlist.length === 0) await subscriptions.follow(ALL, terms, who);
      else await subscriptions.importList(watchlist, terms, who);
      await keepZone(address, env);
      return removed;
    },
    /** Applies language and time zone to an address; its watchlist stays. */
    async refresh(address: Address, env: AddressEnv): Promise<void> {
      const who = whoAt(address, env);
      for (const { scope, language, ...terms } of await ownAt(address))
        if (language !== env.LANGUAGE)
          await subscriptions.follow(
            scope.kind === 'all' ? ALL : { kind: scope.kind, query: scope.id },
            { ...terms, language: env.LANGUAGE },
            who,
          );
      await keepZone(address, env);
    },
  };
}

const ALL = { kind: 'all' } as const;
