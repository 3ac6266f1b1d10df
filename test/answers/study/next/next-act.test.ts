import { describe, expect, test } from 'vitest';
import { monthEnds } from '../../../../src/answers/study/acts.ts';
import { studyNext } from '../../../../src/answers/study/next-act.ts';
import { NextTable } from '../../../../src/domain/next-table.ts';
import {
  type CalendarDate,
  DAY_MS,
  dateOfDay,
  dayNumber,
  type Instant,
} from '../../../../src/domain/time.ts';
import type { WholeSeries } from '../../../../src/pipeline/score/next-act.ts';
import { at } from '../../../pipeline/score/building.ts';
import { company, listing } from '../../../support/companies.ts';

const START = '2019-01-01' as CalendarDate;
const END = '2023-12-31';
const instants = monthEnds('2019-01-01' as CalendarDate, END as CalendarDate);

/** A listed firm that is acted against every so many days; 0 = never. */
function firm(id: string, every: number, sector: string) {
  const own = company(id, { listings: [listing(`XNAS:${id.toUpperCase()}`)] });
  const days = every === 0 ? [] : Array.from({ length: 60 }, (_, n) => every * (n + 1));
  return {
    company: { ...own, sector: sector as never, country: 'CN' },
    days: days.map((day) => dateOfDay(dayNumber(START) + day)).filter((day) => day <= END),
  };
}

const often = ['a', 'b', 'c', 'd'].map((id, n) => firm(id, 50 + 7 * n, 'internet'));
const seldom = ['e', 'f', 'g'].map((id, n) => firm(id, 400 + 31 * n, 'internet'));
const never = ['h', 'i', 'j', 'k', 'l', 'm'].map((id) => firm(id, 0, 'travel'));
const firms = [...often, ...seldom, ...never];

const series = (of: typeof firms, until = END, id = 'whole'): WholeSeries => ({
  id,
  authority: 'cn-miit',
  from: at(START) as Instant,
  until: at(until) as Instant,
  acts: of.flatMap(({ company: { id: own, sector, country }, days }) =>
    days.map((day) => ({ at: at(day), company: { id: own, sector, country } })),
  ),
});
const run = (until: string, all: readonly WholeSeries[] = [series(firms)]) =>
  studyNext({
    series: all,
    companies: firms.map((own) => ({ company: own.company, loadAt: () => 0 })),
    instants,
    until: at(until),
    version: 'test',
    bandOf: (load) => (load > 0 ? 'watch' : 'background'),
  });

describe('another act within 90 days, of whole series', () => {
  test('is forecast from the past acts of a firm, better than by a coin', () => {
    const { table } = run('2021-12-31');
    expect(NextTable.safeParse(table).success).toBe(true);
    expect(table.model.auc).toBeGreaterThan(0.85);
    const rate = table.test.hits / table.test.n;
    expect(table.model.brier).toBeLessThan(rate * (1 - rate));
    const [background, watch] = run('2021-12-31').byBand;
    expect(background!.hits).toBeGreaterThan(table.test.hits);
    expect(watch).toEqual({ band: 'watch', n: 0, hits: 0 });
    expect(table.skill).toBeCloseTo(1 - table.model.brier / table.decayedCount.brier, 12);
    expect(table.low).toBeLessThanOrEqual(table.skill);
    expect(table.high).toBeGreaterThanOrEqual(table.skill);
    expect(table.count.slope).toBeGreaterThan(0);
  });

  test('nothing that is over after the day is fitted, and nothing before it is tested', () => {
    const { table } = run('2021-12-31');
    const horizon = 90 * DAY_MS;
    const whole = instants.filter(
      (instant) => instant >= at(START) + 180 * DAY_MS && instant + horizon <= at(END),
    );
    const fitted = whole.filter((instant) => instant + horizon <= at('2021-12-31'));
    const tested = whole.filter((instant) => instant > at('2021-12-31'));
    expect(table.train.n).toBe(fitted.length * firms.length);
    expect(table.test.n).toBe(tested.length * firms.length);
  });

  test('what happens after the day changes no coefficient', () => {
    const cut = firms.map((own) => ({
      ...own,
      days: own.days.filter((day) => day <= '2021-12-31'),
    }));
    const before = run('2021-12-31', [series(cut)]);
    const whole = run('2021-12-31');
    expect(before.tried).toEqual(whole.tried);
    expect([before.table.count, before.table.quiet]).toEqual([
      whole.table.count,
      whole.table.quiet,
    ]);
  });

  test('features of the quiet are chosen by forecasts of the years before the day', () => {
    const { table, tried, gain } = run('2022-12-31');
    expect(tried[0]!.features).toEqual([]);
    const chosen = Object.keys(table.quiet?.coefficients ?? {});
    const best = tried.find(({ features }) => features.join() === chosen.join())!;
    expect(best.logScore).toBeLessThanOrEqual(tried[0]!.logScore);
    expect(best.brier).toBeLessThanOrEqual(tried[0]!.brier);
    for (const by of Object.values(table.quiet?.coefficients ?? {}))
      expect(by).toBeGreaterThanOrEqual(0);
    expect(gain.value).toBeCloseTo(table.model.auc! - table.decayedCount.auc!, 12);
  });

  test('a month whose 90 days reach beyond the series is no row', () => {
    const short = run('2020-12-31', [series(firms, '2021-06-30')]).table;
    const last = instants.filter((instant) => instant + 90 * DAY_MS <= at('2021-06-30'));
    const tested = last.filter((instant) => instant > at('2020-12-31'));
    expect(short.test.n).toBe(tested.length * firms.length);
  });

  test('a series that begins after the day is not tested: no rate of another authority', () => {
    const later: WholeSeries = { ...series(often, END, 'later'), from: at('2022-01-01') };
    const { table, bySeries } = run('2021-12-31', [series(firms), later]);
    expect(table.series).toEqual(['whole']);
    expect(bySeries.map((own) => own.series)).toEqual(['whole']);
  });

  test('rates of peers are counts of month-ends, by sector and country', () => {
    const { table } = run('2021-12-31');
    const peers = table.rates.map((rate) => [rate.series, rate.peers]);
    expect(peers).toEqual([['whole', 'internet CN']]);
    const months = table.train.n / firms.length;
    expect(table.rates[0]!.months).toBe(months * (often.length + seldom.length));
    expect(table.rates[0]!.hits).toBe(table.train.hits);
    expect(table.sizes).toEqual({ all: 13, peers: { 'internet CN': 7, 'travel CN': 6 } });
  });
});
