import { describe, expect, test } from 'vitest';
import { aNewItem, aNotice, aReview, HOUR, NOON } from './build.ts';
import { anOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';

/** Lists as people page through them. */
export function browseContract(backend: string, fresh: FreshStore): void {
  describe(`browsing on ${backend}`, () => {
    const withNotices = async (count: number) => {
      const store = await fresh();
      for (let n = 1; n <= count; n++) {
        const key = `https://regulator.test/list/${n}`;
        await store.saveItem(
          aNewItem({
            id: `item-${n}`,
            key,
            url: key,
            hash: `hash-${n}`,
            fetchedAt: NOON + n * HOUR,
          }),
        );
        const notice = aNotice({
          id: `notice-${n}`,
          item: `item-${n}`,
          published: `202${n % 2}-08-18`,
          verdict: n === 3 ? 'none' : 'action',
        });
        await store.saveOutcome(
          {
            ...anOutcome(),
            item: `item-${n}` as never,
            notice,
            mapping: null,
            events: [],
            scores: [],
            signals: [],
            suppressed: [],
            alerts: [],
            deliveries: [],
            reviews: [],
          },
          NOON as never,
        );
      }
      return store;
    };

    test('notices come newest first, a page at a time, and only what was known by then', async () => {
      const store = await withNotices(4);
      const ids = async (query: object) =>
        (await store.notices({ limit: 10, ...query })).map((one) => one.id);
      expect(await ids({})).toEqual(['notice-1', 'notice-3', 'notice-2', 'notice-4']);
      expect(await ids({ limit: 2, offset: 1 })).toEqual(['notice-3', 'notice-2']);
      expect(await ids({ actionsOnly: true })).toEqual(['notice-1', 'notice-2', 'notice-4']);
      expect(await ids({ until: NOON + 2 * HOUR })).toEqual(['notice-1', 'notice-2']);
      expect(await ids({ regulator: 'cn-miit', limit: 1 })).toEqual(['notice-1']);
      expect(await ids({ regulator: 'cn-cac' })).toEqual([]);
    });

    test('censures of a regulator come in slices, each once', async () => {
      const store = await withNotices(4);
      const slice = async (after: string | null) =>
        (await store.acts('cn-miit' as never, { after: after as never, limit: 2 })).map((act) => [
          act.notice,
          new Date(act.datedAt).getUTCFullYear(),
          act.detectedAt - NOON,
        ]);
      expect(await slice(null)).toEqual([
        ['notice-1', 2021, HOUR],
        ['notice-2', 2020, 2 * HOUR],
      ]);
      expect(await slice('notice-2')).toEqual([['notice-4', 2020, 4 * HOUR]]);
      expect(await slice('notice-4')).toEqual([]);
    });

    test('deliveries as they stood: what was settled later waited', async () => {
      const store = await fresh();
      const { item, outcome } = numbered(1, 'room');
      await store.saveItem(item);
      await store.saveOutcome(outcome, NOON as never);
      const claim = { now: NOON, leaseMs: HOUR, limit: 1, by: 'me', sinks: ['fake'] } as never;
      const [claimed] = await store.leaseDeliveries(claim);
      const sent = { kind: 'sent', message: 'm' } as const;
      const settled = {
        id: claimed!.id,
        by: 'me',
        now: NOON + 2 * HOUR,
        outcome: sent,
        dueAt: null,
      };
      await store.recordAttempt(settled as never);
      const states = async (query: object) =>
        (await store.deliveries({ limit: 5, ...query })).map(
          ({ state, attempts }) => `${state} ${attempts}`,
        );
      expect(await states({})).toEqual(['sent 1']);
      expect(await states({ until: NOON + HOUR })).toEqual(['pending 0']);
      expect(await states({ until: NOON + HOUR, state: 'sent' })).toEqual([]);
      expect(await states({ until: NOON + HOUR, state: 'pending' })).toEqual(['pending 0']);
      expect(await states({ until: NOON + 9 * HOUR, state: 'sent' })).toEqual(['sent 1']);
      expect(await states({ until: NOON - 1 })).toEqual([]);
    });

    test('questions and decisions as they stood', async () => {
      const store = await fresh();
      const { item, outcome } = numbered(1, 'room');
      await store.saveItem(item);
      const asked = [1, 2, 3].map((n) => aReview({ id: `r${n}`, createdAt: NOON + n * HOUR }));
      await store.saveOutcome({ ...outcome, reviews: asked }, NOON as never);
      const decision = {
        verdict: 'rejected',
        company: null,
        by: 'ann',
        because: 'x',
        at: NOON + 5 * HOUR,
      };
      await store.decideReview('r1', decision as never);
      const ids = async (open: boolean, more: object = {}) => {
        const reviews = await store.reviews({ open, limit: 2, ...more });
        return [
          await store.countReviews({ open, ...more }),
          ...reviews.map((one) => `${one.id} ${one.decision?.verdict ?? 'open'}`),
        ];
      };
      expect(await ids(true)).toEqual([2, 'r2 open', 'r3 open']);
      expect(await ids(false)).toEqual([1, 'r1 rejected']);
      expect(await ids(true, { until: NOON + 4 * HOUR })).toEqual([3, 'r1 open', 'r2 open']);
      expect(await ids(true, { until: NOON + 4 * HOUR, offset: 2 })).toEqual([3, 'r3 open']);
      expect(await ids(false, { until: NOON + 4 * HOUR })).toEqual([0]);
      expect(await ids(true, { until: NOON + HOUR })).toEqual([1, 'r1 open']);
      expect(await ids(false, { until: NOON + 5 * HOUR })).toEqual([1, 'r1 rejected']);
    });

    test('a page has its versions, read or not', async () => {
      const store = await withNotices(1);
      await store.saveItem(
        aNewItem({ id: 'item-1b', hash: 'hash-1b', fetchedAt: NOON + 5 * HOUR }, '<p>edited</p>'),
      );
      const versions = await store.versions('item-1b' as never);
      expect(versions.map((one) => [one.item.id, one.item.version, one.notice])).toEqual([
        ['item-1', 1, 'notice-1'],
        ['item-1b', 2, null],
      ]);
      expect(await store.item('item-1b' as never)).toMatchObject({ id: 'item-1b', version: 2 });
      expect(await store.item('none' as never)).toBeNull();
      expect(await store.versions('none' as never)).toEqual([]);
    });

    test('what is under way is counted', async () => {
      const store = await withNotices(1);
      expect(await store.figures()).toEqual({
        itemsWaiting: 0,
        oldestItem: null,
        deliveriesWaiting: 0,
        oldestDelivery: null,
        reviewsOpen: 0,
        itemsUnread: 0,
      });
      await store.saveItem(
        aNewItem({ id: 'late', key: 'k', hash: 'late', fetchedAt: NOON + HOUR }),
      );
      expect(await store.figures()).toMatchObject({ itemsWaiting: 1, oldestItem: NOON + HOUR });
    });
  });
}
