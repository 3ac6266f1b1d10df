import { describe, expect, test } from 'vitest';
import { declaredTwice, LONGEST, lengthProblem, wordsFound } from '../../scripts/check-words.ts';

describe('the length of a file', () => {
  test('at most 350 lines, the last one ended', () => {
    expect(lengthProblem('src/a.ts', '\n'.repeat(LONGEST))).toEqual([]);
    expect(lengthProblem('src/a.ts', '\n'.repeat(LONGEST + 1))).toEqual([
      'src/a.ts: 351 lines, of at most 350: split it',
    ]);
  });
});

describe('words that must not come back', () => {
  test.each([
    [
      'a variable',
      'const toldBefore = 1;',
      'src/pipeline/alert/a.ts:1: toldBefore; say alerted, reported, certain',
    ],
    [
      'a constant',
      '\nexport const KEPT_ROWS = 2;',
      'src/pipeline/alert/a.ts:2: KEPT_ROWS; say saved, cached, rest',
    ],
    [
      'a type',
      'interface SubscribeWish {}',
      'src/pipeline/alert/a.ts:1: SubscribeWish; say subscription, request, requester',
    ],
  ])('%s is found with its line', (_, code, expected) => {
    expect(wordsFound('src/pipeline/alert/a.ts', code)).toEqual([expected]);
  });

  test('a file is found by its name', () => {
    expect(wordsFound('src/interfaces/cli/desk.ts', '')).toEqual([
      'src/interfaces/cli/desk.ts: its name; say context',
    ]);
  });

  test('texts, comments and longer words are left alone', () => {
    expect(
      wordsFound('src/pipeline/alert/a.ts', "// told\nconst askedly = 'who was told'; /* kept */"),
    ).toEqual([]);
  });

  test('a stored name is allowed where it is read, and nowhere else', () => {
    const code = 'const { toldBecause } = row;';
    expect(wordsFound('src/base/store/rows.ts', code)).toEqual([]);
    expect(wordsFound('src/pipeline/flows/a.ts', code)).toHaveLength(1);
  });

  test('a sentence of the first edition is found in a comment', () => {
    expect(
      wordsFound('src/pipeline/alert/a.ts', '/** A word that cannot be said is no failure. */'),
    ).toHaveLength(1);
  });
});

test('a type name that two files declare is found, one that a file exports and another imports is not', () => {
  const files = new Map([
    ['a.ts', 'export interface Row {}\ntype Cell = string;'],
    ['b.ts', "import type { Cell } from './a.ts';\ntype Row = number;"],
  ]);
  expect([...declaredTwice(files)]).toEqual([['Row', ['a.ts', 'b.ts']]]);
});
