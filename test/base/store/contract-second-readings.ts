import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { HOUR, MINUTE, NOON } from './build.ts';
import { numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const DAY = '2021-08-18';

export function secondReadingContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: questions to a second reader`, () => {
    const open = opening(fresh);

    test('a question is claimed by one worker until its lease ends, and never twice after an answer', async () => {
      const store = await open();
      for (const n of [1, 2, 3]) {
        const { item, outcome } = numbered(n, 'room');
        await store.saveItem(item);
        await store.saveOutcome({ ...outcome, queueSecondReading: n !== 3 }, at(NOON));
      }
      const claim = (now: number) =>
        store.leaseReadings({ now: at(now), leaseMs: MINUTE, limit: 2 });
      const first = await claim(NOON);
      expect(first.map((one) => one.state)).toEqual(['waiting', 'waiting']);
      expect(await claim(NOON + MINUTE - 1)).toEqual([]);
      const [one, two] = first;
      await store.saveReading({ ...one!, state: 'settled', key: 'k' }, null);
      expect((await claim(NOON + MINUTE)).map((again) => again.item)).toEqual([two!.item]);
      expect((await store.readingByKey('k'))?.item).toBe(one!.item);
      expect(await store.readingByKey('other')).toBeNull();
    });

    test('a day has no more calls than its limit, however many ask at once', async () => {
      const store = await open();
      const reserve = () => store.reserveCall({ day: DAY, cost: 10, calls: 4, most: null });
      const granted = await Promise.all(Array.from({ length: 12 }, reserve));
      expect(granted.filter(Boolean)).toHaveLength(4);
      expect(await store.readerDay(DAY)).toMatchObject({ calls: 4, cost: 40 });
      expect(await store.reserveCall({ day: '2021-08-19', cost: 10, calls: 4, most: null })).toBe(
        true,
      );
    });

    test('a day costs no more than its limit, and what an answer did not cost is free again', async () => {
      const store = await open();
      const reserve = () => store.reserveCall({ day: DAY, cost: 30, calls: 99, most: 100 });
      expect(await Promise.all([reserve(), reserve(), reserve(), reserve()])).toHaveLength(4);
      expect(await store.readerDay(DAY)).toMatchObject({ calls: 3, cost: 90 });
      await store.correctCost(DAY, -25);
      expect(await reserve()).toBe(true);
      expect(await reserve()).toBe(false);
    });

    test('failures are counted by kind, of their own day only', async () => {
      const store = await open();
      for (const n of [1, 2]) {
        const { item, outcome } = numbered(n, 'room');
        await store.saveItem(item);
        await store.saveOutcome(
          { ...outcome, queueSecondReading: true },
          at(Date.parse(DAY) + (n - 1) * 24 * HOUR),
        );
      }
      const now = at(Date.parse(DAY) + 24 * HOUR);
      for (const reading of await store.leaseReadings({ now, leaseMs: HOUR, limit: 2 }))
        await store.saveReading(
          { ...reading, state: 'failed', failure: { kind: 'timeout', status: null } },
          null,
        );
      expect((await store.readerDay(DAY)).failures).toEqual({ timeout: 1 });
    });
  });
}
