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
        if (n < 2) await store.quarantineItem(id, 'test', at(NOON + waited * MINUTE));
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
      await store.quarantineItem('same-minute' as ItemId, 'no reader for .wps', at(NOON));
      await store.saveOutcome(anOutcome(), at(NOON));
      expect(await ids(9)).toEqual(['late']);
      expect(await store.itemBytes('same-minute' as ItemId)).not.toBeNull();
    });

    test('an item set aside can be settled by a later reader', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.quarantineItem('item-1' as ItemId, 'no reader', at(NOON));
      expect(await store.saveOutcome(anOutcome(), at(NOON))).toBe(true);
      expect(await store.saveOutcome(anOutcome(), at(NOON))).toBe(false);
    });

    test('what a reader set aside waits again for another version of it only', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.quarantineItem('item-1' as ItemId, 'read-1: took more than 10 seconds', at(NOON));
      await store.requeueForReader('read-1', at(NOON));
      expect(await store.pendingItems(9)).toEqual([]);
      await store.requeueForReader('read-2', at(NOON));
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
