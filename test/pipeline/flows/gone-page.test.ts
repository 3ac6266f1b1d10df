import { expect, it } from 'vitest';
import type { NoticeId, SourceId } from '../../../src/domain/ids.ts';
import type { Item } from '../../../src/domain/item.ts';
import type { Review, Store } from '../../../src/domain/ports.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { askIfWithdrawn } from '../../../src/pipeline/flows/gone-page.ts';

const CHECK = { source: 'cn-miit-apps' as SourceId, key: 'k', url: 'https://miit.test/n' };
const NOW = 1_700_000_000_000 as Instant;

/** A store with one page of two versions, of which the first was read. */
function storeOf({ item = true, signals = 1 }) {
  const reviews = new Map<string, Review>();
  const page = { id: 'i2', title: '通报' } as Item;
  const notice = 'n1' as NoticeId;
  return {
    reviews,
    itemByKey: async () => (item ? page : null),
    versions: async () => [
      { item: page, notice },
      { item: page, notice: null },
    ],
    signals: async () =>
      Array.from({ length: signals }, () => ({})) as Awaited<ReturnType<Store['signals']>>,
    addReview: async (review: Review) => {
      const isNew = !reviews.has(review.id);
      reviews.set(review.id, review);
      return isNew;
    },
  };
}

it('asks a person once whether a notice was withdrawn whose page is gone', async () => {
  const store = storeOf({});
  expect(await askIfWithdrawn(CHECK, store, NOW)).toBe(true);
  expect(await askIfWithdrawn(CHECK, store, NOW)).toBe(false);
  expect([...store.reviews.values()]).toEqual([
    expect.objectContaining({
      id: 'n1:page-gone',
      notice: 'n1',
      kind: 'notice',
      subject: '通报',
      because: { code: 'page-gone', params: { address: CHECK.url } },
      createdAt: NOW,
    }),
  ]);
});

it.each([
  ['was never saved', { item: false }],
  ['led to nothing', { signals: 0 }],
])('asks nothing of a page that %s', async (_, stored) => {
  const store = storeOf(stored);
  expect(await askIfWithdrawn(CHECK, store, NOW)).toBe(false);
  expect(store.reviews.size).toBe(0);
});
