import { describe, expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { Gap, PageCheck } from '../../../src/domain/item.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { MINUTE, NOON } from './build.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const SOURCE = 'cn-miit-lists' as SourceId;
const at = (ms: number) => ms as Instant;
const check = (key: string, dueAt: number, more: Partial<PageCheck> = {}): PageCheck => ({
  source: SOURCE,
  key,
  url: `https://www.example.org/${key}`,
  title: 'A notice',
  statedDate: null,
  stage: 'saved',
  firstSeenAt: at(NOON),
  dueAt: at(dueAt),
  tries: 0,
  etag: null,
  lastModified: null,
  missing: [],
  ...more,
});

export function watchContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: proof of watch`, () => {
    const open = opening(fresh);

    test('a name that is pinned keeps its key; only what the list says of it changes', async () => {
      const store = await open();
      await store.nameItem(SOURCE, 'first', ['guid-1', 'https://a.example/1'], 'mark-1');
      await store.nameItem(SOURCE, 'second', ['https://a.example/1', 'guid-2'], 'mark-2');
      const names = await store.itemNames(SOURCE, [
        'guid-1',
        'guid-2',
        'https://a.example/1',
        'nobody',
      ]);
      expect(names).toEqual(
        new Map([
          ['guid-1', { key: 'first', mark: 'mark-1' }],
          ['https://a.example/1', { key: 'first', mark: 'mark-2' }],
          ['guid-2', { key: 'second', mark: 'mark-2' }],
        ]),
      );
      expect(await store.itemNames('another-source' as SourceId, ['guid-1'])).toEqual(new Map());
    });

    test('a thousand names are asked at once', async () => {
      const store = await open();
      const names = Array.from({ length: 1_000 }, (_, n) => `guid-${n}`);
      await store.nameItem(SOURCE, 'many', names, 'mark');
      expect((await store.itemNames(SOURCE, names)).size).toBe(1_000);
      expect(await store.itemNames(SOURCE, [])).toEqual(new Map());
    });

    test('pages to look at again come when they are due, the longest overdue first', async () => {
      const store = await open();
      await store.savePageCheck(check('late', NOON + MINUTE));
      await store.savePageCheck(check('early', NOON - MINUTE));
      await store.savePageCheck(check('future', NOON + 60 * MINUTE));
      const due = await store.pageChecks({ due: at(NOON + MINUTE), limit: 9 });
      expect(due).toEqual([check('early', NOON - MINUTE), check('late', NOON + MINUTE)]);
      await store.savePageCheck(check('early', NOON + 90 * MINUTE, { tries: 1 }));
      expect(await store.pageChecks({ due: at(NOON), limit: 9 })).toEqual([]);
      await store.dropPageCheck(SOURCE, 'early');
      expect((await store.pageChecks({ source: SOURCE, limit: 9 })).map((one) => one.key)).toEqual([
        'late',
        'future',
      ]);
    });

    test('a gap lasts until it is ended', async () => {
      const store = await open();
      const gap: Gap = {
        source: SOURCE,
        from: at(NOON),
        to: null,
        because: storedSentence('http 503'),
      };
      await store.saveGap(gap);
      expect(await store.gaps({ since: at(NOON + MINUTE) })).toEqual([gap]);
      await store.saveGap({ ...gap, to: at(NOON + 5 * MINUTE) });
      const [ended] = await store.gaps({ source: SOURCE, since: at(NOON) });
      expect(ended).toEqual({ ...gap, to: NOON + 5 * MINUTE });
      expect(await store.gaps({ since: at(NOON + 6 * MINUTE) })).toEqual([]);
    });
  });
}
