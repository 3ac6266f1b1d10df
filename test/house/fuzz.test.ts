import { describe, expect, test } from 'vitest';
import { GENERATORS } from '../support/fuzz/generators.ts';
import { fuzzCase, type Room, readAll } from '../support/fuzz/rooms.ts';
import { rounds } from '../support/rounds.ts';

const CASES: readonly (readonly [Room, number])[] = [
  ['pages', rounds(30, 60)],
  ['feeds', rounds(60, 120)],
  ['decoder', rounds(30, 60)],
  ['reader', rounds(20, 40)],
  ['files', rounds(20, 40)],
  ['http', rounds(10, 20)],
];
/**
 * What a long run found: accusations on lines of their own with more than a line break between
 * them.
 */
const FOUND: readonly (readonly [Room, number])[] = [['reader', 83_786]];
const CHARACTERS = 30_000;

describe('a short run of `npm run fuzz`', () => {
  test.each(CASES)(
    '%s: %i seeded cases break nothing',
    async (room, count) => {
      for (let seed = 1; seed <= count; seed += 1)
        await expect(fuzzCase(room, seed), `${room} ${seed}`).resolves.toBeUndefined();
    },
    90_000,
  );

  test.each(FOUND)('%s %i, which broke once, breaks nothing', async (room, seed) => {
    await expect(fuzzCase(room, seed)).resolves.toBeUndefined();
  });

  test('what is made to be slow is read, each generator once', async () => {
    for (const { room, name, make } of GENERATORS) {
      if (room === 'reader') continue;
      const text = make(Math.ceil(CHARACTERS / Math.max(1, make(2).length - make(1).length)));
      await expect(readAll(room, text), `${room}: ${name}`).resolves.toBeUndefined();
    }
  }, 120_000);
});
