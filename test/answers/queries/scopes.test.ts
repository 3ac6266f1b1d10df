import { expect, test } from 'vitest';
import { codeOf, sameTerms } from '../../../src/answers/queries/scopes.ts';

const terms = {
  leastBand: 'watch',
  timing: 'at-once',
  language: 'en',
  role: null,
} as const;

test.each([
  ['a switch that is absent is off', {}, { stores: false }, true],
  ['a switch that is on is another wish', {}, { stores: true }, false],
  ['another band is another wish', {}, { leastBand: 'high' as const }, false],
  ['the same is the same', { threads: true }, { threads: true }, true],
])('%s', (_, one, other, same) => {
  expect(sameTerms({ ...terms, ...one }, { ...terms, ...other })).toBe(same);
});

test('a subscription has a code of its own that never changes', () => {
  const code = (id: string) => codeOf({ id: id as never });
  expect(code('slack:a:all')).toMatch(/^[0-9a-f]{8}$/);
  expect(code('slack:a:all')).toBe(code('slack:a:all'));
  expect(code('slack:a:all')).not.toBe(code('slack:b:all'));
});
