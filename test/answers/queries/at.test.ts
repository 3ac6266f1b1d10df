import { expect, test } from 'vitest';
import { atOf } from '../../../src/answers/queries/at.ts';

test.each([
  ['2021-08-18', '2021-08-18T15:59:59.000Z'],
  ['2021-08-18T10:00+08:00', '2021-08-18T02:00:00.000Z'],
  ['2021-02-30', null],
  ['2021-08-18T10:00', null],
  ['tomorrow', null],
  ['', null],
])('%j is %s', (text, at) => {
  const read = atOf(text);
  expect(read === null ? null : new Date(read).toISOString()).toBe(at);
});
