import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BaseRatesFile } from '../../../src/knowledge/catalog/lists.ts';
import { readYaml } from '../../../src/knowledge/catalog/yaml.ts';

const path = 'config/base-rates.yml';

test('of 1,074 apps that MIIT named 28 % were removed, 6 to 91 % a list', () => {
  const { value, problems } = readYaml({ path, text: readFileSync(path, 'utf8') }, BaseRatesFile);
  expect(problems).toEqual([]);
  const [rate] = value!;
  expect(rate).toMatchObject({ id: 'miit-naming-to-removal', n: 1074 });
  expect([rate!.rate, rate!.low, rate!.high].map((one) => Math.round(one * 100))).toEqual([
    28, 6, 91,
  ]);
  expect(rate!.batches).toHaveLength(9);
});

test('a list that removes more than it names is wrong', () => {
  const text = '- {id: a, of: b, years: "2021", source: c, batches: [{named: 3, removed: 4}]}';
  expect(readYaml({ path, text }, BaseRatesFile).problems[0]).toMatchObject({
    message: 'a batch names at least one app and removes at most as many',
  });
});
