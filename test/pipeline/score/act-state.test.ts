import { expect, test } from 'vitest';
import { actOf } from '../../../src/domain/act.ts';
import { type LaterAct, stateOf } from '../../../src/domain/act-state.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';

type Stated = Partial<Parameters<typeof actOf>[0]>;
const day = (text: string) => text as CalendarDate;
const block = (stated: Stated = {}) => actOf({ measure: 'block', posture: 'final', ...stated });
const seen = (text: string) => ({ day: day(text), source: null, url: null });
const later = (
  effect: NonNullable<LaterAct['act']['effect']>,
  date: string,
  parts: { until?: string; changed?: LaterAct[] } = {},
): LaterAct => ({
  act: { effect, until: parts.until === undefined ? null : day(parts.until) },
  date: day(date),
  changed: parts.changed ?? [],
});

test.each<[string, ReturnType<typeof block>, readonly LaterAct[], string | null, string]>([
  ['fresh', block(), [], null, 'in-force 2022-03-01'],
  [
    'seen within a year',
    block({ checked: seen('2023-06-01') }),
    [],
    '2024-01-01',
    'in-force 2023-06-01',
  ],
  ['not seen for longer', block(), [], '2024-01-01', 'unseen 2022-03-01'],
  [
    'a planned end ahead',
    block({ until: day('2025-01-01') }),
    [],
    '2024-01-01',
    'until 2025-01-01',
  ],
  [
    'a planned end passed',
    block({ until: day('2023-01-01') }),
    [],
    '2024-01-01',
    'expired 2023-01-01',
  ],
  [
    'an end without an act',
    block({ ended: seen('2023-02-01') }),
    [],
    '2024-01-01',
    'ended 2023-02-01',
  ],
  [
    'upheld counts as seen',
    block(),
    [later('upheld', '2023-09-01')],
    '2024-01-01',
    'in-force 2023-09-01',
  ],
  ['annulled', block(), [later('annulled', '2023-09-01')], '2024-01-01', 'annulled 2023-09-01'],
  [
    'an annulment that was annulled',
    block(),
    [later('annulled', '2023-03-01', { changed: [later('annulled', '2023-09-01')] })],
    '2024-01-01',
    'in-force 2023-03-01',
  ],
  [
    'a stay that runs',
    block(),
    [later('stayed', '2023-03-01', { until: '2024-06-01' })],
    '2024-01-01',
    'stayed 2023-03-01',
  ],
  [
    'a stay that ran out',
    block(),
    [later('stayed', '2023-08-01', { until: '2023-11-01' })],
    '2024-01-01',
    'in-force 2023-08-01',
  ],
  [
    'extended',
    block({ until: day('2023-01-01') }),
    [later('extended', '2022-12-01', { until: '2025-01-01' })],
    '2024-01-01',
    'until 2025-01-01',
  ],
  [
    'not binding yet',
    block({ effective: day('2027-10-01') }),
    [],
    '2024-01-01',
    'not-yet 2027-10-01',
  ],
  [
    'a fine is over as it is imposed',
    actOf({ measure: 'fine', posture: 'final' }),
    [],
    '2024-01-01',
    'done null',
  ],
  [
    'an intended fine is not',
    actOf({ measure: 'fine', posture: 'proposed' }),
    [],
    '2022-06-01',
    'proposed 2022-03-01',
  ],
  [
    'an investigation',
    actOf({ measure: 'probe', posture: 'opened' }),
    [],
    '2024-01-01',
    'unseen-open 2022-03-01',
  ],
])('%s', (_, act, acts, on, expected) => {
  const { code, day: of } = stateOf(act, day('2022-03-01'), day(on ?? '2022-06-01'), acts);
  expect(`${code} ${of}`).toBe(expected);
});

test('a decision of its matter ends what was opened in it, and no standing measure', () => {
  const on = day('2022-12-01');
  const decided = day('2022-07-21');
  const probe = actOf({ measure: 'probe', posture: 'opened' });
  expect(stateOf(probe, day('2022-03-01'), on, [], { decided }).code).toBe('decided');
  expect(stateOf(block(), day('2022-03-01'), on, [], { decided }).code).toBe('in-force');
});

test('a later act of its matter is the last that was seen of an act', () => {
  const on = day('2024-06-01');
  const followed = [day('2024-03-01')];
  const probe = actOf({ measure: 'probe', posture: 'opened' });
  const of = (act: ReturnType<typeof block>, days: readonly CalendarDate[]) => {
    const { code, day: of } = stateOf(act, day('2022-03-01'), on, [], { followed: days });
    return `${code} ${of}`;
  };
  expect([of(probe, []), of(probe, followed)]).toEqual([
    'unseen-open 2022-03-01',
    'open 2024-03-01',
  ]);
  // A fine of the same matter does not show that a block is in force.
  expect([of(block(), []), of(block(), followed)]).toEqual([
    'unseen 2022-03-01',
    'unseen 2024-03-01',
  ]);
  expect(of(probe, [day('2024-07-01')])).toBe('unseen-open 2022-03-01');
});

test('an act that was over as it was done says how it was changed, or that it was upheld', () => {
  const on = day('2024-06-01');
  const fine = actOf({ measure: 'fine', posture: 'final' });
  const of = (...acts: readonly LaterAct[]) => {
    const { code, day: of } = stateOf(fine, day('2022-03-01'), on, acts);
    return `${code} ${of}`;
  };
  const reduced = later('reduced', '2022-09-14');
  expect(of(reduced, later('upheld', '2023-07-02'))).toBe('reduced 2022-09-14');
  expect(of(later('upheld', '2023-07-02'))).toBe('upheld 2023-07-02');
  const undone = later('reduced', '2022-09-14', { changed: [later('annulled', '2023-01-01')] });
  expect(of(undone)).toBe('done null');
});

const BINDING = { effective: day('2022-09-20') };
test.each<[string, Stated, readonly LaterAct[], string, string]>([
  ['withdrawn before', BINDING, [later('withdrawn', '2022-09-01')], '2024-01-01', 'never'],
  ['withdrawn after', BINDING, [later('withdrawn', '2022-10-01')], '2024-01-01', 'withdrawn'],
  ['stayed before', BINDING, [later('stayed', '2022-09-01')], '2022-10-01', 'not-taken'],
  ['stayed after', BINDING, [later('stayed', '2022-10-01')], '2022-11-01', 'stayed'],
  [
    'stayed before and withdrawn after',
    BINDING,
    [later('stayed', '2022-09-01'), later('withdrawn', '2023-06-01')],
    '2024-01-01',
    'never',
  ],
  [
    'stayed before by a stay that ended with the withdrawal',
    BINDING,
    [
      later('stayed', '2022-09-01', { changed: [later('withdrawn', '2023-06-01')] }),
      later('withdrawn', '2023-06-01'),
    ],
    '2024-01-01',
    'never',
  ],
  [
    'stayed before by a stay that was lifted, then withdrawn',
    BINDING,
    [
      later('stayed', '2022-09-01', { changed: [later('lifted', '2022-12-01')] }),
      later('withdrawn', '2023-06-01'),
    ],
    '2024-01-01',
    'withdrawn',
  ],
  [
    'stayed until a day by one stay, from that day on by another, then withdrawn',
    BINDING,
    [
      later('stayed', '2022-09-19', { until: '2022-09-27' }),
      later('stayed', '2022-09-27'),
      later('withdrawn', '2023-06-01'),
    ],
    '2024-01-01',
    'never',
  ],
  [
    'ended while it was stayed',
    { ended: seen('2022-10-01') },
    [later('stayed', '2022-09-21')],
    '2024-01-01',
    'ended',
  ],
  ['ended before', { ...BINDING, ended: seen('2022-09-01') }, [], '2024-01-01', 'never'],
  ['ended after', { ...BINDING, ended: seen('2022-10-01') }, [], '2024-01-01', 'ended'],
])('an act that was to bind from a day: %s', (_, stated, acts, on, expected) => {
  const act = block({ posture: 'not-yet-effective', ...stated });
  expect(stateOf(act, day('2022-08-06'), day(on), acts).code).toBe(expected);
});
