import { describe, expect, test } from 'vitest';
import { readAt } from '../../../src/interfaces/cli/option-values.ts';

describe('--at reads dates and instants and nothing else', () => {
  test.each([
    ['2021-08-18', '2021-08-18T15:59:59.000Z'],
    ['2021-08-18T10:00+08:00', '2021-08-18T02:00:00.000Z'],
    ['2021-08-18T10:00:30Z', '2021-08-18T10:00:30.000Z'],
    ['2024-02-29', '2024-02-29T15:59:59.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(readAt(text, 0)).toISOString()).toBe(expected);
  });

  test.each([
    'yesterday',
    '2021-8-18',
    '2021-02-30',
    '2023-02-29',
    '2021-13-01',
    '2021-08-18T10:00',
    '18.08.2021',
    '',
  ])('"%s" is refused with an example', (text) => {
    expect(() => readAt(text, 0)).toThrow(/is not a date: write 2021-08-18/);
  });

  test('without it, now counts', () => {
    expect(readAt(undefined, 42)).toBe(42);
  });
});
