import { describe, expect, test } from 'vitest';
import { GENERATORS } from '../support/fuzz/generators.ts';
import { fuzzCase, type Room, readAll } from '../support/fuzz/rooms.ts';

const CASES: readonly (readonly [Room, number])[] = [
  ['pages', 60],
  ['feeds', 120],
  ['decoder', 60],
  ['reader', 40],
  ['files', 40],
  ['http', 20],
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
