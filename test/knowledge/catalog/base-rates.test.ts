import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { baseRateOn } from '../../../src/domain/history.ts';
import type { RegulatorId } from '../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { BaseRatesFile } from '../../../src/knowledge/catalog/lists.ts';
import { readYaml } from '../../../src/knowledge/catalog/yaml.ts';

const path = 'config/base-rates.yml';

test('of 1,074 apps that MIIT named 28 % were removed, 6 to 91 % a list', () => {
  const { value, problems } = readYaml({ path, text: readFileSync(path, 'utf8') }, BaseRatesFile);
  expect(problems).toEqual([]);
  const [rate, later] = value!;
  expect(rate).toMatchObject({ id: 'miit-naming-to-removal', n: 1074 });
  expect([rate!.rate, rate!.low, rate!.high].map((one) => Math.round(one * 100))).toEqual([
    28, 6, 91,
  ]);
  expect(rate!.batches).toHaveLength(9);
  // As many as the whole series of lists has, up to the last whose weeks are over.
  expect(later).toMatchObject({ n: 1804, rate: 0, counted: 'published' });
  expect(later!.batches).toHaveLength(57 - 20);
});

test('a rate speaks for lists of its own authority, and until a later one begins', () => {
  const { value } = readYaml({ path, text: readFileSync(path, 'utf8') }, BaseRatesFile);
  const on = (regulator: string, day: string) =>
    baseRateOn(value!, regulator as RegulatorId, day as CalendarDate)?.id ?? null;
  expect(on('cn-miit', '2021-08-18')).toBe('miit-naming-to-removal');
  expect(on('cn-miit', '2022-02-17')).toBe('miit-naming-to-removal');
  expect(on('cn-miit', '2026-08-25')).toBe('miit-naming-to-published-removal');
  expect(on('cn-miit', '2019-01-01')).toBeNull();
  expect(on('cn-cac', '2026-08-25')).toBeNull();
});

test('a list that removes more than it names is wrong', () => {
  const text =
    '- {id: a, regulator: cn-miit, from: "2021-01-01", counted: reported, of: b, years: "2021", source: c, batches: [{named: 3, removed: 4}]}';
  expect(readYaml({ path, text }, BaseRatesFile).problems[0]).toMatchObject({
    message: 'a batch names at least one app and removes at most as many',
  });
});
