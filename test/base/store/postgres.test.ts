import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { placeOf } from '../../../src/base/store/postgres.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aDelivery, aNewItem, NOON } from './build.ts';
import { anAlertingOutcome } from './build-outcome.ts';
import { storeContract } from './contract.ts';
import { asAdmin, postgresForTests } from './postgres-server.ts';

const server = await postgresForTests();
const CLAIMER = fileURLToPath(new URL('./claimer.ts', import.meta.url));
const claimer = (by: string, url: string) =>
  promisify(execFile)(process.execPath, [CLAIMER, url, by]);

/**
 * Deletes all rows, round after round until none refers to another: most tests fill a few tables
 * with some rows, and each table that is truncated gets new files instead.
 */
const EMPTIED = `do $$ declare name text; has boolean; filled text[] := '{}'; left_over text[]; begin
  for name in select quote_ident(tablename) from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' loop
    execute 'select exists (select 1 from ' || name || ')' into has;
    if has then filled := filled || name; end if;
  end loop;
  while cardinality(filled) > 0 loop
    left_over := '{}';
    foreach name in array filled loop
      begin
        execute 'delete from ' || name;
      exception when foreign_key_violation then
        left_over := left_over || name;
      end;
    end loop;
    filled := left_over;
  end loop; end $$`;

test('an address in a message shows neither user nor password', () => {
  expect(placeOf('postgres://ana:secret@db.test:5433/alerts')).toBe(
    'PostgreSQL at db.test:5433/alerts',
  );
  expect(() => placeOf('nonsense')).toThrow('DATABASE_URL is not an address');
});

if ('reason' in server) {
  console.error(`\n*** PostgreSQL IS NOT TESTED on this machine: ${server.reason}\n`);
  test(`PostgreSQL is not tested on this machine: ${server.reason}`, () => {
    expect(process.env.TOCSIN_REQUIRE_POSTGRES ?? '', 'it is required here').toBe('');
  });
} else {
  const { url, restart } = server;

  /**
   * One database for all tests, emptied before each; the tables are made by the migrations once.
   */
  const fresh = async () => {
    const store = await openStore({ databaseUrl: url });
    await (admin ?? (await connected())).query(EMPTIED);
    return store;
  };
  /** One connection for all tests: each new one reads the tables of the system anew. */
  let admin: pg.Client | null = null;
  async function connected(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    // Cut when the server is stopped: the next test connects anew.
    client.on('error', () => {
      admin = null;
    });
    await client.connect();
    admin = client;
    return client;
  }
  afterAll(async () => {
    await admin?.end();
    await server.stop();
  });

  storeContract('PostgreSQL', fresh);

  describe('PostgreSQL, shared by several processes', () => {
    test('four processes that claim at once take each row once', async () => {
      const store = await fresh();
      await store.saveItem(aNewItem());
      const rooms = Array.from({ length: 400 }, (_, n) =>
        aDelivery({ id: `d-${n}`, address: { sink: 'fake', to: `room-${n}` } }),
      );
      await store.saveOutcome(anAlertingOutcome(rooms), NOON as Instant);
      const claimers = await Promise.all(['a', 'b', 'c', 'd'].map((by) => claimer(by, url)));
      const taken = claimers.flatMap(({ stdout }) => stdout.trim().split('\n').filter(Boolean));
      expect(taken).toHaveLength(400);
      expect(new Set(taken).size).toBe(400);
      await store.close();
    });

    test('two processes that start at once migrate once', async () => {
      await asAdmin(url, 'drop schema public cascade');
      await asAdmin(url, 'create schema public');
      const stores = await Promise.all([
        openStore({ databaseUrl: url }),
        openStore({ databaseUrl: url }),
      ]);
      for (const store of stores) {
        expect(await store.pendingItems(1)).toEqual([]);
        await store.close();
      }
    });

    // Only a server of our own may be stopped.
    if (restart !== null)
      test('a server that goes away is said to be away, and is used again when it is back', async () => {
        const store = await fresh();
        await store.remember('key', 'before');
        await restart();
        // The first use of each cut connection finds out; after that the pool has made new ones.
        let value: string | null = null;
        for (let tries = 0; tries < 20 && value === null; tries += 1)
          value = await store.recall('key').catch((error: Error) => {
            expect(error.message).toContain('does not answer');
            return null;
          });
        expect(value).toBe('before');
        await store.close();
      });

    test('a database of a newer version is left alone', async () => {
      const store = await fresh();
      await store.close();
      await asAdmin(url, "insert into kysely_migration values ('9999-later', '2030-01-01')");
      await expect(openStore({ databaseUrl: url })).rejects.toThrow(/newer Tocsin.*9999-later/);
      await asAdmin(url, "delete from kysely_migration where name = '9999-later'");
    });

    test.each([
      [
        'a database that is not there',
        (good: URL) => Object.assign(good, { pathname: '/nowhere' }),
        /does not exist/,
      ],
      [
        'a port where nobody listens',
        (good: URL) => Object.assign(good, { port: '1' }),
        /does not answer/,
      ],
    ])('%s', async (_, spoil, sentence) => {
      const bad = spoil(new URL(url)).href;
      await expect(openStore({ databaseUrl: bad })).rejects.toThrow(sentence);
    });

    test('a backup is the business of pg_dump', async () => {
      const store = await fresh();
      await expect(store.backup('x')).rejects.toThrow('pg_dump');
      await store.close();
    });
  });
}
