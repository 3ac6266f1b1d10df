import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { migrate, STEPS } from '../../../src/base/store/migrate.ts';
import { openStore } from '../../../src/base/store/open.ts';
import { StoreProblem } from '../../../src/base/store/problem.ts';
import type { Db } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import { aNewItem, anItem } from './build.ts';
import { columnsOf, makeOldest } from './older-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const at = (name: string) => join(folder, name);

async function problem(path: string, holder?: string): Promise<StoreProblem> {
  try {
    const store = await openStore(holder === undefined ? { path } : { path, holder });
    await store.close();
  } catch (error) {
    if (error instanceof StoreProblem) return error;
    throw error;
  }
  throw new Error('it opened');
}

async function aDatabase(name: string): Promise<string> {
  const store = await openStore({ path: at(name) });
  await store.saveItem(aNewItem());
  await store.close();
  return at(name);
}

describe('opening a database', () => {
  test('makes the file and its folder, and finds everything again', async () => {
    const path = await aDatabase('new/folder/tocsin.db');
    const store = await openStore({ path });
    expect(await store.itemByKey(anItem().source, anItem().key)).toEqual(anItem());
    await store.close();
  });

  test('commits reach the disk and the log is written ahead', async () => {
    const path = await aDatabase('pragmas.db');
    const file = new DatabaseSync(path);
    expect(file.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    file.close();
  });

  test('a file that is something else', async () => {
    writeFileSync(at('letter.db'), 'Dear reader, this is a letter and no database. '.repeat(100));
    const said = await problem(at('letter.db'));
    expect(said.code).toBe('not-a-database');
    expect(said.message).toContain(at('letter.db'));
    expect(readFileSync(at('letter.db'), 'utf8')).toMatch(/^Dear reader/);
  });

  test('a damaged file', async () => {
    const path = await aDatabase('damaged.db');
    const bytes = readFileSync(path);
    // The header stays good; the pages behind it do not.
    bytes.fill(0xa5, 100);
    writeFileSync(path, bytes);
    const said = await problem(path);
    expect(said.code).toBe('damaged');
    expect(said.message).toContain('backup');
  });

  test('a file of which one page is damaged: the long-lived program says so before it begins', async () => {
    const path = await aDatabase('one-page.db');
    const file = new DatabaseSync(path);
    file.exec('pragma wal_checkpoint(truncate)');
    const { page_size: size } = file.prepare('pragma page_size').get() as { page_size: number };
    const { rootpage } = file
      .prepare("select rootpage from sqlite_schema where name = 'items_waiting'")
      .get() as { rootpage: number };
    file.close();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, (rootpage - 1) * size, rootpage * size);
    writeFileSync(path, bytes);
    const look = await openStore({ path });
    expect(await look.damage()).toMatch(/./);
    await look.close();
    const said = await problem(path, 'the Tocsin of process 1');
    expect(said.code).toBe('damaged');
    expect(said.message).toContain(path);
    expect(said.message).toContain('`tocsin restore FILE`');
    // The next start is not refused by a lock that the last one left behind.
    expect((await problem(path, 'the Tocsin of process 2')).code).toBe('damaged');
  });

  test('a place where nothing can be written', async () => {
    writeFileSync(at('a-file'), '');
    expect((await problem(at('a-file/tocsin.db'))).code).toBe('not-writable');
    mkdirSync(at('a-folder.db'));
    expect((await problem(at('a-folder.db'))).code).toBe('not-writable');
  });

  test('a database of a newer version is left alone', async () => {
    const path = await aDatabase('newer.db');
    const file = new DatabaseSync(path);
    file.exec("insert into kysely_migration values ('9999-later', '2030-01-01')");
    file.close();
    const said = await problem(path);
    expect(said.code).toBe('newer-version');
    expect(said.message).toMatch(/newer Tocsin.*9999-later.*update Tocsin/);
  });

  test('a database that holds a foreign table of the same name says that nothing was changed', async () => {
    const file = new DatabaseSync(at('foreign.db'));
    file.exec('create table items (anything)');
    file.close();
    const said = await problem(at('foreign.db'));
    expect(said.code).toBe('migration-failed');
    const after = new DatabaseSync(at('foreign.db'));
    const tables = after.prepare("select name from sqlite_schema where name = 'blobs'").all();
    expect(tables).toEqual([]);
    after.close();
  });
});

describe('two programs and one database', () => {
  test('a second holder is refused by name; without holding, a look is allowed', async () => {
    const path = at('held.db');
    const first = await openStore({ path, holder: 'the Tocsin of process 1' });
    const said = await problem(path, 'the Tocsin of process 2');
    expect(said.code).toBe('in-use');
    expect(said.message).toContain('the Tocsin of process 1');
    const look = await openStore({ path });
    await look.saveItem(aNewItem());
    expect(await first.pendingItems(9)).toHaveLength(1);
    await look.close();
    await first.close();
    const next = await openStore({ path, holder: 'the Tocsin of process 2' });
    await next.close();
  });

  test('a file that stays locked by another program', async () => {
    const path = await aDatabase('locked.db');
    const other = new DatabaseSync(path);
    other.exec('pragma locking_mode = exclusive; begin exclusive');
    expect(() => openSqlite(path, 10)).toThrow(/is locked by another program: close/);
    other.close();
  });

  test('two processes that create, migrate and write one file at once wait for each other', async () => {
    const path = at('writers.db');
    const write = (from: number) =>
      promisify(execFile)(process.execPath, [WRITER, path, String(from), '25']);
    const done = await Promise.all([write(0), write(100)]);
    for (const { stderr } of done) expect(stderr).toBe('');
    const store = await openStore({ path });
    expect(await store.deliveries({ limit: 99 })).toHaveLength(50);
    // A writer leaves to the other what is behind a delivery that the other holds; nothing stays
    // half done.
    expect(await store.deliveries({ state: 'claimed', limit: 99 })).toEqual([]);
    expect((await store.deliveries({ state: 'sent', limit: 99 })).length).toBeGreaterThan(25);
    await store.close();
  });
});

describe('backup', () => {
  test('is a whole database, taken while the store is in use', async () => {
    const store = await openStore({ path: at('live.db') });
    await store.saveItem(aNewItem());
    const copying = store.backup(at('backups/copy.db'));
    await store.saveItem(aNewItem({ id: 'item-2', key: 'two' }));
    await copying;
    await store.close();
    const copy = await openStore({ path: at('backups/copy.db') });
    expect((await copy.pendingItems(9)).map((item) => item.id)).toContain('item-1');
    await copy.close();
    expect(existsSync(at('backups/copy.db.unfinished'))).toBe(false);
  });

  test('replaces an older backup only when the new one is complete', async () => {
    const path = await aDatabase('again.db');
    copyFileSync(path, at('old-copy.db'));
    const store = await openStore({ path });
    await store.saveItem(aNewItem({ id: 'item-2', key: 'two' }));
    await store.backup(at('old-copy.db'));
    await store.close();
    const copy = await openStore({ path: at('old-copy.db') });
    expect(await copy.pendingItems(9)).toHaveLength(2);
    await copy.close();
  });
});

test('steps are numbered in their order', () => {
  const numbers = STEPS.map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

test('a database that was upgraded has the tables and indexes of a new one', async () => {
  const schemaOf = async (prepare: (db: Db) => Promise<void>) => {
    const { db, close } = openSqlite(':memory:');
    await prepare(db);
    await migrate(db, 'memory');
    const columns = await columnsOf(db);
    const { rows } = await sql<{
      name: string;
    }>`select name from sqlite_schema order by name`.execute(db);
    await close();
    return [columns, rows.map((row) => row.name)];
  };
  expect(await schemaOf(makeOldest)).toEqual(await schemaOf(async () => {}));
});

test.each([
  ['acts of a notice', 'regulatory_events where notice_id = 1 order by at, id'],
  ['acts of a company', 'regulatory_events where company = 1 and at <= 2 order by at, id'],
  ['signals of a notice', 'signals where notice_id = 1 order by detected_at desc, id'],
  ['alerts of a notice', 'alerts where notice_id = 1'],
  ['the newest notices', 'notices order by dated_at desc, id limit 10'],
])('%s are found by an index', async (_, query) => {
  const { db, close } = openSqlite(':memory:');
  await migrate(db, 'memory');
  const { rows } = await sql<{
    detail: string;
  }>`${sql.raw(`explain query plan select body from ${query}`)}`.execute(db);
  await close();
  expect(rows[0]!.detail).toMatch(
    /^SEARCH \w+ USING INDEX (?!events_at)|^SCAN notices USING INDEX/,
  );
});
