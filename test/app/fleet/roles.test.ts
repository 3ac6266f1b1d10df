import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkRoles, rolesOf } from '../../../src/app/roles.ts';
import { openStore } from '../../../src/base/store/open.ts';
import { command } from '../../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'roles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('roles', () => {
  test.each([
    [[], ['watch', 'deliver', 'bot', 'web', 'reader']],
    [['all'], ['watch', 'deliver', 'bot', 'web', 'reader']],
    [['web,watch'], ['watch', 'web']],
    [
      ['deliver', 'bot', 'deliver'],
      ['deliver', 'bot'],
    ],
  ])('%j are %j', (names, roles) => {
    expect(rolesOf(names)).toEqual(roles);
  });

  test('one that does not exist, or that cannot be filled, is refused with its remedy', () => {
    expect(() => rolesOf(['watcher'])).toThrow(
      'There is no role "watcher": watch, deliver, bot, web, reader or all, several with commas.',
    );
    expect(() => checkRoles(['bot'], {})).toThrow('The role "bot" needs DISCORD_TOKEN.');
    expect(() => checkRoles(['web'], { WEB_PORT: 0 })).toThrow('WEB_PORT=0 switches the page off');
    expect(() => checkRoles(['web'], {})).not.toThrow();
    expect(() => checkRoles(rolesOf([]), {})).not.toThrow();
  });
});

test('a second process on an embedded database is refused, whatever its role, and told what it needs', async () => {
  const store = await openStore({
    path: join(folder, 'tocsin.db'),
    holder: 'the Tocsin of process 1',
  });
  const said = await command(['start', '--role', 'deliver'], {
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
  });
  expect(said.code).toBe(2);
  expect(said.err).toMatch(
    /in use by the Tocsin of process 1.*Several processes at once need a PostgreSQL/,
  );
  await store.close();
});
