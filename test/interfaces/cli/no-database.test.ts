import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LOOKUPS } from '../../../src/answers/queries/lookups.ts';
import { COMMANDS } from '../../../src/interfaces/cli/commands/index.ts';
import { command } from '../../support/command.ts';

const home = mkdtempSync(join(tmpdir(), 'tocsin-no-database-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What each look-up of the terminal is asked; without any words = of everything. */
const ASKED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  company: [['TCOM'], ['TCOM', '--at', '2021-08-20'], ['nobody by that name']],
  of: [['TCOM'], ['a-1']],
  name: [['微信'], ['nothing by that name']],
};

const names = new Set(COMMANDS.map(({ name }) => name));
const rows = LOOKUPS.filter(({ name }) => names.has(name) || name === 'notice').flatMap(
  ({ name, argument, min, max }) => {
    const asked = max > 1 ? [['TCOM', 'BABA']] : (ASKED[argument ?? ''] ?? []);
    return [...asked, ...(min === 0 ? [[]] : [])].map((words) => [
      name === 'notice' ? 'notices' : name,
      ...words,
    ]);
  },
);

test('every look-up of the terminal is asked here', () => {
  expect(new Set(rows.map(([name]) => name)).size).toBeGreaterThanOrEqual(8);
});

test.each(rows.map((words) => [words.join(' '), words] as const))(
  'where the bot has never run, `%s` answers and makes no database',
  async (_, words) => {
    const { code, out, err } = await command([...words], { DATA_DIR: join(home, 'data') });
    expect([0, 1]).toContain(code);
    expect(`${out}${err}`).not.toMatch(/is not a function|TypeError/);
    expect(existsSync(join(home, 'data'))).toBe(false);
  },
);
