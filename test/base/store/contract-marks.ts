import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aScore, aStep, NOON } from './build.ts';
import { type anOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const HARBOUR = 'harbour-games' as CompanyId;

export function marksContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: marks`, () => {
    const open = opening(fresh);

    test('the mark of a company changes when steps of it are stored or taken back, and with nothing else', async () => {
      const store = await open();
      const marks = [await store.eventsMark(HARBOUR)];
      const settle = async (n: number, some: Parameters<typeof anOutcome>[0]) => {
        const { item, outcome } = numbered(n, 'room');
        await store.saveItem(item);
        await store.saveOutcome(
          { ...outcome, signals: [], alerts: [], deliveries: [], ...some },
          at(NOON),
        );
        marks.push(await store.eventsMark(HARBOUR));
      };
      await settle(1, {});
      await settle(2, { scores: [aScore({ at: NOON + 1 })] });
      await settle(3, {
        events: [],
        withdrawn: ['step-1'],
        scores: [aScore({ at: NOON + 3 })],
      });
      expect(new Set(marks).size).toBe(4);
      await settle(4, { events: [aStep({ id: 'step-4', company: 'other' })], scores: [] });
      expect(marks[4]).toBe(marks[3]);
    });
  });
}
