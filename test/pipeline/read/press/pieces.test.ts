import { expect, test } from 'vitest';
import { longWords } from '../../../../src/knowledge/names/word-edges.ts';
import {
  keyOfPiece,
  keyOfUnit,
  piecesOf,
  unitsOf,
} from '../../../../src/pipeline/read/press/pieces.ts';

test.each([
  ['U.S. fines Meta $1.2bn', ['u.s.', 'fines', 'meta', '$', '1.2bn']],
  ['AT&T says so-called “fee”', ['at&t', 'says', 'so-called', '“', 'fee', '”']],
  ['工信部 约谈App 3.5次', ['工', '信', '部', '约', '谈', 'app', '3.5', '次']],
  ['1,360 apps, Meta.', ['1,360', 'apps', ',', 'meta', '.']],
  ['', []],
])('the units of %j', (text, units) => {
  expect(unitsOf(text)).toEqual(units);
});

test('a name is one piece, and one that reaches over the end of the range is none', () => {
  const text = '网信办约谈滴滴出行';
  const inside = [{ start: 5, end: 9 }];
  expect(piecesOf(text, 0, 9, inside)).toEqual({
    starts: [0, 1, 2, 3, 4, 5],
    ends: [1, 2, 3, 4, 5, 9],
    names: [-1, -1, -1, -1, -1, 0],
  });
  expect(piecesOf(text, 0, 7, inside).names).toEqual([-1, -1, -1, -1, -1, -1, -1]);
});

test.each(['A', "'", '约', 'probe', 'İ'])('a piece %j has the key of its unit', (unit) => {
  expect(keyOfPiece(`x${unit}`, 1, 1 + unit.length)).toBe(keyOfUnit(unit.toLowerCase()));
});

test('an apostrophe has one key, alone and inside a word', () => {
  expect(keyOfPiece('’', 0, 1)).toBe(keyOfUnit("'"));
  expect(keyOfPiece('it’s', 0, 4)).toBe(keyOfUnit("it's"));
});

test('the words of a range by place: single characters and what is no Chinese have none', () => {
  expect([...longWords('在目前的App', 1, 7)]).toEqual([
    '目前',
    '目前',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
