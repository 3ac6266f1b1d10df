import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../src/base/store/migrate.ts';
import { MOVED_TABLES, moveDatabase } from '../../../src/base/store/move.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { KEYS } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import { aDelivery, aNewItem } from './build.ts';
import { anAlertingOutcome } from './build-outcome.ts';
import { asAdmin, postgresForTests } from './postgres-server.ts';

/** Tables that live only as long as the processes that write them. */
const NOT_MOVED: readonly string[] = ['leases', 'rate_slots'];

test('a move carries every table there is, by its primary key', async () => {
  const engine = openSqlite(':memory:');
  await migrate(engine.db, 'memory');
  const tables = await engine.db.introspection.getTables();
  expect(MOVED_TABLES.toSorted()).toEqual(
    tables
      .map((table) => table.name)
      .filter((name) => !NOT_MOVED.includes(name))
      .toSorted(),
  );
  for (const table of MOVED_TABLES) {
    const columns = tables.find((one) => one.name === table)?.columns.map((column) => column.name);
    expect(columns, table).toEqual(expect.arrayContaining([...KEYS[table]!]));
  }
  await engine.close();
});

const server = await postgresForTests();
const folder = mkdtempSync(join(tmpdir(), 'move-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (!('reason' in server)) await server.stop();
});

if ('reason' in server) {
  test(`moving to PostgreSQL is not tested on this machine: ${server.reason}`, () => {
    expect(process.env.TOCSIN_REQUIRE_POSTGRES ?? '', 'it is required here').toBe('');
  });
} else {
  const { url } = server;
  let file: string;
  let files = 0;
  beforeEach(async () => {
    file = join(folder, `${++files}.db`);
    await asAdmin(url, 'drop schema public cascade');
    await asAdmin(url, 'create schema public');
  });

  /** A database with pages, a notice that was told, and what somebody asked to be remembered. */
  async function filled(pages: number): Promise<OpenStore> {
    const store = await openStore({ path: file });
    for (let n = 1; n <= pages; n += 1)
      await store.saveItem(
        aNewItem(
          { id: `page-${n}`, key: `k${n}`, hash: `h${n}` },
          `<p>第${n}页 — bytes \0 of it</p>`,
        ),
      );
    await store.saveItem(aNewItem());
    await store.saveOutcome(anAlertingOutcome([aDelivery()]), 0 as never);
    await store.remember('word', '"kept" 警钟');
    return store;
  }

  describe('moving an embedded database to PostgreSQL', () => {
    test('every row arrives, and new rows are numbered after them', async () => {
      await (await filled(45)).close();
      const told: string[] = [];
      expect(
        await moveDatabase(file, url, (p) => told.push(`${p.table} ${p.rows}/${p.of}`)),
      ).toBeGreaterThan(92);
      expect(told).toContain('items 46/46');
      const [before, after] = [
        await openStore({ path: file }),
        await openStore({ databaseUrl: url }),
      ];
      expect(await after.recall('word')).toBe('"kept" 警钟');
      for (const id of ['page-1', 'page-45']) {
        const [here, there] = [await before.item(id as never), await after.item(id as never)];
        expect(there).toEqual(here);
      }
      expect(await after.figures()).toEqual(await before.figures());
      await after.saveItem(aNewItem({ id: 'new', key: 'new', hash: 'new' }));
      expect(await after.item('new' as never)).toMatchObject({ id: 'new' });
      await before.close();
      await after.close();
    });

    test('stopped after any batch it leaves nothing behind, and the next one moves everything', async () => {
      await (await filled(45)).close();
      for (const stopAt of [1, 3, 6]) {
        let batches = 0;
        const stop = () => {
          if (++batches === stopAt) throw new Error('killed');
        };
        await expect(moveDatabase(file, url, stop)).rejects.toThrow('killed');
        const between = await openStore({ databaseUrl: url });
        expect(await between.item('page-1' as never)).toBeNull();
        await between.close();
      }
      await moveDatabase(file, url, () => {});
      const after = await openStore({ databaseUrl: url });
      expect(await after.versions('page-45' as never)).toHaveLength(1);
      await after.close();
    });

    test('a database in use, and a target that holds rows, are refused', async () => {
      const store = await filled(1);
      await store.close();
      const held = await openStore({ path: file, holder: 'the running one' });
      await expect(moveDatabase(file, url, () => {})).rejects.toThrow('in use by the running one');
      await held.close();
      const other = await openStore({ databaseUrl: url });
      await other.remember('word', 'mine');
      await other.close();
      await expect(moveDatabase(file, url, () => {})).rejects.toThrow(
        /already holds rows \(memory\)/,
      );
    });
  });
}
