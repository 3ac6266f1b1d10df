import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { Review } from '../../../src/domain/ports.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aNewItem, aReview, HOUR, NOON } from './build.ts';
import { anOutcome } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const HARBOUR = 'harbour-games' as CompanyId;

export function reviewContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: reviews`, () => {
    const open = opening(fresh);

    test('a review is decided once', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.saveOutcome(anOutcome({ reviews: [aReview(), aReview({ id: 'b' })] }), at(NOON));
      const decision = {
        verdict: 'accepted',
        company: HARBOUR,
        by: 'ana',
        because: 'same developer',
        at: at(NOON + HOUR),
      } as const satisfies Review['decision'];
      expect(await store.decideReview('review-1', decision)).toBe(true);
      expect(await store.decideReview('review-1', { ...decision, verdict: 'rejected' })).toBe(
        false,
      );
      expect(await store.decideReview('nobody', decision)).toBe(false);
      expect((await store.reviews({ open: true, limit: 9 })).map((review) => review.id)).toEqual([
        'b',
      ]);
      expect(await store.reviews({ open: false, limit: 9 })).toEqual([{ ...aReview(), decision }]);
    });

    test('decisions come in the order in which they were made, open questions not at all', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const reviews = ['a', 'b', 'c'].map((id) => aReview({ id }));
      await store.saveOutcome(anOutcome({ reviews }), at(NOON));
      const decision = (hours: number) =>
        ({
          verdict: 'accepted',
          company: HARBOUR,
          by: 'ana',
          because: 'same developer',
          at: at(NOON + hours * HOUR),
        }) as const;
      await store.decideReview('b', decision(1));
      await store.decideReview('a', decision(2));
      expect((await store.decisions()).map((one) => one.id)).toEqual(['b', 'a']);
    });
  });
}
