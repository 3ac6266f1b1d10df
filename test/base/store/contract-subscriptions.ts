import { describe, expect, test } from 'vitest';
import type { SubscriptionId } from '../../../src/domain/ids.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aSilence, aSubscription, HOUR, NOON } from './build.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const OTHER = { sink: 'fake', to: 'room-2' };

export function subscriptionContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: subscriptions`, () => {
    const open = opening(fresh);

    test('those with one of several scopes are found, and nobody else', async () => {
      const store = await fresh();
      const wishes = [
        { kind: 'all' },
        { kind: 'company', id: 'harbour-games' },
        { kind: 'company', id: 'other' },
        { kind: 'sector', id: 'harbour-games' },
        { kind: 'regulator', id: 'cn-miit' },
      ];
      for (const [n, scope] of wishes.entries())
        await store.addSubscription(
          aSubscription({ id: `wish-${n}`, address: { sink: 'fake', to: `${n}` }, scope }),
        );
      const found = async (scopes: object[]) =>
        (await store.subscriptions({ scopes: scopes as never, active: true }))
          .map((one) => one.id)
          .toSorted();
      expect(await found([{ kind: 'all' }, { kind: 'company', id: 'harbour-games' }])).toEqual([
        'wish-0',
        'wish-1',
      ]);
      expect(await found([{ kind: 'regulator', id: 'cn-miit' }])).toEqual(['wish-4']);
      expect(await found([{ kind: 'sector', id: 'none' }])).toEqual([]);
    });

    test('its rules are stored as they were made', async () => {
      const store = await fresh();
      const rules = [{ kinds: ['money', 'probe'], level: 3, grade: 'reported' }, { level: 4 }];
      await store.addSubscription(aSubscription({ id: 'with-rules', rules }));
      const [found] = await store.subscriptions({ active: true });
      expect(found).toMatchObject({ id: 'with-rules', rules });
    });

    test('those of an owner are found among those of others', async () => {
      const store = await fresh();
      const owners = ['set-up', 'command line', '555', 'set-up'];
      for (const [n, owner] of owners.entries())
        await store.addSubscription(
          aSubscription({ id: `o-${n}`, address: { sink: 'fake', to: `${n}` }, owner }),
        );
      const found = async (wanted: readonly string[], active = true) =>
        (await store.subscriptions({ owners: wanted, active })).map(({ id }) => id).toSorted();
      expect(await found(['set-up'])).toEqual(['o-0', 'o-3']);
      expect(await found(['set-up', 'command line'])).toEqual(['o-0', 'o-1', 'o-3']);
      expect(await found(['nobody'])).toEqual([]);
      expect(await found([])).toEqual([]);
      await store.disableAddress(
        { sink: 'fake', to: '3' },
        storedSentence('the room is gone'),
        at(NOON),
      );
      expect(await found(['set-up'])).toEqual(['o-0']);
      expect(await found(['set-up'], false)).toEqual(['o-0', 'o-3']);
    });

    test('an address subscribes to a scope once', async () => {
      const store = await open();
      const scopes = [
        { kind: 'all' },
        { kind: 'sector', id: 'games' },
        { kind: 'regulator', id: 'games' },
      ];
      expect(await store.addSubscription(aSubscription())).toBe('added');
      expect(await store.addSubscription(aSubscription({ id: 'again', leastBand: 'high' }))).toBe(
        'exists',
      );
      for (const [n, scope] of scopes.entries())
        expect(await store.addSubscription(aSubscription({ id: `s-${n}`, scope }))).toBe('added');
      expect(await store.addSubscription(aSubscription({ id: 'o', address: OTHER }))).toBe('added');
      const all = await store.subscriptions({ active: true });
      expect(all).toHaveLength(5);
      expect(all).toContainEqual(aSubscription());
      expect(await store.subscriptions({ address: OTHER, active: true })).toMatchObject([
        { id: 'o' },
      ]);
    });

    test('a removed subscription is gone', async () => {
      const store = await open();
      await store.addSubscription(aSubscription());
      const id = 'subscription-1' as SubscriptionId;
      expect(await store.removeSubscription(id)).toBe(true);
      expect(await store.removeSubscription(id)).toBe(false);
      expect(await store.subscriptions({ active: false })).toEqual([]);
    });

    test('a disabled address keeps its rows with the reason, and comes back by subscribing again', async () => {
      const store = await open();
      await store.addSubscription(aSubscription());
      await store.addSubscription(aSubscription({ id: 'o', address: OTHER }));
      const address = aSubscription().address;
      const disabled = await store.disableAddress(
        address,
        storedSentence('unknown channel'),
        at(NOON),
      );
      expect(disabled).toEqual([
        aSubscription({ disabled: { at: NOON, because: storedSentence('unknown channel') } }),
      ]);
      expect(await store.disableAddress(address, storedSentence('again'), at(NOON))).toEqual([]);
      expect(await store.subscriptions({ active: true })).toMatchObject([{ id: 'o' }]);
      expect(await store.subscriptions({ address, active: false })).toEqual(disabled);
      expect(await store.addSubscription(aSubscription({ id: 'back' }))).toBe('added');
      expect(await store.subscriptions({ address, active: true })).toMatchObject([{ id: 'back' }]);
    });

    test('a server that leaves takes its subscriptions and silences along and nobody else’s', async () => {
      const store = await open();
      await store.addSubscription(aSubscription());
      await store.addSubscription(aSubscription({ id: 'b', scope: { kind: 'all' } }));
      await store.addSubscription(aSubscription({ id: 'o', address: OTHER, server: null }));
      await store.addSilence(aSilence());
      await store.addSilence(aSilence({ id: 'other', address: OTHER }));
      expect(await store.subscriptions({ server: 'server-1', active: true })).toHaveLength(2);
      expect(await store.removeServer('server-1')).toBe(2);
      expect(await store.removeServer('server-1')).toBe(0);
      expect(await store.subscriptions({ active: false })).toMatchObject([{ id: 'o' }]);
      expect((await store.silences(at(NOON))).map((one) => one.id)).toEqual(['other']);
    });

    test('a silence ends at its instant', async () => {
      const store = await open();
      await store.addSilence(aSilence());
      await store.addSilence(aSilence({ id: 'longer', until: NOON + 2 * HOUR }));
      await store.addSilence(aSilence({ id: 'longer', until: NOON + 3 * HOUR }));
      expect(await store.silences(at(NOON))).toHaveLength(2);
      expect((await store.silences(at(NOON + HOUR))).map((one) => one.id)).toEqual(['longer']);
      expect(await store.silences(at(NOON + 3 * HOUR))).toEqual([]);
    });
  });
}
