import { describe, expect, test } from 'vitest';
import { command } from '../../../support/command.ts';

describe('migrate', () => {
  test.each([
    [['migrate'], {}, 2, /--from/],
    [['migrate', '--from', 'none.db'], {}, 2, /Set DATABASE_URL to the PostgreSQL/],
    [
      ['migrate', '--from', 'none.db'],
      { DATABASE_URL: 'postgres://u:p@db.test/t' },
      1,
      /no database at none\.db/,
    ],
  ] as const)('%j says what is missing', async (args, env, code, says) => {
    const said = await command([...args], env);
    expect(said.err).toMatch(says);
    expect(said.err).not.toContain('u:p@');
    expect(said.code).toBe(code);
  });
});
