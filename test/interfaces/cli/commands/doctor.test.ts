import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../../../support/command.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'doctor-'));

test('a fresh machine is in order, and each check says what it found', async () => {
  const said = await command(['doctor', '--json'], {
    DATA_DIR: fresh(),
    CONTACT: 'me@example.org',
  });
  const found = JSON.parse(said.out) as { check: string; state: string; says: string }[];
  expect(said.code).toBe(0);
  expect(found.filter((one) => one.state === 'broken')).toEqual([]);
  expect(found.map((one) => one.says).join('\n')).toMatch(/none was polled yet/);
  expect([...new Set(found.map((one) => one.check))]).toEqual([
    'versions',
    'configuration',
    'catalog',
    'database',
    'disk',
    'permissions',
    'ways out',
    'second reader',
    'page',
  ]);
});

test.each([
  [{ LANGUAGE: 'fr' }, /BROKEN configuration +LANGUAGE.*\n +→ correct that line/],
  [{ WEB_PORT: '8080', WEB_HOST: '0.0.0.0' }, /BROKEN page .*WEB_TOKEN.*\n +→ set WEB_TOKEN/],
  [{ DISCORD_TOKEN: 'not-a-token' }, /BROKEN ways out .*bot token.*\n +→ copy it anew/],
  [
    { DATA_DIR: 'package.json/data' },
    /BROKEN permissions .*package\.json is a file\n +→ set DATA_DIR/,
  ],
  [{ CONFIG_DIR: '/no/such/folder' }, /BROKEN catalog/],
])('%j is found, with the remedy', async (env, expected) => {
  const said = await command(['doctor'], { DATA_DIR: fresh(), ...env } as Record<string, string>);
  expect(said.code).toBe(1);
  expect(said.out).toMatch(expected);
});

test('a damaged database is found', async () => {
  const folder = fresh();
  writeFileSync(join(folder, 'tocsin.db'), 'x'.repeat(5_000));
  const said = await command(['doctor'], { DATA_DIR: folder });
  expect(said.code).toBe(1);
  expect(said.out).toMatch(/BROKEN database .*not a Tocsin database/);
});

test('a source that is switched off by a name that nobody has is told, with the one that may be meant', async () => {
  const folder = fresh();
  const envFile = join(folder, '.env');
  writeFileSync(envFile, 'SOURCES_OFF=cn-mitt,cn-cac\nLANGUAG=zh\n');
  const env = { DATA_DIR: folder, SOURCES_OFF: 'cn-mitt,cn-cac' };
  const said = await command(['doctor'], env, { envFile });
  expect(said.out).toMatch(
    /SOURCES_OFF names "cn-mitt", which is no source.*did you mean cn-miit\?/,
  );
  expect(said.out).not.toContain('names "cn-cac"');
  expect(said.out).toContain(`LANGUAG (${envFile}:2) is no setting of Tocsin`);
});
