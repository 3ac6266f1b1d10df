import { describe, expect, test } from 'vitest';
import type { ActChange } from '../../../src/domain/act-change.ts';
import type { NoticeId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { at, step } from '../../pipeline/score/building.ts';
import { aNewItem, aNotice } from './build.ts';
import { anOutcome } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const MONDAY = at('2021-08-16');
const act = (id: string, more: { readonly title?: string; readonly company?: string } = {}) =>
  step('2021-08-13', 'rectify', {
    id,
    title: id,
    company: 'didi',
    notice: 'n-1' as NoticeId,
    ...more,
  });
const shown = (lines: readonly ActChange[]) =>
  lines.map(({ position, change, event }) => `${position} ${change} ${event.id}`);

export function actChangesContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: the log of acts`, () => {
    const open = opening(fresh);

    /** Writes outcomes, each of an item of its own but of the same notice. */
    async function writing() {
      const store = await open();
      let n = 0;
      const write = async (
        events: readonly RegulatoryEvent[],
        withdrawn: readonly string[] = [],
      ) => {
        n += 1;
        const item = `i-${n}`;
        await store.saveItem(aNewItem({ id: item, key: item, hash: item }));
        const notice = aNotice({ id: `n-${n}`, item });
        const outcome = anOutcome({ item, notice, events, withdrawn });
        return store.saveOutcome(outcome, (MONDAY + n) as Instant);
      };
      return { store, write };
    }

    test('has a line for what is new, what reads differently and what is taken back', async () => {
      const { store, write } = await writing();
      await write([act('a'), act('b')]);
      await write([act('a', { title: 'A corrected title' })]);
      await write([], ['b']);
      const lines = await store.actChanges({ after: 0, limit: 10 });
      expect(shown(lines)).toEqual(['1 added a', '2 added b', '3 changed a', '4 withdrawn b']);
      expect(lines[2]!.event.title).toBe('A corrected title');
      expect(lines[2]!.at).toBe(MONDAY + 2);
      expect(lines[3]!.event.withdrawnAt).toBe(MONDAY + 3);
      expect(await store.lastActChange()).toBe(4);
    });

    test('says nothing of an act that is written again as it is', async () => {
      const { store, write } = await writing();
      await write([act('a')]);
      await write([act('a')]);
      await write([], ['nobody']);
      expect(shown(await store.actChanges({ after: 0, limit: 10 }))).toEqual(['1 added a']);
    });

    test('has no line of an outcome that was refused', async () => {
      const { store, write } = await writing();
      await write([act('a')]);
      const again = anOutcome({
        item: 'i-1',
        notice: aNotice({ id: 'n-9', item: 'i-1' }),
        events: [act('z')],
      });
      expect(await store.saveOutcome(again, MONDAY)).toBe(false);
      expect(await store.lastActChange()).toBe(1);
    });

    test('answers from a position, of a company, up to an instant, in pages', async () => {
      const { store, write } = await writing();
      await write([act('a'), act('b', { company: 'tencent' }), act('c')]);
      await write([act('d')]);
      const ask = async (query: object) =>
        shown(await store.actChanges({ after: 0, limit: 10, ...query }));
      expect(await ask({ after: 2 })).toEqual(['3 added c', '4 added d']);
      expect(await ask({ company: 'tencent' })).toEqual(['2 added b']);
      expect(await ask({ until: MONDAY + 1 })).toEqual(['1 added a', '2 added b', '3 added c']);
      expect(await ask({ after: 1, limit: 2 })).toEqual(['2 added b', '3 added c']);
    });

    test('gives every position once, in the order of commits, to many writers', async () => {
      const { store, write } = await writing();
      // The notice that all of them name.
      await write([]);
      let cursor = 0;
      const followed: number[] = [];
      const follow = async () => {
        for (const line of await store.actChanges({ after: cursor, limit: 500 })) {
          followed.push(line.position);
          cursor = line.position;
        }
      };
      const writers = Array.from({ length: 20 }, async (_, n) => {
        await write([act(`one-${n}`), act(`two-${n}`)]);
        await follow();
      });
      await Promise.all(writers);
      await follow();
      const all = await store.actChanges({ after: 0, limit: 500 });
      expect(all.map((line) => line.position)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
      expect(new Set(followed).size).toBe(40);
    });
  });
}
