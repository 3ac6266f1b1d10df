import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../../src/base/store/open.ts';
import type { Work } from '../../../src/base/store/schema.ts';
import type { Store } from '../../../src/domain/ports.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aDelivery, aNewItem, anItem, aState, HOUR, MINUTE, NOON } from './build.ts';
import { anAlertingOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;

/** What processes that share a database agree on. */
export function leaseContract(backend: string, fresh: FreshStore): void {
  const claim = async (store: OpenStore, by: string, names: string[], now = NOON) =>
    [...(await store.leases.claim({ names, by, leaseMs: MINUTE, now: at(now) }))].sort();

  describe(`${backend}: leases`, () => {
    const open = opening(fresh);

    test('one holder at a time; who holds keeps, and what ran out is taken over', async () => {
      const store = await open();
      expect(await claim(store, 'one', ['b', 'a', 'b'])).toEqual(['a', 'b']);
      expect(await claim(store, 'two', ['a', 'c'], NOON + MINUTE - 1)).toEqual(['c']);
      expect(await claim(store, 'one', ['a'], NOON + 1)).toEqual(['a']);
      expect(await claim(store, 'two', ['a', 'b'], NOON + MINUTE)).toEqual(['b']);
      expect(await claim(store, 'two', [])).toEqual([]);
    });

    test('renewing prolongs everything that is held and tells what is not any more', async () => {
      const store = await open();
      await claim(store, 'one', ['a', 'b']);
      await claim(store, 'two', ['b'], NOON + MINUTE);
      const held = await store.leases.renew({ by: 'one', leaseMs: MINUTE, now: at(NOON + MINUTE) });
      expect([...held]).toEqual(['a']);
      expect(await claim(store, 'two', ['a'], NOON + 2 * MINUTE - 1)).toEqual([]);
    });

    test('what is given back is free at once, or after the rest it was given', async () => {
      const store = await open();
      await claim(store, 'one', ['a', 'b']);
      await store.leases.release({ names: ['a'], by: 'two', now: at(NOON) });
      expect(await claim(store, 'two', ['a'])).toEqual([]);
      await store.leases.release({ names: ['a'], by: 'one', restMs: 1_000, now: at(NOON) });
      expect(await claim(store, 'two', ['a'], NOON + 999)).toEqual([]);
      expect(await claim(store, 'two', ['a'], NOON + 1_000)).toEqual(['a']);
      await store.leases.release({ by: 'one', now: at(NOON) });
      expect(await claim(store, 'two', ['b'])).toEqual(['b']);
    });

    test('leases that run are listed by the beginning of their name', async () => {
      const store = await open();
      await claim(store, 'one', ['bot:1', 'bot:2', 'botany', 'host:x']);
      await store.leases.release({ names: ['bot:2'], by: 'one', restMs: HOUR, now: at(NOON) });
      expect(await store.leases.holders('bot:', at(NOON))).toEqual([
        { name: 'bot:1', by: 'one', until: NOON + MINUTE },
      ]);
      expect(await store.leases.holders('bot:', at(NOON + MINUTE))).toEqual([]);
    });

    test('deliveries of a process that is gone are due at once, in doubt; those of a living one are not', async () => {
      const store = await open();
      const rooms = ['dead', 'alive'].map((to) =>
        aDelivery({ id: to, address: { sink: 'fake', to } }),
      );
      await store.saveItem(aNewItem());
      await store.saveOutcome(anAlertingOutcome(rooms), at(NOON));
      // One that waits behind in the line of all.
      await store.saveItem(aNewItem({ id: 'item-2', key: 'two', hash: 'two' }));
      await store.saveOutcome(numbered(2, 'elsewhere', { dueAt: NOON + 1 }).outcome, at(NOON));
      const take = (by: string, now: number, limit = 9) =>
        store.leaseDeliveries({ now: at(now), leaseMs: HOUR, limit, by, sinks: ['fake'] });
      const [first] = await take('dead', NOON, 1);
      await take('alive', NOON, 1);
      await claim(store, 'dead', ['process:dead']);
      await claim(store, 'alive', ['process:alive'], NOON + MINUTE);
      expect(await store.leases.freeClaimsOfDead('process:', at(NOON + MINUTE))).toBe(1);
      expect(await take('alive', NOON + MINUTE, 1)).toMatchObject([
        { id: first?.id, doubtSince: NOON },
      ]);
      expect(await store.leases.freeClaimsOfDead('process:', at(NOON + MINUTE))).toBe(0);
      // A name that is forgotten frees nothing any more, and may be used like any other.
      expect(await store.leases.freeClaimsOfDead('process:', at(NOON + 3 * HOUR))).toBe(0);
      expect(await claim(store, 'two', ['process:dead'], NOON + 3 * HOUR)).toEqual([
        'process:dead',
      ]);
    });
  });

  describe(`${backend}: writing under a lease`, () => {
    const open = opening(fresh);
    const under = (store: OpenStore, by: string, now = NOON) =>
      store.under({ name: 'host:x', by, now: () => at(now) });
    const lost = { code: 'lease-lost', message: expect.stringContaining('taken over "host:x"') };

    test('who holds it writes; who lost it writes nothing', async () => {
      const store = await open();
      await claim(store, 'one', ['host:x']);
      await under(store, 'one').saveSourceState(aState());
      expect(await under(store, 'one').saveItem(aNewItem())).toBe('new');
      await claim(store, 'two', ['host:x'], NOON + MINUTE);
      const late = under(store, 'one', NOON + MINUTE);
      await expect(late.saveSourceState(aState({ failures: 7 }))).rejects.toMatchObject(lost);
      await expect(
        late.saveItem(aNewItem({ id: 'item-2', key: 'two', hash: 'h2' })),
      ).rejects.toMatchObject(lost);
      expect((await store.sourceState(aState().source))?.failures).toBe(0);
      expect(await store.pendingItems(9)).toHaveLength(1);
    });

    test('a lease that ran out is lost even where nobody took it', async () => {
      const store = await open();
      await claim(store, 'one', ['host:x']);
      await expect(
        under(store, 'one', NOON + MINUTE).saveSourceState(aState()),
      ).rejects.toMatchObject(lost);
    });

    test('methods of several rows stay one transaction, the same answers, the same refusals', async () => {
      const store = await open();
      await claim(store, 'one', ['host:x']);
      const held: Pick<Store, 'saveItem' | 'saveOutcome' | 'quarantineItem'> = under(store, 'one');
      await held.saveItem(aNewItem());
      expect(await held.saveItem(aNewItem())).toBe('known');
      expect(await held.saveOutcome(anAlertingOutcome([aDelivery()]), at(NOON))).toBe(true);
      expect(await held.saveOutcome(anAlertingOutcome([aDelivery()]), at(NOON))).toBe(false);
      expect(await store.deliveries({ limit: 9 })).toHaveLength(1);
      const parts = under(store, 'one', NOON + MINUTE);
      await store.saveItem(aNewItem({ id: 'item-2', key: 'two', hash: 'two' }));
      const many = Array.from({ length: 2_001 }, (_, n) =>
        aDelivery({ id: `d-${n}`, alert: 'alert-2', address: { sink: 'fake', to: `room-${n}` } }),
      );
      const { outcome } = numbered(2, 'room');
      await held.saveOutcome({ ...outcome, deliveries: many }, at(NOON));
      await expect(parts.writePart()).rejects.toMatchObject(lost);
      expect(await store.deliveries({ limit: 9 })).toHaveLength(1);
      await held.quarantineItem(
        anItem().id,
        { because: 'too late', cause: 'page', mark: 'read-1' },
        at(NOON),
      );
      expect(await store.pendingItems(9)).toEqual([]);
    });
  });

  describe(`${backend}: occasions and turns`, () => {
    const open = opening(fresh);
    test('turns are booked behind one another, and a pause is not made up for', async () => {
      const store = await open();
      const book = (count: number, now: number) =>
        store.leases.bookSlots({ name: 'requests', count, everyMs: 20, now: at(now) });
      expect(await book(5, NOON)).toBe(0);
      expect(await book(1, NOON)).toBe(100);
      expect(await book(2, NOON + 50)).toBe(70);
      expect(await book(1, NOON + HOUR)).toBe(0);
      expect(await book(1, NOON + HOUR)).toBe(20);
      expect(
        await store.leases.bookSlots({ name: 'other', count: 1, everyMs: 20, now: at(NOON) }),
      ).toBe(0);
    });

    test('who listens hears of items and deliveries, and of nothing that was known already', async () => {
      const store = await open();
      const heard: Work[] = [];
      const both = Promise.withResolvers<void>();
      const stop = store.listen((work) => {
        heard.push(work);
        if (heard.includes('items') && heard.includes('deliveries')) both.resolve();
      });
      await store.saveItem(aNewItem());
      await store.saveOutcome(anAlertingOutcome([aDelivery()]), at(NOON));
      await both.promise;
      stop();
      expect(new Set(heard)).toEqual(new Set(['items', 'deliveries']));
    });
  });
}
