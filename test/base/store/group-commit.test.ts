import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../src/base/store/migrate.ts';
import type { Db, Engine, Write } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import { groupCommits } from '../../../src/base/store/writes.ts';

let folder: string;
let engine: Engine;
let other: Engine;
let commits = 0;
let write: Write;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'group-commit-'));
  const path = join(folder, 'store.db');
  engine = openSqlite(path);
  await migrate(engine.db, path);
  other = openSqlite(path);
  commits = 0;
  const counted = new Proxy(engine.db, {
    get(db, name) {
      if (name === 'transaction') commits += 1;
      const value: unknown = Reflect.get(db, name);
      return typeof value === 'function' ? value.bind(db) : value;
    },
  });
  write = groupCommits(counted as Db);
});
afterEach(async () => {
  await Promise.all([engine.close(), other.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a named value, and answers its name. */
const remember = (key: string, value = 'x') =>
  write(async (trx) => {
    await trx.insertInto('memory').values({ key, value }).execute();
    return key;
  });
/** What another connection sees: committed rows only. */
const remembered = async () =>
  (await other.db.selectFrom('memory').select('key').orderBy('key').execute()).map(
    ({ key }) => key,
  );

describe('writes of an embedded database', () => {
  test('that come at the same time share one transaction', async () => {
    const keys = Array.from({ length: 100 }, (_, n) => `key-${String(n).padStart(3, '0')}`);
    expect(await Promise.all(keys.map((key) => remember(key)))).toEqual(keys);
    expect([commits, await remembered()]).toEqual([1, keys]);
  });

  test('are committed when their caller hears of them, in the order in which they came', async () => {
    const seen: string[][] = [];
    const first = remember('bytes').then(async () => seen.push(await remembered()));
    await first;
    await remember('state').then(async () => seen.push(await remembered()));
    expect(seen).toEqual([['bytes'], ['bytes', 'state']]);
  });

  test('fail alone: what came with one that fails is written', async () => {
    await remember('taken');
    const done = await Promise.allSettled([remember('one'), remember('taken'), remember('two')]);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await remembered()).toEqual(['one', 'taken', 'two']);
  });
});
