import { describe, expect, test } from 'vitest';
import { aNewItem, aNotice, HOUR, NOON } from './build.ts';
import { anOutcome } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';

/** Lists as people page through them. */
export function browseContract(backend: string, fresh: FreshStore): void {
  describe(`browsing on ${backend}`, () => {
    const withNotices = async (count: number) => {
      const store = await fresh();
      for (let n = 1; n <= count; n++) {
        const key = `https://regulator.test/list/${n}`;
        await store.saveItem(
          aNewItem({ id: `item-${n}`, key, url: key, hash: `hash-${n}`, fetchedAt: NOON + n * HOUR }),
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
            steps: [],
            scores: [],
            signals: [],
            held: [],
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
      const { browse } = await withNotices(4);
      const ids = async (query: object) =>
        (await browse.notices({ limit: 10, offset: 0, ...query })).map((one) => one.id);
      expect(await ids({})).toEqual(['notice-1', 'notice-3', 'notice-2', 'notice-4']);
      expect(await ids({ limit: 2, offset: 1 })).toEqual(['notice-3', 'notice-2']);
      expect(await ids({ actionsOnly: true })).toEqual(['notice-1', 'notice-2', 'notice-4']);
      expect(await ids({ until: NOON + 2 * HOUR })).toEqual(['notice-1', 'notice-2']);
      expect(await ids({ regulator: 'cn-miit', limit: 1 })).toEqual(['notice-1']);
      expect(await ids({ regulator: 'cn-cac' })).toEqual([]);
    });

    test('censures are counted by year', async () => {
      const { browse } = await withNotices(4);
      const years = await browse.noticesByYear('cn-miit' as never, (NOON + 9 * HOUR) as never);
      expect([...years].toSorted()).toEqual([
        ['2020', 2],
        ['2021', 1],
      ]);
    });

    test('a page has its versions, read or not', async () => {
      const store = await withNotices(1);
      await store.saveItem(
        aNewItem({ id: 'item-1b', hash: 'hash-1b', fetchedAt: NOON + 5 * HOUR }, '<p>edited</p>'),
      );
      const versions = await store.browse.versions('item-1b' as never);
      expect(versions.map((one) => [one.item.id, one.item.version, one.notice])).toEqual([
        ['item-1', 1, 'notice-1'],
        ['item-1b', 2, null],
      ]);
      expect(await store.browse.item('item-1b' as never)).toMatchObject({ id: 'item-1b', version: 2 });
      expect(await store.browse.item('none' as never)).toBeNull();
      expect(await store.browse.versions('none' as never)).toEqual([]);
    });

    test('what is under way is counted', async () => {
      const store = await withNotices(1);
      expect(await store.browse.figures()).toEqual({
        itemsWaiting: 0,
        oldestItem: null,
        deliveriesWaiting: 0,
        oldestDelivery: null,
        reviewsOpen: 0,
      });
      await store.saveItem(aNewItem({ id: 'late', key: 'k', hash: 'late', fetchedAt: NOON + HOUR }));
      expect(await store.browse.figures()).toMatchObject({ itemsWaiting: 1, oldestItem: NOON + HOUR });
    });
  });
}
