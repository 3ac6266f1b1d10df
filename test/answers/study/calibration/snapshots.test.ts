import { describe, expect, test } from 'vitest';
import { snapshotsOf } from '../../../../src/answers/study/acts.ts';
import type { RegulatoryEvent } from '../../../../src/domain/score.ts';
import { standingOf } from '../../../../src/pipeline/score/score.ts';
import { at, SHANGHAI, step, weights } from '../../../pipeline/score/building.ts';
import { company, listing } from '../../../support/companies.ts';

const ACME = company('acme', {
  listings: [listing('XNAS:ACME', { from: '2020-01-01', to: '2022-01-01' })],
});
const MONTH_END = at('2021-06-30');

function snapshotAt(
  events: readonly RegulatoryEvent[],
  instant = MONTH_END,
  until = at('2023-01-01'),
) {
  const standing = standingOf({
    company: ACME,
    events,
    rules: [],
    weights,
    zoneOf: () => SHANGHAI,
  });
  return snapshotsOf([{ company: ACME, standing }], [instant], until)[0];
}

const ORDER = 'rectify';

describe('what counts as a hit within 90 days', () => {
  test.each<[string, RegulatoryEvent[], boolean, boolean]>([
    ['nothing', [], false, false],
    ['an order the day after', [step('2021-07-01', ORDER)], true, true],
    ['an order on the 90th day', [step('2021-09-28', ORDER)], true, true],
    ['one day later', [step('2021-09-29', ORDER)], false, false],
    ['on the day itself: it is known', [step('2021-06-30', ORDER)], false, false],
    ['a naming without deadline is level 1', [step('2021-07-10', 'name')], false, false],
    ['press alone', [step('2021-07-10', ORDER, { origin: 'notice', evidence: 0.5 })], false, false],
    [
      'through a listed child',
      [step('2021-07-10', ORDER, { via: 'child' as never })],
      false,
      false,
    ],
    [
      'a further act in an open case is no fresh one',
      [step('2021-06-01', 'review'), step('2021-07-10', 'no-new-clients')],
      true,
      false,
    ],
  ])('%s', (_, events, hit, fresh) => {
    expect(snapshotAt(events)).toMatchObject({ hit, freshHit: fresh });
  });

  test('features know only what was known', () => {
    const past = [step('2020-01-01', ORDER), step('2021-06-20', ORDER)];
    const later = step('2021-07-05', 'licence/shut');
    const { load, count365, daysSince } = snapshotAt(past)!;
    expect(snapshotAt([...past, later])).toMatchObject({ load, count365, daysSince });
    expect([count365, Math.round(daysSince)]).toEqual([1, 10]);
    expect(snapshotAt([])).toMatchObject({ load: 0, count365: 0, daysSince: 3_650 });
  });

  test('no snapshot before the listing, after it, or while the 90 days are not over', () => {
    expect(snapshotAt([], at('2019-12-31'))).toBeUndefined();
    expect(snapshotAt([], at('2022-01-31'))).toBeUndefined();
    expect(snapshotAt([], MONTH_END, at('2021-09-27'))).toBeUndefined();
    expect(snapshotAt([], MONTH_END, at('2021-09-28'))).toBeDefined();
  });
});
