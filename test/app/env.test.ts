import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES, readEnv } from '../../src/app/env.ts';
import { readEnvFile } from '../../src/app/env-file.ts';

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

  test.each([
    [{ ALLOW_HOSTS: 'http://localhost:1200' }, /^ALLOW_HOSTS: names or addresses without scheme/],
    [{ ALLOW_HOSTS: 'rsshub.lan/path' }, /^ALLOW_HOSTS: names or addresses without scheme/],
    [{ RSSHUB_URL: 'localhost:1200' }, /^RSSHUB_URL: a whole address, beginning with http/],
    [{ PROXY_URL: 'proxy.example.org:3128' }, /^PROXY_URL: a whole address/],
    [{ TRUST_PROXY: '10.0.0.0/99' }, /^TRUST_PROXY: addresses or networks such as/],
    [{ TRUST_PROXY: 'nginx' }, /^TRUST_PROXY: addresses or networks such as/],
    [{ TIME_ZONE: 'Asia/Shangai' }, /Did you mean Asia\/Shanghai/],
    [{ TIME_ZONE: 'tokyo' }, /Did you mean Asia\/Tokyo\?/],
    [
      { TIME_ZONE: 'the moon' },
      /^TIME_ZONE: not an IANA time zone, for example Asia\/Shanghai\. See/,
    ],
    [{ SOURCES_PACKS: 'chna-apps' }, /Did you mean china-apps/],
  ])('%j says what is allowed', (source, message) => {
    const read = readEnv(source);
    expect(read.ok === false && read.problems.join('\n')).toMatch(message);
  });

  test('hosts and networks as they are written are taken', () => {
    const read = readEnv({
      ALLOW_HOSTS: 'localhost:1200, 192.168.1.5, [::1]:80, rsshub.lan',
      TRUST_PROXY: '127.0.0.1, 10.0.0.0/8, fd00::/8',
      RSSHUB_URL: 'http://localhost:1200',
    });
    expect(read.ok && read.env.ALLOW_HOSTS).toHaveLength(4);
    expect(read.ok && read.env.TRUST_PROXY).toHaveLength(3);
  });

  describe('from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'env-')), '.env');
    const read = (text: string, more: Record<string, string> = {}) => {
      writeFileSync(path, text);
      const file = readEnvFile(path)!;
      return readEnv({ ...file.values, ...more }, file);
    };

    test('a mistake is named with its file and line', () => {
      const found = read('# settings\n\nLANGUAGE=fr\nexport RSSHUB_URL="localhost:1200"\n');
      expect(found.ok === false && found.problems).toEqual([
        expect.stringContaining(`RSSHUB_URL (${path}:4): a whole address`),
        expect.stringContaining(`LANGUAGE (${path}:3): `),
      ]);
    });

    test('a value of the environment itself has no line', () => {
      const found = read('LANGUAGE=en\n', { LANGUAGE: 'fr' });
      expect(found.ok === false && found.problems.join()).toMatch(/^LANGUAGE: /);
    });

    test('a name that nothing reads is told, with the one that may be meant', () => {
      const found = read(
        'DISCORD_TOKN=abc\nweb_port=1\nNODE_OPTIONS=x\nTZ=UTC\nDISCORD_TOKEN_FILE=\nCOFFEE=black\n',
      );
      expect(found.ok && found.notes).toEqual([
        `DISCORD_TOKN (${path}:1) is no setting of Tocsin and does nothing: did you mean DISCORD_TOKEN?`,
        `web_port (${path}:2) is no setting of Tocsin and does nothing: did you mean WEB_PORT?`,
        `COFFEE (${path}:6) is no setting of Tocsin and does nothing: .env.example has every name.`,
      ]);
    });

    test('no value of a secret is repeated', () => {
      const found = read(
        'SMTP_URL=http://user:hunter2@mail\nPROXY_URL=hunter2:1\nWEB_TOKEN=hunter2\n',
      );
      expect(found.ok === false && found.problems).toHaveLength(3);
      expect(JSON.stringify(found)).not.toContain('hunter2');
    });
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
