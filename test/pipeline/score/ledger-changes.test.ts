import { describe, expect, test } from 'vitest';
import type { Act } from '../../../src/domain/act.ts';
import type { Effect } from '../../../src/domain/measures.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { endOfDay, lastMinute } from '../../../src/domain/time.ts';
import { caseWith, inOrder } from '../../../src/pipeline/score/ledger.ts';
import { app, at, SHANGHAI, step, weights } from './building.ts';
import { cases, change, ledgerOf, withAct } from './ledgers.ts';

type Parts = Parameters<typeof step>[2];
const never = Number.POSITIVE_INFINITY;

describe('the order of the ledger', () => {
  const DAY = '2022-03-01';
  const [a, b] = [step(DAY, 'name', { id: 'a' }), step(DAY, 'name', { id: 'b' })];
  const ruling = { ...change(DAY, 'annulled', ['b']), id: '0' };
  const later = step('2022-03-02', 'name', { id: '1' });

  test('is by time, changes of other acts last, then by id', () => {
    for (const events of [
      [later, ruling, b, a],
      [a, b, ruling, later],
      [b, later, a, ruling],
    ])
      expect(inOrder(events).map(({ id }) => id)).toEqual(['a', 'b', '0', '1']);
  });

  test('leaves equals as they are', () => {
    const twin = { ...a, title: 'twin' };
    expect(inOrder([a, twin])).toEqual([a, twin]);
  });
});

describe('what is filed nowhere', () => {
  test('a rule: it scores through its hits', () => {
    const { matters, unplaced } = ledgerOf(step('2022-03-01', 'rule'));
    expect([matters, unplaced]).toEqual([[], []]);
  });

  test('a closing without a case, and a change of an act that is not known', () => {
    const closing = step('2022-03-01', 'dropped');
    const ruling = change('2022-03-02', 'annulled', ['unknown']);
    expect(ledgerOf(closing, ruling).unplaced).toEqual([closing, ruling]);
  });
});

describe('the case that an act joins', () => {
  const probe = step('2022-03-01', 'probe', { id: 'probe' });
  const of = (date: string, kind: Parameters<typeof step>[1], id: string, parts: Parts = {}) =>
    step(date, kind, { id, apps: [], ...parts });

  test.each<[string, RegulatoryEvent[], string[][]]>([
    [
      'one of its matter by another authority',
      [
        step('2022-03-01', 'probe', { id: 'probe', matter: 'm' }),
        of('2022-04-01', 'ask', 'ask', { matter: 'm', regulator: 'cn-cac' }),
      ],
      [['probe', 'ask']],
    ],
    [
      'one that a case is called by, though it states no matter itself',
      [probe, of('2022-04-01', 'ask', 'ask', { matter: 'acme/cn-miit/probe' })],
      [['probe', 'ask']],
    ],
    [
      'an inquiry of its authority that is open',
      [probe, of('2022-04-01', 'ask', 'ask')],
      [['probe', 'ask']],
    ],
    [
      'the latest of two',
      [
        probe,
        step('2022-03-02', 'probe', { id: 'second', matter: 'm' }),
        of('2022-04-01', 'ask', 'ask'),
      ],
      [['probe', 'ask'], ['second']],
    ],
    [
      'none of another authority',
      [probe, of('2022-04-01', 'ask', 'ask', { regulator: 'cn-cac' })],
      [['probe'], ['ask']],
    ],
    [
      'none that was closed',
      [
        probe,
        of('2022-03-15', 'dropped', 'end', { origin: 'notice' }),
        of('2022-04-01', 'ask', 'ask'),
      ],
      [['probe'], ['ask']],
    ],
    [
      'none that had no news for two years',
      [probe, of('2024-03-02', 'ask', 'ask')],
      [['probe'], ['ask']],
    ],
    [
      'one with news two years ago to the day',
      [probe, of('2024-02-29', 'ask', 'ask')],
      [['probe', 'ask']],
    ],
    [
      'none, for a commitment: it is over as it is stated',
      [probe, of('2022-04-01', 'commit', 'commit')],
      [['probe'], ['commit']],
    ],
    [
      'for a removal the latest with its app',
      [
        step('2022-03-01', 'name', { id: 'old' }),
        step('2022-03-20', 'name', { id: 'new' }),
        step('2022-03-25', 'delist-app', { id: 'removal' }),
      ],
      [['old'], ['new', 'removal']],
    ],
    [
      'for a removal of several apps that with the latest news',
      [
        step('2022-03-01', 'name', { id: 'a', apps: [app('a')] }),
        step('2022-03-20', 'name', { id: 'b', apps: [app('b')] }),
        step('2022-03-25', 'delist-app', { id: 'removal', apps: [app('a'), app('b')] }),
      ],
      [['a'], ['b', 'removal']],
    ],
    [
      'for the list of one notice its first set of acts',
      [
        step('2022-03-01', 'name', { id: 'n/1', notice: 'n' as never, together: true }),
        step('2022-03-01', 'warn', { id: 'n/2', notice: 'n' as never, together: true }),
        step('2022-03-01', 'ask', { id: 'o/1', notice: 'o' as never, together: true }),
      ],
      [['n/1', 'n/2'], ['o/1']],
    ],
  ])('%s', (_, events, expected) => {
    expect(cases(...events)).toEqual(expected);
  });

  test('a case is called by its matter, else by its first act', () => {
    const ids = (...events: RegulatoryEvent[]) => ledgerOf(...events).matters.map(({ id }) => id);
    expect(ids(probe)).toEqual(['acme/cn-miit/probe']);
    expect(ids({ ...probe, matter: 'm' })).toEqual(['acme/cn-miit/m']);
  });
});

describe('a closing without a matter', () => {
  const probe = step('2022-03-01', 'probe', { id: 'probe' });
  const second = step('2022-03-02', 'probe', { id: 'second', matter: 'm' });
  const end = (parts: Parts = {}) =>
    step('2022-04-01', 'dropped', { origin: 'notice', apps: [], ...parts });
  const closedBy = (...events: RegulatoryEvent[]) =>
    ledgerOf(...events).matters.map(({ entries }) => entries[0]!.closedAt !== never);

  test('ends the only case that its authority has open', () => {
    expect(closedBy(probe, end())).toEqual([true]);
    expect(closedBy(probe, end({ regulator: 'cn-cac' }))).toEqual([false]);
    expect(closedBy(probe, second, end())).toEqual([false, false]);
  });

  test('ends nothing where a person recorded it, or where it names an app of no case', () => {
    expect(closedBy(probe, end({ origin: 'history' }))).toEqual([false]);
    expect(closedBy(probe, end({ apps: [app('b')] }))).toEqual([false]);
  });

  test('ends what touches only the apps that it names', () => {
    const removal = (id: string, parts: Parts) =>
      step('2022-03-01', 'delist-app', { id, matter: 'm', ...parts });
    const ended = (parts: Parts, by: Parts = {}) =>
      closedBy(
        removal('r', parts),
        step('2022-04-01', 'lifted', { matter: 'm', apps: [app('a'), app('b')], ...by }),
      )[0];
    expect(ended({ apps: [app('a')] })).toBe(true);
    expect(ended({ apps: [app('a'), app('c')] })).toBe(false);
    expect(ended({ apps: [app('a')], unnamedApps: 1 })).toBe(false);
    expect(ended({ apps: [app('c')], companyWide: true })).toBe(true);
    expect(ended({ apps: [] })).toBe(true);
    expect(ended({ apps: [app('c')] }, { companyWide: true })).toBe(true);
    expect(ended({ apps: [app('c')] }, { apps: [] })).toBe(true);
  });

  test('changes nothing of what an earlier one closed', () => {
    const [first, again] = [
      end({ id: 'first' } as Parts),
      step('2022-05-01', 'dropped', { matter: 'acme/cn-miit/probe' }),
    ];
    const [only] = ledgerOf(probe, first, again).matters;
    expect(only!.entries[0]).toMatchObject({ closedAt: first.at, closedBy: { id: 'first' } });
  });
});

describe('an act that changes another', () => {
  const fine = step('2022-03-01', 'fine', {
    id: 'fine',
    fine: { currency: 'CNY', amount: 1, share: 0.04 },
  });
  const probe = step('2022-03-01', 'probe', { id: 'probe' });
  const entryOf = (...events: RegulatoryEvent[]) => ledgerOf(...events).matters[0]!.entries[0]!;

  test('stands beside it, as does an act on that act', () => {
    const ruling = change('2022-04-01', 'upheld', ['probe'], {}, { id: 'ruling' } as Parts);
    const onRuling = change('2022-05-01', 'upheld', ['ruling']);
    const entry = entryOf(probe, ruling, onRuling);
    expect(entry.changes.map(({ id }) => id)).toEqual(['ruling', onRuling.id]);
    expect(entry.matter.news).toEqual([ruling]);
    expect(entry.breaks).toEqual([]);
    expect(entry.closedAt).toBe(never);
  });

  test.each<[Effect, boolean]>([
    ['stayed', false],
    ['annulled', true],
    ['withdrawn', true],
  ])('%s: it counts nothing from then on', (effect, ends) => {
    const ruling = change('2022-04-01', effect, ['probe']);
    const entry = entryOf(probe, ruling);
    expect(entry.breaks).toEqual([{ from: ruling.at, to: never, by: ruling, ends }]);
    expect(entry.matter.closings).toEqual(ends ? [ruling] : []);
    expect(entry.closedAt).toBe(never);
  });

  test('a stay that is lifted ends there, and one that is upheld does not', () => {
    const stay = change('2022-04-01', 'stayed', ['probe'], {}, { id: 'stay' } as Parts);
    const lifted = change('2022-05-01', 'lifted', ['stay']);
    const again = change('2022-06-01', 'lifted', ['stay']);
    expect(entryOf(probe, stay, lifted, again).breaks[0]!.to).toBe(lifted.at);
    expect(entryOf(probe, stay, change('2022-05-01', 'upheld', ['stay'])).breaks[0]!.to).toBe(
      never,
    );
    const other = change('2022-05-01', 'lifted', ['another']);
    expect(entryOf(probe, stay, other).breaks[0]!.to).toBe(never);
  });

  test('lifted: it is closed', () => {
    const lifted = change('2022-04-01', 'lifted', ['probe']);
    expect(entryOf(probe, lifted)).toMatchObject({ closedAt: lifted.at, breaks: [] });
  });

  test('extended: an act with a planned end stands until the new one', () => {
    const ban = step('2022-03-01', 'block', { id: 'ban', liftedOn: '2022-09-01' as never });
    const extended = change('2022-06-01', 'extended', ['ban'], { until: '2023-03-01' as never });
    expect(entryOf(ban, extended).closedAt).toBe(lastMinute('2023-03-01' as never, SHANGHAI));
    const open = change('2022-06-01', 'extended', ['ban']);
    const late = change('2022-10-01', 'extended', ['ban'], { until: '2023-03-01' as never });
    const amended = change('2022-06-01', 'amended', ['ban'], { until: '2023-03-01' as never });
    for (const other of [open, late, amended])
      expect(entryOf(ban, other).closedAt).toBe(lastMinute('2022-09-01' as never, SHANGHAI));
  });

  test('reduced: a fine counts as much as is left of it, and never more', () => {
    const to = (share: number | null) =>
      entryOf(
        fine,
        change('2022-04-01', 'reduced', ['fine'], {}, {
          fine: { currency: 'CNY', amount: 1, share },
        } as Parts),
      ).reductions;
    const [reduction] = to(0.01);
    expect(reduction!.from).toBe(at('2022-04-01T23:59:00+08:00'));
    expect(reduction!.factor).toBeGreaterThan(0);
    expect(reduction!.factor).toBeLessThan(1);
    expect(to(0.5)).toMatchObject([{ factor: 1 }]);
    expect(to(null)).toEqual([]);
    expect(entryOf(probe, change('2022-04-01', 'reduced', ['probe'])).reductions).toEqual([]);
    expect(entryOf(fine, change('2022-04-01', 'upheld', ['fine'])).reductions).toEqual([]);
  });
});

describe('what counts of an act in its posture', () => {
  const postures = (act: Partial<Act>) =>
    ledgerOf(withAct(step('2022-03-01', 'block'), act)).matters[0]!.entries[0]!.postures;
  const before = Number.NEGATIVE_INFINITY;
  const { factors } = weights.postures;

  test('a final act counts whole', () => {
    expect(postures({ posture: 'final' })).toEqual([]);
  });

  test('a proposal counts a part, and nothing after two years', () => {
    expect(postures({ posture: 'proposed' })).toEqual([
      { from: before, factor: factors.proposed },
      { from: endOfDay('2022-03-01' as never, 730, SHANGHAI), factor: 0 },
    ]);
  });

  test('what is not yet in effect counts whole from the beginning of its day', () => {
    const posture = 'not-yet-effective' as const;
    const half = { from: before, factor: factors['not-yet-effective'] };
    expect(postures({ posture, effective: '2022-06-01' as never })).toEqual([
      half,
      { from: endOfDay('2022-05-31' as never, 0, SHANGHAI), factor: 1 },
    ]);
    expect(postures({ posture })).toEqual([half]);
    expect(postures({ posture: 'stayed', effective: '2022-06-01' as never })).toEqual([
      { from: before, factor: factors.stayed },
    ]);
  });
});

describe('one more act, as if it came', () => {
  const probe = step('2022-03-01', 'probe', { id: 'probe' });
  const ledger = ledgerOf(probe);

  test('would join the case that is open, which stays as it is', () => {
    const next = step('2022-04-01', 'ask', { id: 'next', apps: [] });
    const { before, after } = caseWith(ledger, next, weights);
    expect(before!.entries.map(({ event }) => event.id)).toEqual(['probe']);
    expect(after!.entries.map(({ event }) => event.id)).toEqual(['probe', 'next']);
    expect(after!.entries.every(({ matter }) => matter === after)).toBe(true);
    expect(caseWith(ledger, next, weights).before!.entries).toHaveLength(1);
  });

  test('would close it, and the case itself stays open', () => {
    const end = step('2022-04-01', 'dropped', { origin: 'notice', apps: [] });
    const { before, after } = caseWith(ledger, end, weights);
    expect(after!.closings).toEqual([end]);
    expect(after!.entries[0]!.closedAt).toBe(end.at);
    expect([before!.closings, before!.entries[0]!.closedAt]).toEqual([[], never]);
  });

  test('would open a case of its own with an authority that has none', () => {
    const other = step('2022-04-01', 'name', { regulator: 'cn-cac' });
    const { before, after } = caseWith(ledger, other, weights);
    expect(before).toBeNull();
    expect(after!.entries.map(({ event }) => event)).toEqual([other]);
    expect(ledger.matters).toHaveLength(1);
  });
});
