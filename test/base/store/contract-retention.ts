import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { aNewItem, NOON } from './build.ts';
import type { FreshStore } from './contract.ts';

const DAY = 86_400_000;
const at = (day: number) => (NOON + day * DAY) as Instant;

/** Raw bytes are let go, what refers to them stays. */
export function retentionContract(backend: string, fresh: FreshStore): void {
  describe(`raw bytes on ${backend}`, () => {
    const page = (id: string, day: number, text = `<p>${id}</p>`) =>
      aNewItem({ id, key: id, hash: `hash-${id}-${text.length}`, fetchedAt: at(day) }, text);

    test('old and settled ones go; young, waiting and shared ones stay; the item stays for ever', async () => {
      const store = await fresh();
      for (const one of [page('old', 0), page('waiting', 0), page('young', 20)])
        await store.saveItem(one);
      await store.saveItem(page('shared', 0, '<p>the same</p>'));
      await store.saveItem(page('shared-young', 20, '<p>the same</p>'));
      for (const id of ['old', 'young', 'shared', 'shared-young'])
        await store.quarantineItem(
          id as never,
          { because: 'read', cause: 'page', mark: 'read-1' },
          at(21),
        );
      const dropped = await store.retention.dropBytes(at(10));
      expect(dropped.files).toBe(1);
      expect(dropped.bytes).toBeGreaterThan(0);
      const held = async (id: string) => (await store.itemBytes(id as never)) !== null;
      expect([
        await held('old'),
        await held('waiting'),
        await held('young'),
        await held('shared'),
      ]).toEqual([false, true, true, true]);
      expect(await store.item('old' as never)).toMatchObject({ id: 'old' });
      expect(await store.retention.dropBytes(at(10))).toEqual({ files: 0, bytes: 0 });
      await store.retention.compact();
    });

    test('the same bytes, published again later, are held anew', async () => {
      const store = await fresh();
      await store.saveItem(page('first', 0, '<p>again</p>'));
      await store.quarantineItem(
        'first' as never,
        { because: 'read', cause: 'page', mark: 'read-1' },
        at(1),
      );
      await store.retention.dropBytes(at(10));
      await store.saveItem(page('second', 20, '<p>again</p>'));
      const bytes = (await store.itemBytes('second' as never))?.bytes;
      expect(new TextDecoder().decode(bytes)).toBe('<p>again</p>');
    });

    test('many go in portions', async () => {
      const store = await fresh();
      for (let n = 0; n < 450; n += 1) {
        await store.saveItem(page(`page-${n}`, 0));
        await store.quarantineItem(
          `page-${n}` as never,
          { because: 'read', cause: 'page', mark: 'read-1' },
          at(1),
        );
      }
      expect((await store.retention.dropBytes(at(10))).files).toBe(450);
    });
  });
}
