import { describe, expect, test } from 'vitest';
import { actOf } from '../../../src/domain/act.ts';
import type { CompanyFacts } from '../../../src/domain/facts.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { fineUnits } from '../../../src/pipeline/score/formula.ts';
import { weighingOf } from '../../../src/pipeline/score/weighing.ts';
import { scoreOf, step, weights } from './building.ts';

const ACME = 'acme' as CompanyId;
const base = { quality: 'judged', source: 'x' } as const;
const FACTS: CompanyFacts = {
  revenue: [
    { company: ACME, year: 2021, revenue: 1000, currency: 'USD', ...base, quality: 'stated' },
  ],
  markets: [],
  sizes: [
    { market: 'CN', size: 0.17, partOf: '', ...base },
    { market: 'US', size: 0.26, partOf: '', ...base },
  ],
  rates: [{ currency: 'EUR', year: 2022, perUsd: 0.8, ...base }],
};
const weighing = weighingOf(FACTS, weights, (id) => ({ country: 'CN', isListed: id !== 'small' }));
type Parts = NonNullable<Parameters<typeof step>[2]>;
type Size = RegulatoryEvent['act']['size'][number];
const size = (amount: number, more: Partial<Size> = {}): Size => ({
  amount,
  currency: 'USD',
  kind: 'penalty',
  per: 'total',
  stage: 'final',
  joint: false,
  share: null,
  basis: null,
  ...more,
});
const fine = (...sizes: Size[]) => actOf({ measure: 'fine', posture: 'final', size: sizes });
const DAY = '2022-05-01';

describe('what a fine costs', () => {
  test('its share of the revenue of the year before, whatever share was stated', () => {
    expect(weighing.cost(ACME, fine(size(20e6, { share: 0.05 })), DAY)).toEqual({
      share: 0.02,
      by: 'revenue',
      year: 2021,
      quality: 'stated',
    });
    expect(weighing.cost(ACME, fine(size(8e6, { currency: 'EUR' })), DAY).share).toBeCloseTo(0.01);
  });

  test('confiscations, refunds and settlements add up; bonds, duties and proposals do not', () => {
    const sums = [
      size(10e6),
      size(5e6, { kind: 'confiscation' }),
      size(5e6, { kind: 'refund' }),
      size(90e6, { kind: 'bond' }),
      size(90e6, { kind: 'frozen' }),
      size(90e6, { stage: 'proposed' }),
    ];
    expect(weighing.cost(ACME, fine(...sums), DAY).share).toBeCloseTo(0.02);
    expect(weighing.cost(ACME, fine(size(20e6, { joint: true })), DAY, 1, 4).share).toBeCloseTo(
      0.005,
    );
  });

  test('a stated share counts without an amount, times the part that the firm is', () => {
    const stated = fine(size(1, { share: 0.05, currency: 'XXX' }));
    const cost = weighing.cost(ACME, stated, DAY, 0.1);
    expect(cost.by).toBe('stated');
    expect(cost.share).toBeCloseTo(0.005);
  });

  test('without a revenue a firm of its size is taken, at most 0.4 su; without an amount 0.2 su', () => {
    const listed = weighing.cost('big' as CompanyId, fine(size(1e6)), DAY);
    const small = weighing.cost('small' as CompanyId, fine(size(1e6)), DAY);
    expect([listed.share, small.share]).toEqual([0.002, 0.02]);
    const units = [listed, small].map(({ share, by }) => fineUnits(share, by, weights));
    expect(units[0]).toBeCloseTo(0.25);
    expect(units[1]).toBe(0.4);
    const unknown = weighing.cost(ACME, fine(), DAY);
    expect(unknown).toMatchObject({ share: null, by: 'unknown' });
    expect(fineUnits(unknown.share, unknown.by, weights)).toBe(0.2);
  });

  test.each([
    [0, 0.05],
    [0.01, 1.05],
    [0.05, 5.05],
    [0.3, 8],
  ])('%d of revenue is %d su', (share, units) => {
    expect(fineUnits(share, 'revenue', weights)).toBeCloseTo(units);
  });
});

describe('the market of an act', () => {
  const market = (name: string | null, ofApps = false, stated: number | null = null) =>
    weighing.market(ACME, name, DAY, { stated, ofApps });

  test('at home and in the world nothing is scaled; abroad by size, or as stated', () => {
    expect([market('CN'), market('CN', true), market('world'), market(null)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(market('US')).toMatchObject({ name: 'US', by: 'size' });
    expect(market('US')!.share).toBeCloseTo(0.13);
    expect(market('US', false, 0.4)).toEqual({ name: 'US', share: 0.4, by: 'stated' });
    expect(market('ZZ')).toEqual({ name: 'ZZ', share: null });
  });
});

describe('what reaches how far', () => {
  const load = (parts: Parts, type: Parameters<typeof step>[1] = 'probe') =>
    scoreOf([step('2022-01-10', type, { companyWide: true, apps: [], ...parts })], '2022-01-11')
      .load;
  const US = { name: 'US', share: 0.1, by: 'entry' as const };
  const stated = (value: number) => ({
    value,
    basis: null,
    year: null,
    source: null,
    quality: 'stated' as const,
  });

  test('like suits differ by their stated shares alone', () => {
    const sue = (share: number, market: RegulatoryEvent['market'] = US) =>
      load({ act: actOf({ measure: 'sue', posture: 'filed' }), share: stated(share), market });
    expect(sue(0.2)).toBeCloseTo(6.25 * 0.2);
    expect(sue(0.3) / sue(0.1)).toBeCloseTo(3);
    expect(sue(0.2, null)).toBe(sue(0.2));
  });

  test('supplies barred by American rules reach the whole firm, lists of others a part', () => {
    const cut = (form: string, name: string) =>
      load({
        act: actOf({ measure: 'inputs-cut', form, posture: 'final' }),
        market: { ...US, name },
      });
    expect(cut('denial-order', 'US')).toBeCloseTo(39.0625);
    expect(cut('entity-list', 'US')).toBeCloseTo(6.25);
    expect(cut('entity-list', 'CN')).toBeCloseTo(6.25 * 0.2);
  });

  test('a ban on the devices of officials is no ban', () => {
    const act = (who: RegulatoryEvent['act']['who']) =>
      load({ act: actOf({ measure: 'block', posture: 'final', who }), market: US });
    expect(act('state-devices') / act('everyone')).toBeCloseTo(0.02);
  });

  test('a proposal counts a part and is forgotten; what is not in effect yet counts half', () => {
    const block = (more: object) =>
      step('2022-01-10', 'block', {
        act: actOf({ measure: 'block', posture: 'final', ...more }),
      });
    const at = (one: RegulatoryEvent, day: string) => scoreOf([one], day).load;
    const whole = at(block({}), '2022-01-11');
    const proposed = block({ posture: 'proposed' });
    expect(at(proposed, '2022-01-11') / whole).toBeCloseTo(0.3);
    expect(at(proposed, '2024-02-01')).toBe(0);
    const later = block({ posture: 'not-yet-effective', effective: '2022-03-01' });
    expect(at(later, '2022-02-28') / whole).toBeCloseTo(0.5);
    expect(at(later, '2022-03-01') / whole).toBeCloseTo(1);
  });
});

describe('what a court does to an act', () => {
  const act = step('2022-01-10', 'block', { id: 'block/acme', matter: 'us-acme' });
  const by = (
    day: string,
    effect: RegulatoryEvent['act']['effect'],
    on: string,
    more: Parts = {},
  ) =>
    step(day, 'dropped', {
      id: `${effect}-${day}/acme`,
      act: actOf({ measure: null, posture: 'final', on: [on], effect }),
      regulator: 'us-court',
      ...more,
    });
  const load = (day: string, ...more: RegulatoryEvent[]) => scoreOf([act, ...more], day).load;
  const whole = load('2022-01-11');

  test('a stay counts it as nothing, and the fall of the stay makes it stand again', () => {
    const stay = by('2022-02-01', 'stayed', 'block');
    const fall = by('2022-03-01', 'lifted', 'stayed-2022-02-01');
    expect(load('2022-01-31', stay, fall)).toBeCloseTo(whole);
    expect(load('2022-02-02', stay, fall)).toBe(0);
    expect(load('2022-03-02', stay, fall)).toBeCloseTo(whole);
  });

  test('an annulment counts it as nothing from then on, whoever took it', () => {
    const annulled = by('2022-02-01', 'annulled', 'block');
    expect(load('2022-01-31', annulled)).toBeCloseTo(whole);
    expect(load('2022-02-02', annulled)).toBe(0);
    expect(scoreOf([act, annulled], '2022-02-02').cases[0]).toMatchObject({
      stage: 'closed',
      open: false,
    });
  });

  test('a fine that is reduced weighs what remains', () => {
    const money = (share: number) =>
      ({ share, by: 'revenue', year: 2021, quality: 'stated' }) as const;
    const fined = step('2022-01-10', 'fine', { id: 'fine/acme', cost: money(0.05) });
    const reduced = by('2022-01-20', 'reduced', 'fine', { cost: money(0.02) });
    const ratio =
      scoreOf([fined, reduced], '2022-01-21').load / scoreOf([fined], '2022-01-21').load;
    expect(ratio).toBeCloseTo(2.05 / 5.05);
  });

  test('a fresh entry of a list programme repeats the earlier one', () => {
    const entry = (day: string) =>
      step(day, 'military-list', {
        act: actOf({ measure: 'military-list', posture: 'final', programme: 'us-1260h' }),
      });
    const [first, again] = [entry('2020-01-10'), entry('2022-12-01')];
    expect(scoreOf([first], '2023-02-01').load).toBe(0);
    const both = scoreOf([first, again], '2023-02-01');
    expect(both.cases).toHaveLength(1);
    expect(both.load).toBeGreaterThan(2.5);
  });
});
