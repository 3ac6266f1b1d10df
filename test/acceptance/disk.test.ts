import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { type OpenStore, openStore, storeOver } from '../../src/base/store/open.ts';
import { openSqlite } from '../../src/base/store/sqlite.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

/** A database on a disk whose size a test sets. */
function smallDisk() {
  let engine: ReturnType<typeof openSqlite>;
  return {
    async open(path: string): Promise<OpenStore> {
      await (await openStore({ path })).close();
      engine = openSqlite(path);
      return storeOver(engine);
    },
    /** Pages that are left; null = enough. */
    async leave(pages: number | null) {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db);
      const most = pages === null ? 4_000_000_000 : rows[0]!.page_count + pages;
      await sql.raw(`pragma max_page_count = ${most}`).execute(engine.db);
    },
  };
}

test.each([1, 7, 20])(
  'a disk that is full after %i pages and is freed costs no notice',
  async (pages) => {
    const disk = smallDisk();
    world = await startWorld({ open: disk.open });
    await world.follow('trip-com');
    await disk.leave(pages);
    const problems = new Set<string>();
    for (let n = 1; n <= 12; n += 1) {
      world.publish('miit', {
        ...SHORT_LIST,
        path: `/miit/full_${n}.html`,
        title: SHORT_LIST.title.replace('第9批，总第18批', `第${n}批，总第${n + 20}批`),
      });
      await world
        .tickAt(`2021-09-20T10:${String(n * 4).padStart(2, '0')}`)
        .catch((error) => problems.add(`${error.name} ${error.code}`));
    }
    await expect(world.store.tryToWrite()).rejects.toMatchObject({ code: 'disk-full' });
    expect([...problems]).toEqual(['StoreProblem disk-full']);
    await disk.leave(null);
    await world.store.tryToWrite();
    await world.tickAt('2021-09-20T12:00');
    await world.tickAt('2021-09-20T12:30');
    const notices = await world.store.notices({ actionsOnly: true, limit: 99 });
    expect(notices).toHaveLength(12);
    expect((await world.store.figures()).itemsWaiting).toBe(0);
  },
  90_000,
);

test('a disk on which every write takes long loses no notice and no message, and is reported once', async () => {
  const reported: number[] = [];
  world = await startWorld({
    async open(path) {
      await (await openStore({ path })).close();
      const engine = openSqlite(path);
      const write: typeof engine.write = async (rows) => {
        await new Promise((resolve) => setTimeout(resolve, 120));
        return engine.write(rows);
      };
      const slowWrites = { afterMs: 100, report: (ms: number) => void reported.push(ms) };
      return storeOver({ ...engine, write }, () => {}, slowWrites);
    },
  });
  await world.follow('trip-com');
  for (const n of [1, 2, 3]) {
    world.publish('miit', {
      ...SHORT_LIST,
      path: `/miit/slow_${n}.html`,
      title: SHORT_LIST.title.replace('第9批，总第18批', `第${n}批，总第${n + 20}批`),
    });
    await world.tickAt(`2021-09-20T10:${n * 10}`);
  }
  expect(await world.store.notices({ actionsOnly: true, limit: 9 })).toHaveLength(3);
  expect(world.shown).toHaveLength(3);
  expect(reported).toHaveLength(1);
}, 90_000);
