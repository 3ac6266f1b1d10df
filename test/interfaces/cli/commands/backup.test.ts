import { chmodSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../../src/base/store/open.ts';
import { command } from '../../../support/command.ts';

let folder: string;
let env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  env = { DATA_DIR: folder };
});
const database = () => join(folder, 'tocsin.db');
const copyAt = () => join(folder, 'copy.db');

async function remember(value: string): Promise<void> {
  const store = await openStore({ path: database() });
  await store.remember('word', value);
  await store.close();
}
async function recall(): Promise<string | null> {
  const store = await openStore({ path: database() });
  const value = await store.recall('word');
  await store.close();
  return value;
}

describe('backup and restore', () => {
  test('what was copied while the program runs comes back, and what was there is kept', async () => {
    await remember('before');
    const running = await openStore({ path: database(), holder: 'the running one' });
    expect(await command(['backup', copyAt()], env)).toMatchObject({ code: 0 });
    await running.remember('word', 'after');
    const refused = await command(['restore', copyAt()], env);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringMatching(/in use by the running one: stop that one first/),
    });
    await running.close();
    expect(await command(['restore', copyAt()], env)).toMatchObject({ code: 0 });
    expect(await recall()).toBe('before');
    expect(existsSync(`${database()}.before-restore`)).toBe(true);
  });

  test('a file that is no database is not taken, and nothing is changed', async () => {
    await remember('before');
    writeFileSync(copyAt(), 'x'.repeat(5_000));
    const said = await command(['restore', copyAt()], env);
    expect(said.code).toBe(2);
    expect(said.err).toContain('was not taken, and nothing was changed');
    expect(await recall()).toBe('before');
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test.each([
    [['backup', 'x.db'], {}, 1, /no database at .* yet/],
    [['restore', 'none.db'], {}, 1, /There is no file none\.db/],
    [['backup', 'x.db'], { DATABASE_URL: 'postgres://u:p@db/t' }, 2, /pg_dump/],
    [['restore', 'x.db'], { DATABASE_URL: 'postgres://u:p@db/t' }, 2, /pg_restore/],
  ])('%j with %j is told', async (args, more, code, because) => {
    const said = await command(args, { ...env, ...more });
    expect(said.code).toBe(code);
    expect(said.err).toMatch(because);
  });

  test('a place that cannot be written is a sentence', async () => {
    await remember('before');
    writeFileSync(join(folder, 'a-file'), '');
    const said = await command(['backup', join(folder, 'a-file', 'copy.db')], env);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/a-file\/copy\.db cannot be written: check that its folder exists/);
  });

  // Root may write everywhere: only somebody else finds out.
  test.skipIf(process.platform === 'win32')(
    'neither is a folder that may only be read',
    async () => {
      await remember('before');
      const { seteuid, getuid } = process;
      chmodSync(folder, 0o555);
      if (getuid!() === 0) seteuid!(65_534);
      try {
        for (const args of [
          ['backup', copyAt()],
          ['restore', join(folder, 'tocsin.db')],
          ['setup', '--watch', 'TCOM', '--no-test'],
          ['export', 'signals', '--out', join(folder, 'out.csv')],
        ]) {
          const said = await command(args, env, { envFile: join(folder, '.env') });
          expect(said.code, args[0]).toBe(2);
          expect(said.err, args[0]).not.toMatch(/bug in Tocsin|\bat /);
          expect(said.err, args[0]).toContain(folder);
        }
      } finally {
        if (getuid!() === 0) seteuid!(0);
        chmodSync(folder, 0o755);
      }
    },
  );

  test('a file that is there is kept unless somebody says otherwise', async () => {
    await remember('before');
    await command(['backup', copyAt()], env);
    expect((await command(['backup', copyAt()], env)).err).toContain('add --overwrite');
    expect((await command(['backup', copyAt(), '--overwrite'], env)).code).toBe(0);
    expect((await command(['backup', database(), '--overwrite'], env)).err).toContain(
      'the place of the database itself',
    );
  });
});
