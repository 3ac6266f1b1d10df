import { expect, test } from 'vitest';
import { gradeApps } from '../../../src/knowledge/catalog/companies.ts';
import { app, company } from '../../support/companies.ts';

const graded = (text: string) =>
  gradeApps([company('acme', { apps: [app('acme/door', '门店通'), app('acme/gate', '门')] })], {
    path: 'config/app-values.tsv',
    text: `company\tapp\ttier\tsure\n${text}`,
  });

test('an app gets the value of the table, as a judgement; one that is gone grades nothing', () => {
  const { companies, problems } = graded('# note\nacme\tdoor\tcore\thigh\nacme\told\tminor\tlow\n');
  expect(problems).toEqual([]);
  expect(companies[0]!.apps.map((one) => one.value)).toEqual([
    [
      {
        tier: 'core',
        from: null,
        to: null,
        evidence: [{ kind: 'judgement', source: 'estimate (high)', day: null }],
      },
    ],
    [],
  ]);
});

test('a line that says no value is named with its place, and the others count', () => {
  const { companies, problems } = graded('acme\tgate\tgreat\thigh\nacme\tdoor\tminor\tlow\n');
  expect(problems).toMatchObject([{ line: 2, message: expect.stringContaining('great') }]);
  expect(companies[0]!.apps[0]!.value[0]!.tier).toBe('minor');
});
