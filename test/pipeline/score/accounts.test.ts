import { describe, expect, test } from 'vitest';
import type { ActKind } from '../../../src/domain/act-kind.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { changeSince, recidivismOf } from '../../../src/pipeline/score/change.ts';
import { mergeAccounts } from '../../../src/pipeline/score/merge-accounts.ts';
import { app, at, SHANGHAI, step, weights } from './building.ts';

const DAY = '2022-01-10';
const of = (kind: ActKind, parts: object = {}): RegulatoryEvent => ({
  ...step(DAY, kind),
  ...parts,
});
const history = (kind: ActKind, parts: object = {}) =>
  of(kind, { origin: 'history', title: 'Record', ...parts });
const page = (kind: ActKind, parts: object = {}) =>
  of(kind, { origin: 'notice', notice: 'page', title: 'Page', ...parts });
const press = (kind: ActKind, parts: object = {}) =>
  page(kind, { notice: 'press', title: 'Press', evidence: 0.5, ...parts });
const batch = (total: number | null, yearly: number | null = null) => ({
  batch: { total, yearly } as never,
});

describe('two accounts are of one act', () => {
  /** Whether the second takes the place of the first. */
  const isOne = (first: RegulatoryEvent, second: RegulatoryEvent) =>
    mergeAccounts([first, second], weights)[0]!.until === second.at;
  const deadline = { deadline: '2022-01-20' };
  test.each<[string, RegulatoryEvent, RegulatoryEvent, boolean]>([
    ['the same kind', history('rectify'), page('rectify'), true],
    ['another kind', history('rectify'), page('block'), false],
    ['another kind of one title', history('rectify', { title: 'Page' }), page('block'), true],
    ['one deadline', history('rectify', deadline), page('block', deadline), true],
    [
      'another deadline',
      history('rectify', deadline),
      page('block', { deadline: '2022-01-21' }),
      false,
    ],
    ['a deadline of one alone', history('rectify', deadline), page('block'), false],
    ['one batch', history('rectify', batch(7)), page('block', batch(7)), true],
    [
      'another batch, whatever its deadline',
      history('rectify', { ...batch(7), ...deadline }),
      page('block', { ...batch(8), ...deadline }),
      false,
    ],
    ['one batch of the year', history('rectify', batch(null, 2)), page('block', batch(7, 2)), true],
    [
      'another batch of the year',
      history('rectify', { ...batch(null, 2), ...deadline }),
      page('block', { ...batch(7, 3), ...deadline }),
      false,
    ],
    [
      'a batch of one alone: the deadline counts',
      history('rectify', { ...batch(7), ...deadline }),
      page('block', deadline),
      true,
    ],
    ['two pages', page('rectify'), page('rectify', { notice: 'other' }), false],
    ['two records', history('rectify'), history('rectify'), false],
    ['a fact', of('rectify'), page('rectify'), false],
    ['press and a page', press('rectify'), page('rectify'), true],
    ['press and a page of another kind', press('rectify'), page('block'), false],
    ['press and a page of one deadline', press('rectify', deadline), page('block', deadline), true],
    [
      'press and a page of one title alone',
      press('rectify', { title: 'Page' }),
      page('block'),
      false,
    ],
    ['two acts of one article', press('rectify'), press('rectify'), false],
    ['two articles', press('rectify'), press('rectify', { notice: 'other' }), true],
    ['another body', history('rectify', { regulator: 'cn-samr' }), page('rectify'), false],
  ])('%s', (_, first, second, one) => {
    expect(isOne(first, second)).toBe(one);
  });

  test('a fact is no other account of anything, and the weaker voice is left out', () => {
    const fact = of('rectify');
    expect(mergeAccounts([page('rectify'), fact], weights)).toHaveLength(2);
    const accounts = mergeAccounts([page('rectify'), history('rectify')], weights);
    expect(accounts.map(({ event, until }) => [event.title, until])).toEqual([
      ['Page', Number.POSITIVE_INFINITY],
    ]);
    expect(mergeAccounts([fact, fact], weights)).toHaveLength(1);
  });

  test('the page that takes the place of a record stays in its matter', () => {
    const record = history('rectify', { matter: 'a' });
    const [, second] = mergeAccounts([record, page('rectify')], weights);
    expect(second!.event.matter).toBe('a');
    expect(second!.replaces!.event).toBe(record);
    const [, own] = mergeAccounts([record, page('rectify', { matter: 'b' })], weights);
    expect(own!.event.matter).toBe('b');
  });
});

describe('what a change of the score says', () => {
  const until = at('2022-01-10');
  const since = at('2022-01-09');
  const rule = {
    id: 'rule',
    regulator: 'cn-miit',
    title: { en: 'Rule', zh: null },
    proposed: '2022-01-10',
    enacted: null,
    inForce: null,
    dropped: null,
    level: { proposed: 3, enacted: 4 },
    hits: [{ company: 'acme', sector: null, exposure: 1 }],
    attested: true,
  };
  const change = (events: readonly RegulatoryEvent[], rules: object[] = []) =>
    changeSince(
      {
        company: { id: 'acme' as never, sector: 'internet' as never },
        events,
        rules: rules as never,
        weights,
        at: until,
        zoneOf: () => SHANGHAI,
      },
      since,
    );

  test('its scores have one decimal, and its news are what was known in between', () => {
    const events = [
      { ...step('2022-01-09', 'name'), id: 'at the beginning', at: since },
      { ...step('2022-01-10', 'rectify'), id: 'at the end', at: until },
      { ...step('2022-01-11', 'block'), id: 'later', at: (until + 1) as never },
      { ...step('2022-01-10', 'block'), id: 'of another', company: 'other' as never },
    ];
    const found = change(events);
    expect(found.news).toEqual(['at the end']);
    expect(found.from).toBeGreaterThan(1);
    expect(found.to).toBeGreaterThan(found.from);
    expect(found.to).toBeLessThan(50);
    expect(found.decay + found.closings + found.actions).toBeCloseTo(found.to - found.from, 6);
    expect(found.decay).toBe(0);
  });

  test('rules have news of their own', () => {
    const dropped = { ...rule, id: 'gone', proposed: '2021-12-01', dropped: '2022-01-10' };
    const old = { ...rule, id: 'old', proposed: '2021-12-01' };
    expect(change([], [rule, dropped, old]).news).toEqual(['rule:rule', 'rule:gone']);
    expect(change([], [rule])).toMatchObject({ from: 0, decay: 0, closings: 0 });
    expect(change([], [rule]).actions).toBeGreaterThan(0);
    const closing = change([], [dropped]);
    expect([closing.decay, closing.actions]).toEqual([0, 0]);
    expect(closing.closings).toBeLessThan(0);
  });
});

describe('what was known before an act', () => {
  const act = step('2022-01-10', 'name', {
    apps: [app('a', { issues: ['x', 'y'] as never }), app('b'), app('c')],
  });
  const earlier = (date: string, parts: object = {}) => ({
    ...step(date, 'name', { apps: [app('a', { issues: ['x'] as never }), app('z')] }),
    ...parts,
  });
  const known = (...events: RegulatoryEvent[]) => recidivismOf(act, events, weights);

  test('apps and accusations of any of its acts, the latest first', () => {
    const events = [
      earlier('2021-12-01'),
      earlier('2021-12-31', { regulator: 'cn-cac', apps: [app('b'), app('q')] }),
    ];
    expect(known(...events, act)).toEqual({
      company: 2,
      sameBody: 1,
      daysSinceSameBody: 40,
      apps: [
        { name: 'b', times: 1, daysSince: 10 },
        { name: 'a', times: 1, daysSince: 40 },
      ],
      issues: [{ name: 'x', times: 1, daysSince: 40 }],
    });
  });

  test.each<[string, RegulatoryEvent[], number]>([
    ['nothing', [], 0],
    ['itself', [{ ...act, at: (act.at - 1) as never }], 0],
    ['the same moment', [earlier('2022-01-10', { at: act.at })], 0],
    ['a moment before', [earlier('2022-01-10', { at: act.at - 1 })], 1],
    ['another company', [earlier('2021-12-01', { company: 'other' })], 0],
    ['what only changes an act', [step('2021-12-01', 'lifted')], 0],
    [
      'an account that another one took the place of',
      [
        earlier('2021-12-01', { origin: 'history' }),
        earlier('2021-12-02', { origin: 'notice', notice: 'n' }),
      ],
      1,
    ],
  ])('%s', (_, events, count) => {
    const found = known(...events);
    expect(found.company).toBe(count);
    expect(found.daysSinceSameBody === null).toBe(count === 0);
  });

  test('acts of the same notice are no earlier ones', () => {
    const same = { ...act, notice: 'n' as never };
    const before = earlier('2021-12-01', { origin: 'notice', notice: 'n' });
    expect(recidivismOf(same, [before], weights).company).toBe(0);
    expect(recidivismOf(act, [{ ...before, notice: null }], weights).company).toBe(1);
  });
});
