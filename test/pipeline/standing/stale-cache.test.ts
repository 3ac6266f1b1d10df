import { beforeEach, describe, expect, test } from 'vitest';
import { createStaleCache } from '../../../src/pipeline/standing/stale-cache.ts';

let now: number;
let made: number;
let cache: ReturnType<typeof createStaleCache<number>>;
/** A value that takes so many milliseconds to make; the n-th is n. */
const taking = (ms: number) => async () => {
  now += ms;
  made += 1;
  return made;
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  now = 1_000_000;
  made = 0;
  cache = createStaleCache<number>({ now: () => now as never }, { max: 2 });
});

describe('a value', () => {
  test('is cached for a minute; one that is quickly made is then made for whoever asks', async () => {
    expect(await cache('a', '', taking(100))).toBe(1);
    now += 59_000;
    expect(await cache('a', '', taking(100))).toBe(1);
    now += 2_000;
    expect(await cache('a', '', taking(100))).toBe(2);
  });

  test('that is slow is made behind the page', async () => {
    expect(await cache('a', '', taking(2_000))).toBe(1);
    now += 61_000;
    expect(await cache('a', '', taking(2_000))).toBe(1);
    await settled();
    expect(await cache('a', '', taking(2_000))).toBe(2);
    expect(made).toBe(2);
  });

  test('that is heavy takes a twentieth of the time at most', async () => {
    await cache('a', '', taking(30_000));
    now += 500_000;
    expect(await cache('a', '', taking(30_000))).toBe(1);
    await settled();
    expect(made).toBe(1);
  });

  test.each([
    [100, 0, 2],
    [5_000, 50_000, 1],
    [5_000, 101_000, 1],
  ])(
    'with another mark, made in %i ms, is after %i ms answered as number %i',
    async (ms, age, answer) => {
      await cache('a', 'one', taking(ms));
      now += age;
      expect(await cache('a', 'other', taking(ms))).toBe(answer);
      await settled();
      expect(await cache('a', 'other', taking(ms))).toBe(age === 50_000 ? 1 : 2);
    },
  );

  test('is made anew where the clock goes back', async () => {
    await cache('a', '', taking(100));
    now -= 200;
    expect(await cache('a', '', taking(100))).toBe(2);
  });

  test('is made once for everybody who asks meanwhile', async () => {
    expect(await Promise.all([cache('a', '', taking(500)), cache('a', '', taking(500))])).toEqual([
      1, 1,
    ]);
  });

  test('that could not be made is tried again', async () => {
    const broken = () => Promise.reject(new Error('no'));
    await expect(cache('a', '', broken)).rejects.toThrow('no');
    expect(await cache('a', '', taking(500))).toBe(1);
  });

  test('gives way to newer ones', async () => {
    for (const key of ['a', 'b', 'c']) await cache(key, '', taking(500));
    expect(await cache('b', '', taking(500))).toBe(2);
    expect(await cache('a', '', taking(500))).toBe(4);
  });
});
