import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES, readEnv } from '../../src/app/env.ts';

describe('the environment', () => {
  test('is empty on a fresh machine, and that is fine', () => {
    expect(readEnv({})).toMatchObject({
      ok: true,
      env: { DATA_DIR: 'data', CONFIG_DIR: 'config', LANGUAGE: 'en', WATCH: [] },
    });
  });

  test('a value left empty counts as not set', () => {
    const read = readEnv({ DISCORD_TOKEN: '  ', DATA_DIR: '' });
    expect(read.ok && read.env.DISCORD_TOKEN).toBe(undefined);
    expect(read.ok && read.env.DATA_DIR).toBe('data');
  });

  test('lists are split at commas and blanks', () => {
    const read = readEnv({ WATCH: 'TCOM, 0700.HK DIDI' });
    expect(read.ok && read.env.WATCH).toEqual(['TCOM', '0700.HK', 'DIDI']);
  });

  test('a secret may come from a file, without its last newline', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'env-')), 'token');
    writeFileSync(file, 'abc\n');
    const read = readEnv({ DISCORD_TOKEN_FILE: file });
    expect(read.ok && read.env.DISCORD_TOKEN).toBe('abc');
  });

  test.each([
    [{ LANGUAGE: 'fr' }, /^LANGUAGE: /],
    [{ DISCORD_API: 'not a url' }, /^DISCORD_API: /],
    [
      { DATABASE_URL: 'postgres://user:secret@[bad/x' },
      /^DATABASE_URL: no address of a database\. See/,
    ],
    [{ DISCORD_TOKEN: 'a', DISCORD_TOKEN_FILE: 'b' }, /both set: keep one/],
    [{ DISCORD_TOKEN_FILE: '/no/such/file' }, /does not exist: correct the path/],
    [{ DISCORD_TOKEN_FILE: tmpdir() }, /cannot be read \(EISDIR\)/],
  ])('%j is refused with the variable and the remedy', (source, message) => {
    const read = readEnv(source);
    expect(read.ok === false && read.problems.join('\n')).toMatch(message);
  });

  test.each(['abc', '70000', '-1'])('WEB_PORT=%s costs only the page, and says so', (port) => {
    const read = readEnv({ WEB_PORT: port });
    expect(read).toMatchObject({ ok: true, env: { WEB_PORT: 0 } });
    expect(read.ok && read.notes).toEqual([
      `WEB_PORT="${port}" is no port from 1 to 65535: the page stays off, everything else goes on.`,
    ]);
  });

  test('.env.example documents every variable and no other', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(documented.toSorted()).toEqual([...ENV_NAMES].toSorted());
  });
});
