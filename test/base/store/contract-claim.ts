import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/domain/alert.ts';
import type { AlertId, DeliveryId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/domain/ports.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { SendOutcome } from '../../../src/domain/sink.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aDelivery, aNewItem, HOUR, type Loose, MINUTE, NOON } from './build.ts';
import { anAlertingOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const SENT: SendOutcome = { kind: 'sent', message: 'message-1' };
const RETRY: SendOutcome = { kind: 'retry', because: storedSentence('busy'), afterMs: null };
const UNKNOWN: SendOutcome = { kind: 'unknown', because: storedSentence('the answer was lost') };

const claim = (store: Store, some: Partial<Parameters<Store['leaseDeliveries']>[0]> = {}) =>
  store.leaseDeliveries({
    now: at(NOON),
    leaseMs: MINUTE,
    limit: 10,
    by: 'one',
    sinks: ['fake'],
    ...some,
  });

const settle = (store: Store, outcome: SendOutcome, some: Record<string, unknown> = {}) =>
  store.recordAttempt({
    id: 'delivery-1' as DeliveryId,
    by: 'one',
    now: at(NOON),
    outcome,
    dueAt: null,
    ...some,
  });

/** A store in which one alert goes to these deliveries. */
async function holding(store: Store, deliveries: readonly Delivery[]): Promise<Store> {
  await store.saveItem(aNewItem());
  await store.saveOutcome(anAlertingOutcome(deliveries), at(NOON));
  return store;
}

const to = (room: string, some: Loose = {}) =>
  aDelivery({ id: `to-${room}`, address: { sink: 'fake', to: room }, ...some });

export function claimContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: claims`, () => {
    const open = opening(fresh);
    const ids = (rows: readonly Delivery[]) => rows.map((row) => row.id);

    test('gravest first, then longest due, never more than asked for, never before it is due', async () => {
      const store = await holding(await open(), [
        to('a', { level: 2, dueAt: NOON - 1 }),
        to('b', { level: 5, dueAt: NOON }),
        to('c', { level: 2, dueAt: NOON - 2 }),
        to('d', { level: 5, dueAt: NOON + 1 }),
        to('e', { level: 3, dueAt: NOON - 9 }),
      ]);
      expect(ids(await claim(store, { limit: 3 }))).toEqual(['to-b', 'to-e', 'to-c']);
      expect(ids(await claim(store, { limit: 3 }))).toEqual(['to-a']);
      expect(ids(await claim(store, { now: at(NOON + 1) }))).toEqual(['to-d']);
      expect(await claim(store, { limit: 0 })).toEqual([]);
    });

    test('only the sinks that the claimer serves', async () => {
      const store = await holding(await open(), [
        to('a'),
        to('b', { address: { sink: 'webhook', to: 'b' } }),
      ]);
      expect(await claim(store, { sinks: [] })).toEqual([]);
      expect(ids(await claim(store, { sinks: ['webhook'] }))).toEqual(['to-b']);
    });

    test('a claimed delivery says who holds it until when, and nobody else gets it', async () => {
      const store = await holding(await open(), [aDelivery()]);
      const [first] = await claim(store);
      expect(first).toMatchObject({
        state: 'claimed',
        attempts: 1,
        claimedBy: 'one',
        claimedUntil: NOON + MINUTE,
        doubtSince: null,
      });
      expect(await claim(store, { by: 'two', now: at(NOON + MINUTE - 1) })).toEqual([]);
    });

    test('a claim that ran out is claimed again and says since when its fate is in doubt', async () => {
      const store = await holding(await open(), [aDelivery()]);
      await claim(store);
      const [second] = await claim(store, { by: 'two', now: at(NOON + MINUTE) });
      expect(second).toMatchObject({ attempts: 2, claimedBy: 'two', doubtSince: NOON });
      const [third] = await claim(store, { by: 'three', now: at(NOON + HOUR) });
      expect(third).toMatchObject({ attempts: 3, doubtSince: NOON });
    });

    test('only who holds the claim settles it', async () => {
      const store = await holding(await open(), [aDelivery()]);
      expect(await settle(store, SENT)).toBe(false);
      await claim(store);
      expect(await settle(store, SENT, { by: 'two' })).toBe(false);
      await claim(store, { by: 'two', now: at(NOON + MINUTE) });
      expect(await settle(store, SENT)).toBe(false);
      expect(await settle(store, SENT, { by: 'two' })).toBe(true);
      expect(await settle(store, SENT, { by: 'two' })).toBe(false);
    });

    const settlements: [string, SendOutcome, number | null, object][] = [
      [
        'sent',
        SENT,
        null,
        { state: 'sent', message: 'message-1', settledAt: NOON, lastError: null },
      ],
      [
        'refused',
        { kind: 'refused', because: storedSentence('no such room'), disable: true },
        null,
        { state: 'refused', lastError: storedSentence('no such room'), settledAt: NOON },
      ],
      [
        'tried again',
        RETRY,
        NOON + MINUTE,
        { state: 'retrying', dueAt: NOON + MINUTE, settledAt: null },
      ],
      [
        'expired',
        RETRY,
        null,
        { state: 'expired', lastError: storedSentence('busy'), settledAt: NOON },
      ],
      ['unknown', UNKNOWN, NOON + MINUTE, { state: 'retrying', doubtSince: NOON, settledAt: null }],
      ['uncertain', UNKNOWN, null, { state: 'uncertain', doubtSince: NOON, settledAt: NOON }],
    ];
    test.each(settlements)('a delivery that is %s', async (_, outcome, dueAt, expected) => {
      const store = await holding(await open(), [aDelivery()]);
      await claim(store);
      expect(await settle(store, outcome, { dueAt })).toBe(true);
      const [row] = await store.deliveries({ limit: 1 });
      expect(row).toMatchObject({ claimedBy: null, claimedUntil: null, ...expected });
      expect(await claim(store)).toEqual([]);
      expect(await claim(store, { now: at(NOON + MINUTE) })).toHaveLength(dueAt === null ? 0 : 1);
    });

    test('a certain failure casts no doubt, and a later one keeps the doubt of an earlier attempt', async () => {
      const store = await holding(await open(), [aDelivery()]);
      await claim(store);
      await settle(store, RETRY, { dueAt: NOON + 1 });
      const [second] = await claim(store, { now: at(NOON + 1) });
      expect(second?.doubtSince).toBeNull();
      await settle(store, UNKNOWN, { dueAt: NOON + 2 });
      await claim(store, { now: at(NOON + 2) });
      await settle(store, RETRY, { dueAt: NOON + 3 });
      const [fourth] = await claim(store, { now: at(NOON + 3) });
      expect(fourth).toMatchObject({ attempts: 4, doubtSince: NOON + 1 });
    });

    test('one address gets one at a time: gravest first, then in the order of the alerts', async () => {
      const store = await open();
      for (const [n, level] of [2, 2, 4].entries()) {
        const { item, outcome } = numbered(n, 'room-1', { level });
        await store.saveItem(item);
        await store.saveOutcome(outcome, at(NOON));
      }
      const order: string[] = [];
      for (let round = 0; round < 4; round += 1)
        for (const row of await claim(store)) {
          order.push(row.id);
          await settle(store, SENT, { id: row.id });
        }
      expect(order).toEqual(['delivery-2', 'delivery-0', 'delivery-1']);
    });

    test('one that waits to be tried again holds back what is behind it, not what is graver', async () => {
      const store = await open();
      const save = async (n: number, some: Loose) => {
        const { item, outcome } = numbered(n, 'room-1', some);
        await store.saveItem(item);
        await store.saveOutcome(outcome, at(NOON));
      };
      await save(1, { level: 3 });
      await claim(store);
      await settle(store, RETRY, { dueAt: NOON + HOUR });
      await save(2, { level: 3 });
      await save(3, { level: 5 });
      expect(ids(await claim(store))).toEqual(['delivery-3']);
      await settle(store, SENT, { id: 'delivery-3' });
      expect(await claim(store)).toEqual([]);
      expect(ids(await claim(store, { now: at(NOON + HOUR) }))).toEqual(['delivery-1']);
    });

    test('one that is planned for a later hour holds nobody back', async () => {
      const store = await open();
      for (const [n, dueAt] of [NOON + HOUR, NOON].entries()) {
        const { item, outcome } = numbered(n, 'room-1', { dueAt });
        await store.saveItem(item);
        await store.saveOutcome(outcome, at(NOON));
      }
      expect(ids(await claim(store))).toEqual(['delivery-1']);
    });

    test('claimers side by side never take the same row', async () => {
      const rooms = Array.from({ length: 300 }, (_, n) => to(String(n)));
      const store = await holding(await open(), rooms);
      const taken: string[] = [];
      const claimer = async (by: string) => {
        for (;;) {
          const rows = await claim(store, { by, limit: 7 });
          if (rows.length === 0) return;
          taken.push(...ids(rows));
        }
      };
      await Promise.all(['one', 'two', 'three', 'four'].map(claimer));
      expect(taken).toHaveLength(300);
      expect(new Set(taken).size).toBe(300);
    });

    test('what a clock that ran ahead planned far away is due at once', async () => {
      const store = await holding(await open(), [to('a'), to('b', { dueAt: NOON + 9 * HOUR })]);
      await claim(store);
      await settle(store, RETRY, { id: 'to-a', dueAt: at(NOON + 9 * HOUR) });
      expect(await store.hastenRetries({ now: at(NOON), longestMs: 9 * HOUR })).toBe(0);
      expect(await store.hastenRetries({ now: at(NOON), longestMs: HOUR })).toBe(1);
      expect(ids(await claim(store))).toEqual(['to-a']);
    });

    test('the message sent for an alert is found by alert and address', async () => {
      const store = await holding(await open(), [aDelivery()]);
      await claim(store);
      await settle(store, SENT);
      const alert = 'alert-1' as AlertId;
      expect(
        (await store.deliveries({ alert, address: aDelivery().address, limit: 1 }))[0]?.message ??
          null,
      ).toBe('message-1');
      expect(
        (await store.deliveries({ alert, address: { sink: 'fake', to: 'room-2' }, limit: 1 }))[0]
          ?.message ?? null,
      ).toBeNull();
    });

    test('deliveries are listed by alert, state and address, newest first', async () => {
      const store = await holding(await open(), [to('a'), to('b')]);
      await claim(store, { limit: 1 });
      const list = async (query: object) => ids(await store.deliveries({ limit: 9, ...query }));
      expect(await list({})).toEqual(['to-b', 'to-a']);
      expect(await list({ state: 'claimed' })).toEqual(['to-a']);
      expect(await list({ address: { sink: 'fake', to: 'b' } })).toEqual(['to-b']);
      expect(await list({ alert: 'nobody' })).toEqual([]);
    });
  });
}
