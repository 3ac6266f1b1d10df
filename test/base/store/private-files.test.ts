import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { command } from '../../support/command.ts';

const before = process.umask();
let folder: string;
beforeEach(() => {
  process.umask(0o000);
  folder = mkdtempSync(join(tmpdir(), 'private-'));
});
afterEach(() => void process.umask(before));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const modesIn = (path: string) =>
  Object.fromEntries(readdirSync(path).map((name) => [name, modeOf(join(path, name))]));

describe.skipIf(process.platform === 'win32')('whatever the umask', () => {
  test('a database, what stands beside it, and its folder are the owner’s alone', async () => {
    const data = join(folder, 'data', 'tocsin');
    const store = await openStore({ path: join(data, 'tocsin.db'), holder: 'a test' });
    await store.remember('word', 'webhook:https://example.org/secret');
    expect(modeOf(join(folder, 'data'))).toBe('700');
    expect(modeOf(data)).toBe('700');
    expect(modesIn(data)).toEqual({
      'tocsin.db': '600',
      'tocsin.db-shm': '600',
      'tocsin.db-wal': '600',
      'tocsin.db.lock': '600',
    });
    await store.close();
  });

  test('so are a backup, what a restore puts in place, and an export', async () => {
    const env = { DATA_DIR: folder };
    const store = await openStore({ path: join(folder, 'tocsin.db') });
    await store.close();
    const copy = join(folder, 'copies', 'copy.db');
    expect((await command(['backup', copy], env)).code).toBe(0);
    expect([modeOf(join(folder, 'copies')), modeOf(copy)]).toEqual(['700', '600']);
    chmodSync(copy, 0o644);
    expect((await command(['restore', copy], env)).code).toBe(0);
    expect(modeOf(join(folder, 'tocsin.db'))).toBe('600');
    for (const format of ['csv', 'parquet']) {
      const out = join(folder, 'out', `signals.${format}`);
      const done = await command(['export', 'signals', '--format', format, '--out', out], env);
      expect(done.code, done.err).toBe(0);
      expect([modeOf(join(folder, 'out')), modeOf(out)]).toEqual(['700', '600']);
    }
  });

  test('doctor names what other users may read, with the command that mends it', async () => {
    const data = join(folder, 'open');
    mkdirSync(data, { mode: 0o755 });
    const store = await openStore({ path: join(data, 'tocsin.db') });
    await store.close();
    writeFileSync(join(data, 'tocsin.db.before-restore'), '', { mode: 0o644 });
    const said = await command(['doctor'], { DATA_DIR: data });
    expect(said.out).toContain(`${data} may be read by other users of this machine`);
    expect(said.out).toContain(`→ chmod 700 ${data}`);
    expect(said.out).toContain(`→ chmod 600 ${join(data, 'tocsin.db.before-restore')}`);
    expect(said.out).not.toContain(`chmod 600 ${join(data, 'tocsin.db')}\n`);
  });
});
