import { describe, expect, test } from 'vitest';
import type { ItemId, SourceId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aNewItem, anItem, aState, MINUTE, NOON } from './build.ts';
import { anOutcome } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const SOURCE = 'cn-miit-lists' as SourceId;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const at = (ms: number) => ms as Instant;

export function itemContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: items and sources`, () => {
    const open = opening(fresh);

    test('a first sighting is new, the same bytes again are known, other bytes are an edit', async () => {
      const store = await open();
      expect(await store.saveItem(aNewItem())).toBe('new');
      expect(await store.saveItem(aNewItem({ id: 'other-id' }))).toBe('known');
      expect(await store.saveItem(aNewItem({ id: 'item-2', hash: 'hash-2' }, '<p>改过</p>'))).toBe(
        'edited',
      );
      const newest = await store.itemByKey(SOURCE, anItem().key);
      expect(newest).toMatchObject({ id: 'item-2', version: 2 });
    });

    test('the time from fetching to settling is told by source, and what waits does not count', async () => {
      const store = await open();
      for (const [n, waited] of [9, 2, 5].entries()) {
        const id = `item-${n}` as ItemId;
        await store.saveItem(aNewItem({ id, key: id, hash: id, fetchedAt: NOON }));
        if (n < 2)
          await store.quarantineItem(
            id,
            { because: 'test', cause: 'page', mark: 'read-1' },
            at(NOON + waited * MINUTE),
          );
      }
      await store.saveOutcome(anOutcome({ item: 'item-2' as ItemId }), at(NOON + 5 * MINUTE));
      await store.saveItem(aNewItem({ id: 'waits', key: 'waits', hash: 'waits' }));
      expect([...(await store.readingTimes())]).toEqual([[SOURCE, 5 * MINUTE]]);
    });

    test('a page that flips back to an earlier version is known and makes no third', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.saveItem(aNewItem({ id: 'item-2', hash: 'hash-2' }));
      expect(await store.saveItem(aNewItem({ id: 'item-3' }))).toBe('known');
    });

    test('versions are counted by the store, whatever the caller believes', async () => {
      const store = await open();
      await store.saveItem(aNewItem({ version: 7 }));
      await store.saveItem(aNewItem({ id: 'item-2', hash: 'hash-2', version: 1 }));
      expect((await store.pendingItems(9)).map((item) => item.version)).toEqual([1, 2]);
    });

    test('the same key at another source is another item', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      expect(await store.saveItem(aNewItem({ id: 'item-2', source: 'en-outlet' }))).toBe('new');
      const { key } = anItem();
      expect((await store.itemByKey(SOURCE, key))?.source).toBe(SOURCE);
      expect((await store.itemByKey('en-outlet' as SourceId, key))?.source).toBe('en-outlet');
      expect(await store.itemByKey('nobody' as SourceId, key)).toBe(null);
    });

    test('bytes and attachments come back as they were, whether they shrink or not', async () => {
      const store = await open();
      const noise = Uint8Array.from(
        { length: 4_000 },
        (_, index) => (index * index * 31 + (index >> 3)) % 251,
      );
      const file = {
        url: 'https://regulator.test/a.docx',
        name: '附件.docx',
        contentType: null,
        hash: 'f',
      };
      const empty = { ...file, name: 'empty' };
      await store.saveItem(
        aNewItem({}, '通报'.repeat(5_000), [
          { file, bytes: noise },
          { file: empty, bytes: new Uint8Array() },
        ]),
      );
      const got = await store.itemBytes('item-1' as ItemId);
      expect(text(got?.bytes)).toBe('通报'.repeat(5_000));
      expect(got?.files.map((one) => one.file)).toEqual([file, empty]);
      expect(got?.files[0]?.bytes).toEqual(noise);
      expect(got?.files[1]?.bytes).toEqual(new Uint8Array());
      expect(await store.itemBytes('nobody' as ItemId)).toBeNull();
    });

    test('bytes are kept apart from the hash that a source computed, so two items may share one hash', async () => {
      const store = await open();
      await store.saveItem(aNewItem({}, 'one'));
      await store.saveItem(aNewItem({ id: 'item-2', key: 'other' }, 'two'));
      expect(text((await store.itemBytes('item-1' as ItemId))?.bytes)).toBe('one');
      expect(text((await store.itemBytes('item-2' as ItemId))?.bytes)).toBe('two');
    });

    test('waiting items come oldest first and leave the list when they are read or set aside', async () => {
      const store = await open();
      await store.saveItem(aNewItem({ id: 'late', key: 'late', fetchedAt: NOON + MINUTE }));
      await store.saveItem(aNewItem({ id: 'item-1' }));
      await store.saveItem(aNewItem({ id: 'same-minute', key: 'b' }));
      const ids = async (limit: number) => (await store.pendingItems(limit)).map((item) => item.id);
      expect(await ids(9)).toEqual(['item-1', 'same-minute', 'late']);
      expect(await ids(1)).toEqual(['item-1']);
      await store.quarantineItem(
        'same-minute' as ItemId,
        { because: 'no reader for .wps', cause: 'page', mark: 'read-1' },
        at(NOON),
      );
      await store.saveOutcome(anOutcome(), at(NOON));
      expect(await ids(9)).toEqual(['late']);
      expect(await store.itemBytes('same-minute' as ItemId)).not.toBeNull();
    });

    test('an item set aside can be settled by a later reader', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.quarantineItem(
        'item-1' as ItemId,
        { because: 'no reader', cause: 'page', mark: 'read-1' },
        at(NOON),
      );
      expect(await store.saveOutcome(anOutcome(), at(NOON))).toBe(true);
      expect(await store.saveOutcome(anOutcome(), at(NOON))).toBe(false);
    });

    test('a debt waits again when it is due, when the program changes, and by hand', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const debt = { because: 'its process ended', cause: 'reading', mark: 'one' } as const;
      const fail = (minute: number) =>
        store.quarantineItem('item-1' as ItemId, debt, at(NOON + minute * MINUTE));
      const queued = (minute: number, query = {}) =>
        store.requeueDebts({ mark: 'one', ...query }, at(NOON + minute * MINUTE));
      await fail(0);
      expect(await store.debts(9)).toMatchObject([
        { because: debt.because, cause: 'reading', attempts: 1, retryAt: NOON + MINUTE },
      ]);
      expect((await store.figures()).itemsUnread).toBe(1);
      expect(await queued(0)).toBe(0);
      expect(await queued(1)).toBe(1);
      await fail(1);
      expect(await queued(2)).toBe(0);
      expect(await queued(3)).toBe(1);
      await fail(3);
      expect((await store.debts(9))[0]).toMatchObject({ attempts: 3, retryAt: null });
      expect(await queued(9_999, { recovered: true })).toBe(0);
      expect(await queued(9_999, { item: 'item-1' })).toBe(1);
      await fail(9_999);
      expect(await queued(9_999, { mark: 'two' })).toBe(1);
      await fail(9_999);
      expect((await store.debts(9))[0]).toMatchObject({ attempts: 1 });
    });

    test('a fault of the program is over for its pages at once when it recovers', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const debt = { because: 'no memory', cause: 'program', mark: 'one' } as const;
      await store.quarantineItem('item-1' as ItemId, debt, at(NOON));
      expect(await store.requeueDebts({ mark: 'one' }, at(NOON))).toBe(0);
      expect(await store.requeueDebts({ mark: 'one', recovered: true }, at(NOON))).toBe(1);
      expect((await store.pendingItems(9)).map((item) => item.id)).toEqual(['item-1']);
    });

    test('a page that cannot be read waits for another version of the program', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.quarantineItem(
        'item-1' as ItemId,
        { because: 'read-1: took more than 10 seconds', cause: 'page', mark: 'read-1' },
        at(NOON),
      );
      await store.requeueDebts({ mark: 'read-1' }, at(NOON));
      expect(await store.pendingItems(9)).toEqual([]);
      await store.requeueDebts({ mark: 'read-2' }, at(NOON));
      expect((await store.pendingItems(9)).map((item) => item.id)).toEqual(['item-1']);
    });

    test('text that a database cannot hold is stored and found again', async () => {
      const store = await open();
      const key = 'odd\0key\ud800';
      await store.saveItem(aNewItem({ key, title: 'a\0b' }));
      expect(await store.saveItem(aNewItem({ key, id: 'again' }))).toBe('known');
      expect((await store.itemByKey(SOURCE, key))?.title).toBe('a\0b');
    });

    test('the state of a source is replaced as a whole', async () => {
      const store = await open();
      expect(await store.sourceState(SOURCE)).toBeNull();
      await store.saveSourceState(aState());
      const ill = aState({
        failures: 3,
        finding: { code: 'not-a-feed', message: 'no XML', since: NOON },
      });
      await store.saveSourceState(ill);
      await store.saveSourceState(aState({ source: 'another' }));
      expect(await store.sourceState(SOURCE)).toEqual(ill);
      expect((await store.sourceStates()).map((state) => state.source)).toEqual([
        'another',
        SOURCE,
      ]);
    });

    test('who is due is found without reading what is remembered of the others', async () => {
      const store = await open();
      for (const [source, at] of Object.entries({ early: NOON - 1, now: NOON, late: NOON + 1 }))
        await store.saveSourceState(aState({ source, nextPollAt: at }));
      const times = async (query: object) =>
        Object.fromEntries(await store.pollTimes(query as Parameters<typeof store.pollTimes>[0]));
      expect(await times({ due: NOON })).toEqual({ early: NOON - 1, now: NOON });
      expect(await times({ of: ['late', 'never asked'] })).toEqual({ late: NOON + 1 });
      expect(await times({ of: [] })).toEqual({});
    });

    test('small named values are remembered', async () => {
      const store = await open();
      expect(await store.recall('commands')).toBeNull();
      await store.remember('commands', 'a');
      await store.remember('commands', 'b');
      expect(await store.recall('commands')).toBe('b');
    });
  });
}
