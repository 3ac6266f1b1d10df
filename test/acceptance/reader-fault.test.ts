import { afterEach, describe, expect, test } from 'vitest';
import { readinessOf } from '../../src/app/web.ts';
import type { Address } from '../../src/domain/alert.ts';
import { ReaderFault } from '../../src/domain/debt.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

const OPERATOR: Address = { sink: 'terminal', to: 'operator' };

let world: World;
let fault: ReaderFault | null = null;
/** Whether only pages fail, and lists are read. */
let onlyPages = false;
/** `lines` = what the log said. */
const begin = async (lines: string[] = []) => {
  fault = null;
  onlyPages = false;
  const failIfAtFault = () => {
    if (fault !== null) throw fault;
  };
  world = await startWorld({
    operator: OPERATOR,
    logged: (line) => void lines.push(line),
    workers: (own) => ({
      ...own,
      getReady: async () => fault,
      decode: async (...page) => {
        failIfAtFault();
        return own.decode(...page);
      },
      read: async (...page) => {
        failIfAtFault();
        return own.read(...page);
      },
      pages: {
        ...own.pages,
        entries: async (...list) => {
          if (!onlyPages) failIfAtFault();
          return own.pages.entries(...list);
        },
      },
    }),
  });
  await world.follow('trip-com');
  await world.tickAt('2021-09-20T09:05');
  world.shown.length = 0;
};
afterEach(() => world.close());

const ready = () => readinessOf(world.store, { now: () => 0 as never })();
const shown = () => world.shown.join('\n');

describe('a reading process that cannot read', () => {
  test('is named to the operator within a minute, blames no source and loses no page', async () => {
    const lines: string[] = [];
    await begin(lines);
    world.publish('miit', SHORT_LIST);
    fault = new ReaderFault('reader-memory', 'Reading took more than 300 MB of memory.');
    await world.tickAt('2021-09-20T10:05');
    await world.tickAt('2021-09-20T10:06');
    await world.tickAt('2021-09-20T10:07');
    expect(shown()).toContain('its reading process has too little memory');
    expect(shown()).not.toContain('hostile');
    expect(lines.filter((line) => line.includes('pages cannot be read'))).toHaveLength(1);
    expect((await ready()).join('\n')).toMatch(/no page can be read \(reader-memory\)/);
    const states = await world.store.sourceStates();
    expect(states.filter(({ finding, failures }) => finding !== null || failures > 0)).toEqual([]);
    fault = null;
    await world.tickAt('2021-09-20T10:09');
    await world.tickAt('2021-09-20T10:10');
    expect(shown()).toContain('Trip.com');
    expect((await ready()).join('\n')).not.toContain('no page can be read');
    expect(await world.store.debts(9)).toEqual([]);
  });

  test('at a page leaves the page as a debt, which is read when the process works', async () => {
    await begin();
    // Within the hour after its last check.
    world.publish('miit', SHORT_LIST);
    onlyPages = true;
    fault = new ReaderFault('reader-tables', 'The table of names is cut off.');
    await world.tickAt('2021-09-20T10:00');
    expect(await world.store.debts(9)).toMatchObject([
      { cause: 'program', attempts: 1, because: 'The table of names is cut off.' },
    ]);
    fault = null;
    await world.tickAt('2021-09-20T10:02');
    await world.tickAt('2021-09-20T10:03');
    expect(await world.store.debts(9)).toEqual([]);
    expect(shown()).toContain('Trip.com');
  });

  test('is found by its own page within an hour, where nothing else is published', async () => {
    await begin();
    onlyPages = true;
    fault = new ReaderFault('reader-tables', 'The table of names is cut off.');
    await world.tickAt('2021-09-20T10:04');
    expect((await ready()).join('\n')).not.toContain('no page can be read');
    await world.tickAt('2021-09-20T10:05');
    expect((await ready()).join('\n')).toMatch(/no page can be read \(reader-tables\)/);
  });
});
