import { expect, test } from 'vitest';
import { machineMb, readingLimits } from '../../src/app/machine-memory.ts';

test.each([
  [24_000, 300, 280],
  [450, 300, 280],
  [384, 234, 234],
  [350, 200, 200],
])('on a machine of %i MB, pages may take %i MB and files %i', (mb, pages, files) => {
  const limits = readingLimits({ READING_MB: undefined }, mb);
  expect([limits.pages.residentMb, limits.files.residentMb]).toEqual([pages, files]);
});

test('a machine that is too small is refused with what it needs', () => {
  expect(() => readingLimits({ READING_MB: undefined }, 230)).toThrow(
    'The program may use 230 MB of memory here and needs 350',
  );
});

test('what the operator grants is not refused', () => {
  expect(readingLimits({ READING_MB: 120 }, 230).pages).toMatchObject({
    residentMb: 120,
    keepMb: 120,
  });
});

test('this machine has memory', () => {
  expect(machineMb()).toBeGreaterThan(100);
});
