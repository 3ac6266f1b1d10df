import { expect, test } from 'vitest';
import { recordDue } from '../../../src/answers/queries/record-due.ts';
import type { CompanyId, SectorId } from '../../../src/domain/ids.ts';
import { standingOf } from '../../../src/pipeline/score/score.ts';
import { at, SHANGHAI, step, weights } from '../../pipeline/score/building.ts';

const standing = (company: string, ...acts: ReturnType<typeof step>[]) =>
  standingOf({
    company: { id: company as CompanyId, sector: 'internet' as SectorId },
    events: acts,
    rules: [],
    weights,
    zoneOf: () => SHANGHAI,
  });

test('what was last seen over a year ago, the gravest first, then the oldest', () => {
  const list = step('2019-05-01', 'inputs-cut', { company: 'one', matter: 'list' });
  const block = step('2020-07-01', 'block', { company: 'two', matter: 'block' });
  const older = step('2018-07-01', 'block', { company: 'three', matter: 'older' });
  const fresh = step('2021-12-01', 'block', { company: 'four', matter: 'fresh' });
  const fine = step('2018-01-01', 'fine', { company: 'five', matter: 'fine' });
  const naming = step('2018-01-01', 'rectify', { company: 'six', matter: 'naming' });
  const probe = step('2015-01-01', 'probe', { company: 'seven', matter: 'probe' });
  const standings = [list, block, older, fresh, fine, naming, probe].map((act) =>
    standing(act.company, act),
  );
  const due = recordDue(standings, at('2022-01-10'), weights.grades);
  expect(
    due.map(({ company, class: grave, state }) => `${company} ${grave} ${state.code}`),
  ).toEqual(['three 4 in-force', 'two 4 in-force', 'seven 3 not-recorded', 'one 3 in-force']);
  expect(due.at(-1)!.state.day).toBe('2019-05-01');
});
