import { expect, test } from 'vitest';
import { z } from 'zod';
import { problemAt, readYaml } from '../../../src/knowledge/catalog/yaml.ts';

const path = 'config/x.yml';

test('every scalar stays what was typed', () => {
  const { value } = readYaml(
    { path, text: 'symbol: 0700\ncountry: NO\napp: 99\nday: 2021-08-18\n' },
    z.record(z.string(), z.string()),
  );
  expect(value).toEqual({ symbol: '0700', country: 'NO', app: '99', day: '2021-08-18' });
});

test('a key that stands twice is refused where it stands again', () => {
  const { value, problems } = readYaml(
    { path, text: 'a: 1\nb: 2\na: 3\n' },
    z.record(z.string(), z.string()),
  );
  expect(value).toBeNull();
  expect(problems).toMatchObject([{ file: path, line: 3, column: 1 }]);
});

test('all faults of a file are named at once', () => {
  const schema = z.strictObject({ a: z.enum(['x', 'y']), b: z.string() });
  const { problems } = readYaml({ path, text: 'a: z\nc: 1\n' }, schema);
  expect(problems.map((problem) => problem.message)).toEqual([
    '"a": Invalid option: expected one of "x"|"y"',
    '"b" is missing',
    'unknown key "c"',
  ]);
});

test.each([
  [['list', 1, 'name'], 3, 6],
  [['list', 0], 2, 5],
  [['list', 7], 2, 3],
  [['single', 0, 'name'], 4, 11],
  [[], 1, 1],
] as const)('%j stands on line %i, column %i', (steps, line, column) => {
  const text = 'list:\n  - {name: a}\n  - {name: b}\nsingle: { name: c }\n';
  expect(problemAt({ path, text }, steps, '', '')).toMatchObject({ line, column });
});

test.each([
  ['many', '{many: [{name: a, form: b}]}'],
  ['named', '{named: {x: {name: a, form: b}}}'],
])('an unknown key below "%s" is named with those that are known there', (_, text) => {
  const inner = z.strictObject({ name: z.string(), from: z.string().optional() });
  const schema = z.strictObject({
    many: z.array(z.preprocess((value) => value, inner)).optional(),
    named: z.record(z.string(), inner.nullable()).optional(),
  });
  expect(readYaml({ path, text }, schema).problems).toMatchObject([
    { message: 'unknown key "form"', remedy: expect.stringContaining('known here: name, from.') },
  ]);
});
