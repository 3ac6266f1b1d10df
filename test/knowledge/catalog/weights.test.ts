import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { WeightsFile } from '../../../src/knowledge/catalog/lists.ts';
import { readYaml } from '../../../src/knowledge/catalog/yaml.ts';

const path = 'config/scoring.yml';
const text = readFileSync(path, 'utf8');
const without = (from: string, to: string) => {
  expect(text).toContain(from);
  return readYaml({ path, text: text.replace(from, to) }, WeightsFile);
};

test('config/scoring.yml is sound, and every number has its reason', () => {
  const { value, problems } = readYaml({ path, text }, WeightsFile);
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    severityRatio: { value: 2.5 },
    halfPoint: { value: 10 },
    halfLifeDays: { value: 120 },
    breadth: { value: 0.25, cap: 0.5 },
    closedFactor: { value: 0.5 },
    value: { tiers: { core: 1, major: 0.5, minor: 0.2, trivial: 0.05, unknown: 0.35 } },
    reach: { tiers: { super: 1.25, large: 1, other: 0.8, unknown: 1 } },
    fineUnits: { base: 0.05, perCent: 1, most: 8, unknownAmount: 0.2, unknownRevenue: 0.4 },
    force: {
      kinds: {
        standing: { days: 365, floor: 0.25, years: 3 },
        inquiry: { days: 365, floor: 0.25, years: 3 },
      },
    },
    bands: { watch: 10, elevated: 25, high: 50, severe: 75 },
  });
});

describe('what is wrong is said with its place and a remedy', () => {
  test.each([
    [
      'a number out of range',
      '  value: 0.5\n  because: A closing',
      '  value: 1.5\n  because: A closing',
      '"closedFactor.value"',
    ],
    ['a word for a number', 'value: 120', 'value: long', '"halfLifeDays.value"'],
    ['an unknown key', 'halfPoint:', 'halfpoint:', 'unknown key "halfpoint"'],
    ['bands that do not rise', 'high: 50', 'high: 20', 'the bands do not rise'],
    [
      'shares that do not rise',
      '{below: 0.03, level: 3}',
      '{below: 0.003, level: 3}',
      'the shares of `fines`',
    ],
  ])('%s', (_, from, to, message) => {
    const { value, problems } = without(from, to);
    expect(value).toBeNull();
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
    expect(problems[0]!.line).toBeGreaterThan(0);
    expect(problems[0]!.remedy).not.toBe('');
  });
});
