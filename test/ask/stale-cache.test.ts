import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createStaleCache } from '../../src/ask/stale-cache.ts';

let now: number;
let spent: number;
let made: number;
let cache: ReturnType<typeof createStaleCache<number>>;
/** A value that takes so many milliseconds to make; the n-th is n. */
const taking = (ms: number) => async () => {
  spent += ms;
  made += 1;
  return made;
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  now = 1_000_000;
  spent = 0;
  made = 0;
  cache = createStaleCache<number>({ now: () => now as never }, 2);
  vi.spyOn(performance, 'now').mockImplementation(() => spent);
});

afterEach(() => vi.restoreAllMocks());

describe('a value', () => {
  test('that is quickly made is made every time', async () => {
    expect([await cache.get('a', taking(5)), await cache.get('a', taking(5))]).toEqual([1, 2]);
  });

  test('that is not is cached for a minute, then made behind the page', async () => {
    expect(await cache.get('a', taking(500))).toBe(1);
    now += 59_000;
    expect(await cache.get('a', taking(500))).toBe(1);
    now += 2_000;
    expect(await cache.get('a', taking(500))).toBe(1);
    await settled();
    expect(await cache.get('a', taking(500))).toBe(2);
    expect(made).toBe(2);
  });

  test('that is heavy takes a twentieth of the time at most', async () => {
    await cache.get('a', taking(30_000));
    now += 500_000;
    expect(await cache.get('a', taking(30_000))).toBe(1);
    await settled();
    expect(made).toBe(1);
  });

  test.each([
    [100, 2],
    [5_000, 1],
  ])('known to be out of date and made in %i ms is answered as number %i', async (ms, answer) => {
    await cache.get('a', taking(ms));
    expect(await cache.get('a', taking(ms), () => true)).toBe(answer);
    await settled();
    expect(await cache.get('a', taking(ms))).toBe(2);
  });

  test('is made once for everybody who asks meanwhile', async () => {
    expect(await Promise.all([cache.get('a', taking(500)), cache.get('a', taking(500))])).toEqual([1, 1]);
  });

  test('that could not be made is tried again', async () => {
    const broken = () => Promise.reject(new Error('no'));
    await expect(cache.get('a', broken)).rejects.toThrow('no');
    expect(await cache.get('a', taking(500))).toBe(1);
  });

  test('gives way to newer ones', async () => {
    for (const key of ['a', 'b', 'c']) await cache.get(key, taking(500));
    expect(await cache.get('b', taking(500))).toBe(2);
    expect(await cache.get('a', taking(500))).toBe(4);
  });
});
