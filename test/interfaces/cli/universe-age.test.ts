import { expect, test } from 'vitest';
import { universeAge } from '../../../src/interfaces/cli/doctor-checks.ts';

const universe = { asOf: '2026-08-22' as never, size: 18_631 };

test.each([
  ['2026-08-01', false, /0 days old/],
  ['2026-12-20', false, /120 days old/],
  ['2026-12-21', true, /from lists up to 2026-08-22, 121 days old/],
])('on %s the lists are old: %s', (day, old, says) => {
  const found = universeAge(universe, Date.parse(day));
  expect(found.state === 'mind').toBe(old);
  expect(found.says).toMatch(says);
});

test('no lists are too old', () => {
  expect(universeAge({ asOf: null, size: 0 }, 0).state).toBe('mind');
});
