import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { Signal, Subscription } from '../../../src/domain/alert.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { bySeverity, decide } from '../../../src/pipeline/alert/decide.ts';
import { addressKey } from '../../../src/pipeline/alert/delivery.ts';
import {
  covers,
  isPush,
  ROUTE_STAGES,
  SIGNAL_STAGES,
  type StageContext,
} from '../../../src/pipeline/alert/stages.ts';
import { exposure, NOON, signal, subscription } from '../../support/signals.ts';
import { weights } from '../score/building.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const context = (changes: Partial<StageContext> = {}): StageContext => ({
  now: NOON,
  weights,
  alerted: new Map(),
  silences: [],
  firstSight: false,
  sectorOf: () => 'travel' as never,
  ...changes,
});
const all = (changes: Partial<Subscription> = {}) =>
  subscription({ scope: { kind: 'all' }, ...changes });

/** What a stage for everybody says of a signal; null = it passes. */
function early(stage: string, of: Partial<Signal>, changes: Partial<StageContext> = {}) {
  const refusal = SIGNAL_STAGES[stage]!(signal(of), context(changes));
  return refusal && `${refusal.why}: ${formatReason(refusal.because, 'en')}`;
}

/** What a stage for one subscription says of a signal; null = it passes. */
function late(
  stage: string,
  of: Partial<Signal>,
  by: Partial<Subscription> = {},
  changes: Partial<StageContext> = {},
) {
  const refusal = ROUTE_STAGES[stage]!(signal(of), subscription(by), context(changes));
  return refusal && `${refusal.digest ? 'digest' : 'no'}: ${formatReason(refusal.because, 'en')}`;
}

describe('a scope takes in', () => {
  const subject = { company: 'trip-com', sector: 'travel', regulator: 'cn-miit' };
  test.each([
    [{ kind: 'all' }, true],
    [{ kind: 'company', id: 'trip-com' }, true],
    [{ kind: 'company', id: 'travel' }, false],
    [{ kind: 'sector', id: 'travel' }, true],
    [{ kind: 'regulator', id: 'cn-miit' }, true],
    [{ kind: 'regulator', id: 'cn-samr' }, false],
  ] as const)('%j: %s', (scope, taken) => {
    expect(covers(scope as never, subject)).toBe(taken);
  });
});

describe('the edges of what rings', () => {
  const calm = { level: 1 as const, own: 1, before: 10, after: 11 };
  const store = exposure({ edge: 'store' });
  test.each<[string, Partial<Signal>, boolean]>([
    ['level 3 of a store operator', { ...calm, level: 3, exposure: store }, false],
    ['level 4 of a store operator', { ...calm, level: 4, exposure: store }, true],
    ['level 2 of the operator', { ...calm, level: 2 }, true],
    ['level 1 of the operator', calm, false],
    ['19.9 points of its own', { ...calm, own: 19.9 }, false],
    ['20 points of its own', { ...calm, own: 20 }, true],
    [
      '20 points more where its own are not known',
      { ...calm, own: null as never, after: 30 },
      true,
    ],
    ['19.9 points more', { ...calm, own: null as never, after: 29.9 }, false],
    [
      'an attested score that stays below 50, whatever the whole does',
      {
        ...calm,
        before: 49,
        after: 51,
        attested: { before: 20, after: 22, band: 'watch' },
      },
      false,
    ],
  ])('%s', (_, changes, rings) => {
    expect(isPush(signal(changes), weights)).toBe(rings);
  });
});

describe('stages for everybody', () => {
  test('what was alerted is not alerted again', () => {
    const alerted = new Map([[signal().noveltyKey, { alert: 'a-1' }]]) as never;
    expect(early('novelty', {}, { alerted })).toMatch(/^already-alerted: /);
    expect(early('novelty', { noveltyKey: 'another' }, { alerted })).toBeNull();
  });

  test.each<[string, Partial<Signal>, boolean]>([
    ['with factors', {}, true],
    ['without', { factors: [] }, false],
    ['without, of an act of its own', { factors: [], weightless: true }, true],
    ['without, of a closing', { factors: [], stage: 'closed' }, true],
    ['without, of a correction', { factors: [], alertReason: 'correction' }, true],
  ])('a signal %s: passes %s', (_, changes, passes) => {
    expect(early('no-change', changes) === null).toBe(passes);
  });

  const official = { company: 'trip-com', case: 'c-1', origin: 'official', at: NOON - 72 * HOUR };
  test.each<[string, object, boolean]>([
    ['of 72 hours ago', {}, true],
    ['a millisecond younger', { at: NOON - 72 * HOUR + 1 }, false],
    ['that is of the press as well', { at: NOON - HOUR, origin: 'press' }, true],
    ['of another company', { at: NOON - HOUR, company: 'tencent' }, true],
    ['of another case', { at: NOON - HOUR, case: 'c-2' }, true],
  ])('a notice %s lets the press pass: %s', (_, changes, passes) => {
    const recent = [{ ...official, ...changes }] as never;
    expect(early('inhibit', { origin: 'press' }, { recent }) === null).toBe(passes);
  });

  test('the press is told how many hours ago the notice was', () => {
    const recent = [{ ...official, at: NOON - 5 * HOUR }] as never;
    expect(early('inhibit', { origin: 'press' }, { recent })).toMatch(/^inhibited: .*\b5 hours/);
    expect(early('inhibit', { origin: 'press' })).toBeNull();
  });

  test.each([
    [{ firstSight: false }, null],
    [{ firstSight: false, flood: true }, null],
    [{ firstSight: true }, 'before-watch'],
    [{ firstSight: true, flood: true }, 'flood-entries'],
  ] as const)('of %j the reason is %s', (changes, code) => {
    const refusal = SIGNAL_STAGES['first-sight']!(signal(), context(changes));
    expect(refusal === null ? null : (refusal.because as { code: string }).code).toBe(code);
  });

  test.each<[string, Partial<Signal>, number | null, string | null]>([
    ['thirty days to the millisecond', {}, 30 * DAY, null],
    ['a millisecond more', {}, 30 * DAY + 1, '30'],
    ['forty days', {}, 40 * DAY, '40'],
    ['forty days, corrected', { alertReason: 'correction' }, 40 * DAY, null],
    ['nobody knows when', {}, null, null],
  ])('published %s ago', (_, changes, ago, days) => {
    const published = ago === null ? null : ((NOON - ago) as Instant);
    const said = early('backfill', { publishedAt: null, ...changes }, { published });
    if (days === null) expect(said).toBeNull();
    else expect(said).toMatch(new RegExp(`^backfill: .*\\b${days} days`));
  });
});

describe('stages for one subscription', () => {
  const higher = { bandBefore: 'watch', bandAfter: 'elevated' } as const;
  const same = { bandBefore: 'watch', bandAfter: 'watch' } as const;
  const here = addressKey(subscription().address);
  const known = (...addresses: string[]) => ({
    alertedBefore: new Map([['trip-com' as never, new Set(addresses)]]),
  });
  test.each<[string, Partial<Signal>, Partial<StageContext>, boolean]>([
    ['a correction, where the error was alerted', same, known(here), true],
    ['a correction, where it was not', same, known('elsewhere'), false],
    ['a correction into a higher band', higher, known('elsewhere'), true],
    ['a correction of which nobody knows who was alerted', same, {}, true],
  ])('%s: passes %s', (_, changes, facts, passes) => {
    const correction = { alertReason: 'correction' as const, ...changes };
    expect(late('corrected-here', correction, {}, facts) === null).toBe(passes);
    expect(late('corrected-here', { ...correction, alertReason: 'first' }, {}, facts)).toBeNull();
  });

  test.each<[string, Partial<Signal>, readonly string[] | undefined, boolean]>([
    ['every kind is wanted', { measures: ['fine'] as never }, undefined, true],
    ['the measure is wanted', { measures: ['fine'] as never }, ['fine'], true],
    ['its group is wanted', { measures: ['fine'] as never }, ['money'], true],
    ['one of two is wanted', { measures: ['fine', 'block'] as never }, ['block'], true],
    ['none of two is wanted', { measures: ['fine', 'block'] as never }, ['rectify'], false],
    ['the signal has no measure', { measures: [] }, ['fine'], true],
    ['a closing', { measures: ['fine'] as never, stage: 'closed' }, ['block'], true],
    ['a correction', { measures: ['fine'] as never, alertReason: 'correction' }, ['block'], true],
  ])('kinds: %s', (_, changes, kinds, passes) => {
    const refusal = late('kinds', changes, { kinds } as never);
    expect(refusal === null).toBe(passes);
    if (!passes) expect(refusal).toMatch(/^no: .*fine/i);
  });

  test.each([
    ['operator', undefined, true],
    ['store', undefined, false],
    ['store', false, false],
    ['store', true, true],
  ] as const)('edge %s, stores %s: passes %s', (edge, stores, passes) => {
    const refusal = late('as-store', { exposure: exposure({ edge }) }, { stores } as never);
    expect(refusal === null).toBe(passes);
  });

  const app = (value: string) => ({ ...exposure().apps[0]!, value }) as never;
  const of = (values: string[], companyWide = false) =>
    exposure({ apps: values.map(app), companyWide });
  const low = { bandBefore: 'background', bandAfter: 'background', level: 2 } as const;
  test.each<[string, Partial<Signal>, Partial<Subscription>, boolean]>([
    ['the band is reached', { ...low, bandAfter: 'watch', level: 1 }, {}, true],
    ['below it, level 1', { ...low, level: 1 }, {}, false],
    ['below it, level 2 on a core app', low, {}, true],
    ['level 2 on a minor app', { ...low, exposure: of(['minor']) }, {}, false],
    ['level 2 on a trivial app', { ...low, exposure: of(['trivial']) }, {}, false],
    [
      'level 2 on a minor app and a major one',
      { ...low, exposure: of(['minor', 'major']) },
      {},
      true,
    ],
    ['level 2 on the whole company', { ...low, exposure: of(['minor'], true) }, {}, true],
    ['level 2 of a store', { ...low, exposure: exposure({ edge: 'store' }) }, {}, false],
    ['level 3 where elevated is wanted', { ...low, level: 3 }, { leastBand: 'elevated' }, true],
    ['level 2 where elevated is wanted', low, { leastBand: 'elevated' }, false],
    [
      'a correction of what stood at the band',
      { ...low, level: 1, bandBefore: 'watch', alertReason: 'correction' },
      {},
      true,
    ],
    [
      'a correction of what stood below it',
      { ...low, level: 1, alertReason: 'correction' },
      {},
      false,
    ],
    [
      'no correction, and it stood at the band',
      { ...low, level: 1, bandBefore: 'watch' },
      {},
      false,
    ],
  ])('least band: %s', (_, changes, by, passes) => {
    expect(late('least-band', changes, by) === null).toBe(passes);
  });

  test('what stays below a band says where the company stands', () => {
    const below = { ...low, level: 1 as const, after: 3.14 };
    expect(late('least-band', below)).toMatch(/^no: .*3\.1/);
  });

  const small = { before: 12, after: 13, bandBefore: 'watch', bandAfter: 'watch' } as const;
  const fix = { ...small, alertReason: 'correction' as const };
  test.each<[string, Partial<Signal>, string | null]>([
    ['a point', small, 'digest'],
    ['6.9 points', { ...small, after: 18.9 }, 'digest'],
    ['7 points', { ...small, after: 19 }, null],
    ['7 points down', { ...small, after: 5 }, 'digest'],
    ['a band up', { ...small, bandAfter: 'elevated' }, null],
    ['a band down', { ...small, bandAfter: 'background' }, 'digest'],
    ['a point, level 3', { ...small, level: 3 }, 'digest'],
    ['a point, level 4', { ...small, level: 4 }, null],
    ['a point, a closing', { ...small, stage: 'closed' }, null],
    ['a correction by a point', fix, 'digest'],
    ['a correction by a point, level 4', { ...fix, level: 4 }, 'digest'],
    ['a correction of a closing', { ...fix, stage: 'closed' }, 'digest'],
    ['a correction down by 7', { ...fix, after: 5 }, null],
    ['a correction a band down', { ...fix, bandAfter: 'background' }, null],
    ['a correction of details', { ...fix, after: 12 }, 'no'],
    ['a correction below a tenth', { ...fix, after: 12.04 }, 'no'],
  ])('followed widely, %s', (_, changes, expected) => {
    const refusal = late('wide-scope', changes, { scope: { kind: 'all' } });
    expect(refusal?.split(':')[0] ?? null).toBe(expected);
    expect(late('wide-scope', changes)).toBeNull();
  });

  test('a band that was held counts as the band before, a lower one does not', () => {
    const up = { before: 24, after: 26, bandBefore: 'watch', bandAfter: 'elevated' } as const;
    const held = (band: 'background' | 'watch' | 'elevated') =>
      late('wide-scope', up, { scope: { kind: 'all' } }, {
        bandBefore: new Map([['n-1:trip-com', band]]),
      } as never);
    expect(held('elevated')).toMatch(/^digest/);
    expect(held('watch')).toBeNull();
    expect(held('background')).toBeNull();
  });

  test.each([
    ['at-once', 2, null],
    ['digest', 3, 'digest'],
    ['digest', 4, null],
  ] as const)('timing %s at level %d', (timing, level, expected) => {
    expect(late('timing', { level }, { timing })?.split(':')[0] ?? null).toBe(expected);
  });

  test('a budget is of the address, and of pushes or quiet alerts', () => {
    const quiet = { level: 1 as const, own: 1, before: 12, after: 13 };
    const budgets = new Map([
      [here, { push: { used: 2, of: 2 }, sameDay: { used: 9, of: 10 } }],
    ]) as never;
    const scope = { kind: 'all' } as const;
    expect(late('budget', {}, { scope }, { budgets })).toMatch(/^digest: 2 of 2 pushes/);
    expect(late('budget', quiet, { scope }, { budgets })).toBeNull();
    expect(late('budget', {}, { scope })).toBeNull();
    const full = new Map([[here, { push: { used: 0, of: 2 }, sameDay: { used: 10, of: 10 } }]]);
    expect(late('budget', quiet, { scope }, { budgets: full as never })).toMatch(
      /^digest: 10 of 10/,
    );
    const address = { sink: 'terminal', to: 'there' } as never;
    expect(late('budget', {}, { scope, address }, { budgets })).toBeNull();
  });
});

describe('the order of signals', () => {
  const other = (changes: Partial<Signal>) => signal({ company: 'zzz' as never, ...changes });
  test.each<[string, Partial<Signal>, Partial<Signal>]>([
    ['the higher level', { level: 2, own: 9, after: 9 }, { level: 3, own: 1, after: 1 }],
    ['the more points of its own', { own: 1, after: 90 }, { own: 2, after: 1 }],
    ['points over none', { own: null as never, after: 90 }, { own: 2, after: 1 }],
    ['the higher score', { own: 1, after: 5 }, { own: 1, after: 6 }],
  ])('%s comes first, whatever the names', (_, less, more) => {
    expect(bySeverity(signal(less), other(more))).toBeGreaterThan(0);
    expect(bySeverity(other(more), signal(less))).toBeLessThan(0);
  });

  test('equals stand by name', () => {
    expect(bySeverity(signal(), other({}))).toBeLessThan(0);
    expect(bySeverity(other({}), signal())).toBeGreaterThan(0);
  });
});

describe('an alert', () => {
  const quiet = { level: 1 as const, own: 1, before: 12, after: 13 };
  const second = { id: 'n-1:b' as never, company: 'b' as never };
  test('rings where one of its companies does', () => {
    const urgency = (...signals: Signal[]) =>
      decide(signals, [subscription({ leastBand: 'background' }), all()], context()).alerts[0]!
        .urgency;
    expect(urgency(signal(quiet))).toBe('same-day');
    expect(urgency(signal(quiet), signal({ ...second, level: 4 }))).toBe('push');
  });

  test('has the id of its notice and its reason, and follows none by itself', () => {
    const [alert] = decide([signal()], [subscription()], context()).alerts;
    expect(alert).toMatchObject({ id: 'n-1:first', follows: null });
  });

  test('is not made for a subscription that was ended', () => {
    const ended = subscription({ disabled: { at: NOON, because: 'gone' } as never });
    const { deliveries, suppressed } = decide([signal()], [ended], context());
    expect(deliveries).toEqual([]);
    expect(suppressed.map(({ stage }) => stage)).toEqual(['route']);
  });
});
