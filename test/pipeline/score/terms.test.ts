import { describe, expect, test } from 'vitest';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { MeasureWeight, Weights } from '../../../src/domain/weights.ts';
import {
  costOf,
  countedBy,
  forceOf,
  marketFactor,
  partOf,
  severityOf,
  termsOf,
} from '../../../src/pipeline/score/severity.ts';
import { app, step, weights } from './building.ts';

const DAY = '2022-01-10';
const { kinds } = weights.force;
const kindOfForce = (event: RegulatoryEvent) => {
  const force = forceOf(event, weights);
  return Object.keys(kinds).find((kind) => kinds[kind as keyof typeof kinds] === force) ?? null;
};

/** The weights with other values in the line of a measure. */
const withLine = (measure: string, other: Partial<MeasureWeight>): Weights => ({
  ...weights,
  measures: weights.measures.map((line) =>
    line.measure === measure && !line.form ? { ...line, ...other } : line,
  ),
});

describe('how long an act is in force', () => {
  const deadline = { deadline: '2022-01-20' };
  test.each<[string, RegulatoryEvent, string | null]>([
    ['an order', step(DAY, 'rectify'), 'order'],
    ['an order to several', step(DAY, 'rectify', { together: true }), 'order'],
    ['an order with a deadline', step(DAY, 'rectify', deadline), null],
    ['a summons of one firm', step(DAY, 'summon'), 'talk'],
    ['a summons of several', step(DAY, 'summon', { together: true }), null],
    ['a summons with a deadline', step(DAY, 'summon', deadline), null],
    ['a removal by a numbered list', step(DAY, 'delist-app', { batch: 3 as never }), 'list'],
    ['a removal of several apps', step(DAY, 'delist-app', { together: true }), 'list'],
  ])('%s: %s', (_, event, kind) => {
    expect(kindOfForce(event)).toBe(kind);
  });

  test('a deadline does not bound a removal or a probe', () => {
    for (const kind of ['delist-app', 'probe'] as const) {
      const bounded = kindOfForce(step(DAY, kind, deadline));
      expect(bounded).toBe(kindOfForce(step(DAY, kind)));
      expect(bounded).not.toBeNull();
    }
  });
});

describe('levels by a rule of their own', () => {
  const levelOf = (event: RegulatoryEvent, using = weights) => severityOf(event, [], using).level;
  test('a naming with a deadline has the level of an order, whatever that is', () => {
    const stricter = withLine('rectify', { level: 3 });
    for (const kind of ['name', 'warn'] as const) {
      const event = step(DAY, kind, { deadline: '2022-01-20' });
      expect([levelOf(event), levelOf(event, stricter)]).toEqual([2, 3]);
    }
  });

  test.each<[string, Partial<RegulatoryEvent>, number]>([
    ['no share, not marked', { share: null, core: false }, 3],
    ['no share, marked', { share: null, core: true }, 4],
    ['a core object', { share: { tier: 'core' } as never, core: false }, 4],
    ['a major object', { share: { tier: 'major' } as never, core: true }, 3],
    ['40 % of revenue', { share: { value: 0.4 } as never }, 4],
    ['39 % of revenue', { share: { value: 0.39 } as never }, 3],
  ])('a probe: %s', (_, parts, level) => {
    expect(levelOf({ ...step(DAY, 'probe'), ...parts })).toBe(level);
  });

  test('a stated share of purchases is lost whole, as by a ban on sales', () => {
    const ban = step(DAY, 'purchase-ban');
    expect(levelOf(ban)).toBe(2);
    expect(levelOf({ ...ban, share: { tier: 'minor' } as never })).toBe(2);
    expect(levelOf({ ...ban, share: { value: 0.05 } as never })).toBe(4);
  });

  test('an app counts as named again while the account of its naming holds', () => {
    const event = step('2022-03-01', 'name');
    const earlier = step(DAY, 'name', { deadline: '2022-01-20' });
    const levelAfter = (until: number) =>
      severityOf(event, [{ event: earlier, account: { until } }], weights).level;
    expect([levelAfter(event.at), levelAfter(event.at + 1)]).toEqual([1, 3]);
  });
});

describe('what a fine costs', () => {
  const fine = (share: number | null) => ({ currency: 'CNY', amount: 1_000_000, share });
  const cost = { share: 0.02, by: 'revenue', year: 2021, quality: 'judged' } as const;
  test.each<[string, Partial<RegulatoryEvent>, object]>([
    ['as it was made', { cost }, cost],
    [
      'the share that it states',
      { fine: fine(0.01) as never },
      { share: 0.01, by: 'stated', year: null, quality: 'stated' },
    ],
    [
      'nobody knows',
      { fine: fine(null) as never },
      { share: null, by: 'unknown', year: null, quality: 'stated' },
    ],
    ['nothing stated', {}, { share: null, by: 'unknown', year: null, quality: 'stated' }],
  ])('%s', (_, parts, expected) => {
    expect(costOf({ ...step(DAY, 'fine'), ...parts })).toEqual(expected);
  });

  test.each<[string, RegulatoryEvent, boolean]>([
    ['a fine without a figure', step(DAY, 'fine'), true],
    ['a fine with its share', step(DAY, 'fine', { fine: fine(0.01) as never }), false],
    [
      'a level that a person set',
      step(DAY, 'fine', { override: { level: 3, because: 'x' } }),
      false,
    ],
    ['no fine', step(DAY, 'name'), false],
  ])('%s is of unknown size: %s', (_, event, unknown) => {
    expect(severityOf(event, [], weights).unknownFine).toBe(unknown);
  });
});

describe('the market that an act reaches', () => {
  const event = (share: number | null) => ({
    ...step(DAY, 'block'),
    market: { name: 'US', share, by: 'stated' } as never,
  });
  test.each<[string, RegulatoryEvent, string | undefined, number]>([
    ['all of it', step(DAY, 'block'), undefined, 1],
    ['its share', event(0.3), undefined, 0.3],
    ['minor where the share is not known', event(null), undefined, 0.2],
    ['all, for a measure that reaches everywhere', event(0.3), 'yes', 1],
    ['all, for its home market', event(0.3), 'US', 1],
    ['minor, elsewhere', event(0.3), 'CN', 0.2],
  ])('%s', (_, acted, everywhere, factor) => {
    const using = withLine('block', everywhere === undefined ? {} : ({ everywhere } as never));
    expect(marketFactor(acted, using)).toBe(factor);
  });

  test('accounts and shares are reached whole, and so is a type of product that is grounded', () => {
    const [probe, pause] = [step(DAY, 'probe'), step(DAY, 'pause/type')].map((acted) => ({
      ...acted,
      market: { name: 'US', share: 0.01, by: 'entry' } as never,
    }));
    const securities = { kind: 'securities', name: null } as never;
    expect(marketFactor(probe!, weights)).toBe(0.01);
    expect(marketFactor({ ...probe!, object: securities }, weights)).toBe(1);
    expect(marketFactor(pause!, weights)).toBe(1);
  });

  test.each([
    ['deal/prohibited', 1],
    ['deal/undone', 1],
    ['sue', 1],
    ['charge', 1],
    ['deal/review', 0.3],
    ['deal/conditions', 0.3],
    ['commit', 0.3],
  ])('on a deal, %s reaches a part of %d', (kind, factor) => {
    const acted = { ...event(0.3), ...step(DAY, kind as never), market: event(0.3).market };
    const deal = { kind: 'deal', name: { en: 'the purchase', zh: '收购' } } as never;
    expect(marketFactor({ ...acted, object: deal }, weights)).toBe(factor);
    expect(marketFactor({ ...acted, object: { kind: 'line', name: null } as never }, weights)).toBe(
      0.3,
    );
  });
});

describe('a subsidiary that an authority names', () => {
  const named = (kind: string, tier: string, share: number, measure = 'probe') => {
    const part = app('Acme US', { value: tier as never, reach: 'unknown' });
    const event = {
      ...step(DAY, measure as never, { apps: [part] }),
      object: { kind, name: { en: 'Acme US', zh: 'Acme US' } } as never,
      market: { name: 'US', share, by: 'entry' } as never,
    };
    const [term] = termsOf(event, severityOf(event, [], weights), 'business', weights);
    return { m: term!.m, counted: countedBy(event, tier as never, weights) };
  };
  const whole = { value: true, market: true };
  test.each([
    ['subsidiary', 'major', 0.3, 'probe', 0.3, { value: false, market: true }],
    ['subsidiary', 'minor', 0.3, 'probe', 0.2, { value: true, market: false }],
    ['subsidiary', 'minor', 0.3, 'inputs-cut/unreliable-entity', 0.06, whole],
    ['product', 'minor', 0.3, 'probe', 0.06, whole],
  ])('%s %s in a market of %d, %s: %d', (kind, tier, share, measure, m, counted) => {
    const found = named(kind, tier, share, measure);
    expect(found.m).toBeCloseTo(m);
    expect(found.counted).toEqual(counted);
  });
});

describe('the terms of an act', () => {
  const terms = (event: RegulatoryEvent) =>
    termsOf(event, severityOf(event, [], weights), partOf(event, weights), weights);
  const minor = app('小号', { value: 'minor', reach: 'other' });
  const via = 'Part' as never;
  const cost = (by: string) => ({ share: 0.02, by, year: 2021, quality: 'stated' }) as never;

  test.each<[string, Partial<RegulatoryEvent>, object]>([
    ['its app', {}, { kind: 'app', name: '小号', app: null, m: 1 }],
    ['no app of the whole company', { companyWide: true }, { kind: 'company', name: '', m: 1 }],
    ['no app where it has none', { apps: [] }, { kind: 'company', name: '', m: 1 }],
    ['of a part, by the revenue of the group', { via, cost: cost('revenue') }, { m: 1 }],
    ['of a part, by its own figures', { via, cost: cost('stated') }, { m: 0.2 }],
    [
      'of a part, by the tier that counts',
      { via, cost: cost('stated'), apps: [app('a', { value: 'unknown', counted: 'major' })] },
      { m: 0.5 },
    ],
  ])('a fine hangs on %s', (_, parts, expected) => {
    const found = terms({ ...step(DAY, 'fine', { apps: [minor] }), ...parts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ graded: false, r: 1, a: 1, share: 1, ...expected });
  });

  test('a bar on holding shares counts by the part even where a fine would not', () => {
    const ban = step(DAY, 'invest-ban', { apps: [minor] });
    expect(terms(ban)[0]).toMatchObject({ m: 1 });
    expect(terms({ ...ban, via, cost: cost('revenue') })[0]).toMatchObject({ m: 0.2 });
  });

  test('a share of revenue stands for object and market, but not for a part', () => {
    const acted = { ...step(DAY, 'delist-app', { apps: [minor] }), share: { value: 0.3 } as never };
    expect(terms(acted)).toMatchObject([{ kind: 'company', m: 0.3, graded: false }]);
    expect(terms({ ...acted, via })).toMatchObject([{ kind: 'app', m: 0.2, graded: true }]);
  });

  test('against the whole company: the reach of its apps, flagged where it has none', () => {
    const acted = step(DAY, 'delist-app', { companyWide: true, apps: [minor] });
    expect(terms(acted)).toMatchObject([{ kind: 'company', m: 1, r: 0.8, unknownReach: false }]);
    expect(terms({ ...acted, apps: [] })).toMatchObject([{ m: 1, r: 1, unknownReach: true }]);
  });

  test('apps that are counted and not named, in one market', () => {
    const acted = {
      ...step(DAY, 'delist-app', { apps: [minor], unnamedApps: 3 }),
      market: { name: 'US', share: 0.5, by: 'stated' } as never,
    };
    expect(terms(acted)).toMatchObject([
      { kind: 'app', name: '小号', count: 1, m: 0.1, r: 0.8 },
      { kind: 'rest', name: '', count: 3, m: 0.1, r: 1, graded: true },
    ]);
  });

  test('no app at all counts as an unknown one', () => {
    expect(terms(step(DAY, 'delist-app', { apps: [] }))).toMatchObject([
      { kind: 'company', m: 0.35, r: 1, unknownValue: true },
    ]);
  });
});
