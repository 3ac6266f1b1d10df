import { describe, expect, test } from 'vitest';
import { LEAST_MOVES, studyMove } from '../../../../src/answers/study/move.ts';
import type { PriceBook, PriceSeries } from '../../../../src/answers/study/prices.ts';
import { MoveTable, moveKey } from '../../../../src/domain/move-table.ts';
import { type CalendarDate, dateOfDay, dayNumber } from '../../../../src/domain/time.ts';
import { standing } from '../../../pipeline/score/arbitrary.ts';
import { app, step } from '../../../pipeline/score/building.ts';
import { company, listing } from '../../../support/companies.ts';

const FIRST = dayNumber('2021-01-04' as CalendarDate);
const dates = Array.from({ length: 1_600 }, (_, n) => FIRST + n)
  .filter((day) => ![5, 6].includes((day - FIRST) % 7))
  .map(dateOfDay);

function series(symbol: string, jumps: ReadonlyMap<string, number>): PriceSeries {
  let close = 100;
  const closes = dates.map(
    (date, index) => (close *= 1 + (jumps.get(date) ?? 0) + (index % 2 === 0 ? 0.01 : -0.01)),
  );
  return {
    file: `${symbol}.csv`,
    symbols: [symbol],
    adjusted: true,
    isIndex: symbol.length > 1,
    dates,
    closes,
  };
}

/** Removals of a core app, ten weeks apart, each on a Wednesday. */
const actsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const date = dateOfDay(FIRST + 2 + 70 * (n + 1));
    return step(date, 'delist-app', {
      apps: [app(`app ${date}`, { reach: 'large' })],
      at: Date.parse(`${date}T10:00+08:00`),
      matter: date,
    });
  });

const acts = actsOf(LEAST_MOVES + 1);
/** Every act but the first is followed by a fall of 3 %. */
const jumps = new Map<string, number>(acts.slice(1).map(({ date }) => [date, -0.03]));

const issuer = (country: string, count = acts.length) => ({
  company: { ...company('acme', { listings: [listing('XNAS:A')] }), country },
  standing: standing(acts.slice(0, count)),
});
const book: PriceBook = {
  of: (ticker) => (ticker === 'A' ? [series('A', jumps)] : []),
  // The Chinese index falls on the same days, the American one does not.
  index: (name) => {
    if (name === 'KWEB') return series('KWEB', jumps);
    return name === 'QQQ' ? series('QQQ', new Map()) : null;
  },
  problems: [],
};
const options = { version: '2026-01-01', seed: 1, only: null };

describe('how far shares moved with acts of each size', () => {
  test('the bins name every number of points once', () => {
    expect([0, 1.9, 2, 6.9, 7, 20, 49.9, 50, 99].map(moveKey)).toEqual([
      '0-2',
      '0-2',
      '2-7',
      '2-7',
      '7-20',
      '20-50',
      '20-50',
      '50+',
      '50+',
    ]);
  });

  test('a line has its sign, its count of falls and an interval over days', () => {
    const { report, moves } = studyMove([issuer('US')], book, options);
    expect(moves[0]).toMatchObject({ group: 'cut-off', benchmark: 'QQQ', ticker: 'A' });
    const [line] = report.table.rows;
    expect(line).toMatchObject({
      by: 'points',
      key: moveKey(moves[0]!.own),
      events: 16,
      days: 16,
      fell: 15,
    });
    expect(line!.mean).toBeCloseTo((-0.03 * 15) / 16, 2);
    expect(line!.low).toBeLessThan(line!.mean);
    expect(line!.high).toBeLessThan(0);
    expect(MoveTable.parse(report.table)).toEqual(report.table);
    expect(report.table).toMatchObject({ version: '2026-01-01', from: acts[0]!.date, sessions: 2 });
  });

  test('a Chinese firm is measured against Chinese shares, which fell as much', () => {
    const { report } = studyMove([issuer('CN')], book, options);
    expect(report.table.rows[0]).toMatchObject({ mean: 0 });
  });

  test('of two American indexes that counts which leaves less unexplained before', () => {
    const wide: PriceBook = {
      ...book,
      index: (name) => {
        if (name === 'SPY') return series('SPY', new Map());
        // Moves by itself every third day.
        const own = new Map(dates.filter((_, index) => index % 3 === 0).map((day) => [day, 0.02]));
        return name === 'QQQ' ? series('QQQ', own) : null;
      },
    };
    const { moves } = studyMove([issuer('US')], wide, options);
    const [first, ...later] = moves.map(({ benchmark }) => benchmark);
    // Too few days before the first for a fit.
    expect(first).toBe('QQQ');
    expect(new Set(later.slice(2))).toEqual(new Set(['SPY']));
  });

  test('below fifteen company-days there is no line', () => {
    const { report } = studyMove([issuer('US', LEAST_MOVES - 1)], book, options);
    expect([report.measured, report.table.rows]).toEqual([LEAST_MOVES - 1, []]);
  });

  test('acts of one day are one day of the interval', () => {
    const twins = ['a', 'b'].map((id) => ({
      ...issuer('US'),
      company: { ...company(id, { listings: [listing('XNAS:A')] }), country: 'US' },
    }));
    const { rows } = studyMove(twins, book, options).report.table;
    expect(rows[0]).toMatchObject({ events: 32, days: 16 });
  });
});
