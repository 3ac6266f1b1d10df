import { describe, expect, test } from 'vitest';
import type { PriceBook, PriceSeries } from '../../../../src/answers/study/prices.ts';
import { studyReaction } from '../../../../src/answers/study/reaction.ts';
import { spearman } from '../../../../src/answers/study/statistics.ts';
import { reason } from '../../../../src/domain/reason.ts';
import {
  type CalendarDate,
  dateOfDay,
  dayNumber,
  lastMinute,
} from '../../../../src/domain/time.ts';
import { standing } from '../../../pipeline/score/arbitrary.ts';
import { app, step } from '../../../pipeline/score/building.ts';
import { company, listing } from '../../../support/companies.ts';

const FIRST = dayNumber('2021-01-04' as CalendarDate);
const weekdays = Array.from({ length: 700 }, (_, n) => FIRST + n).filter(
  (day) => ![5, 6].includes((day - FIRST) % 7),
);
const dates = weekdays.map(dateOfDay);

function series(symbol: string, jumps: Readonly<Record<string, number>>): PriceSeries {
  let close = 100;
  const closes = dates.map(
    (date, index) => (close *= 1 + (jumps[date] ?? 0) + (index % 2 === 0 ? 0.01 : -0.01)),
  );
  return {
    file: `${symbol}.csv`,
    symbols: [symbol],
    adjusted: true,
    isIndex: symbol === 'KWEB',
    dates,
    closes,
  };
}

const book = (own: PriceSeries | null): PriceBook => ({
  of: (ticker) => (own !== null && ticker === 'ACME' ? [own] : []),
  index: (name) => (name === 'KWEB' ? series('KWEB', {}) : null),
  problems: [],
});

const REACH = ['other', 'large', 'super'] as const;
const TYPES = ['warn', 'rectify', 'pause/updates', 'delist-app'] as const;
/** Twelve acts of rising weight, six weeks apart, each on a Wednesday at 10:00 in Beijing. */
const acts = TYPES.flatMap((type, level) =>
  REACH.map((reach, tier) => {
    const date = dateOfDay(FIRST + 2 + 42 * (3 * level + tier + 1));
    return step(date, type, {
      apps: [app(`app ${date}`, { reach })],
      at: Date.parse(`${date}T10:00+08:00`),
      ...(type === 'rectify' ? { deadline: date } : {}),
      matter: date,
    });
  }),
);
const acme = {
  company: company('acme', { listings: [listing('XNAS:ACME')] }),
  standing: standing(acts),
};
const falls = (by: (index: number) => number) =>
  series('ACME', Object.fromEntries(acts.map(({ date }, index) => [date, -by(index)])));

describe('the reaction of prices', () => {
  test('is one where the market falls with the points, and the small and the large are told apart', () => {
    const { report, rows } = studyReaction([acme], book(falls((n) => 0.01 * (n + 1))), {
      only: null,
      seed: 1,
    });
    expect(report).toMatchObject({ events: 12, measured: 12, excluded: [] });
    expect(report.own[0]).toMatchObject({ of: 'all', events: 12, days: 12 });
    expect(report.own[0]!.rho).toBeGreaterThan(0.95);
    expect(report.own[0]!.low).toBeGreaterThan(0.8);
    expect(rows[0]).toMatchObject({ company: 'acme', kind: 'warn', ticker: 'ACME' });
    expect(rows[0]!.own).toBeCloseTo(5.4, 1);
    expect(rows[0]!.abnormal).toBeCloseTo(-0.01, 1);
  });

  test('is none where it falls the other way round, and the same seed gives the same interval', () => {
    const market = book(falls((n) => 0.01 * (12 - n)));
    const twice = [1, 2].map(() => studyReaction([acme], market, { only: null, seed: 7 }).report);
    expect(twice[0]!.own[0]!.rho).toBeLessThan(-0.95);
    expect(twice[1]).toEqual(twice[0]);
  });

  test('an event without prices is counted with its reason, and a table of events narrows the study', () => {
    const without = studyReaction([acme], book(null), { only: null, seed: 1 }).report;
    expect([without.measured, without.excluded[0]!.because]).toEqual([
      0,
      reason('on-listing', { ticker: 'ACME', why: reason('no-prices') }),
    ]);
    const only = new Set([`acme ${acts[3]!.date}`]);
    expect(studyReaction([acme], book(falls(() => 0.01)), { only, seed: 1 }).report).toMatchObject({
      events: 1,
    });
  });

  test('an act whose hour nobody noted is measured from the session of its day', () => {
    const quiet = acts.map((one) => ({ ...one, at: lastMinute(one.date, one.zone) }));
    const listed = company('acme', { listings: [listing('XHKG:ACME')] });
    const hongKong: PriceBook = {
      of: () => [falls((n) => 0.01 * (n + 1))],
      index: (name) => ({ ...series(name, {}), isIndex: true }),
      problems: [],
    };
    const { rows } = studyReaction([{ company: listed, standing: standing(quiet) }], hongKong, {
      only: null,
      seed: 1,
    });
    for (const [n, row] of rows.entries())
      expect(Math.abs(row.abnormal * 100 + n + 1)).toBeLessThan(1);
    expect(rows).toHaveLength(12);
  });
});

test('ranks share their mean where values are equal', () => {
  const xs = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(spearman(xs, xs)).toBeCloseTo(1, 12);
  expect(
    spearman(
      xs,
      xs.map((x) => -x),
    ),
  ).toBeCloseTo(-1, 12);
  expect(spearman(xs.slice(1), xs.slice(1))).toBeNull();
});
