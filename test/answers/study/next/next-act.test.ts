import { describe, expect, test } from 'vitest';
import { monthEnds } from '../../../../src/answers/study/acts.ts';
import { studyNext } from '../../../../src/answers/study/next-act.ts';
import { type CalendarDate, dateOfDay, dayNumber } from '../../../../src/domain/time.ts';
import { standing } from '../../../pipeline/score/arbitrary.ts';
import { at, step } from '../../../pipeline/score/building.ts';
import { company, listing } from '../../../support/companies.ts';

const FIRST = dayNumber('2019-01-01' as CalendarDate);
const END = '2023-12-31';
const instants = monthEnds('2019-06-01' as CalendarDate, END as CalendarDate);

/** A firm that is acted against every so many days; 0 = never. */
function firm(id: string, every: number, sector = 'internet') {
  const days = every === 0 ? [] : Array.from({ length: 60 }, (_, n) => every * (n + 1));
  const acts = days
    .map((day) => dateOfDay(FIRST + day))
    .filter((day) => day <= END)
    .map((day) => step(day, 'rectification-ordered', { deadline: day, matter: `${id} ${day}` }));
  const own = company(id, { listings: [listing(`XNAS:${id.toUpperCase()}`)] });
  return { company: { ...own, sector: sector as never, country: 'CN' }, standing: standing(acts) };
}

const often = ['a', 'b', 'c', 'd'].map((id, n) => firm(id, 50 + 7 * n));
const seldom = ['e', 'f', 'g'].map((id, n) => firm(id, 400 + 31 * n));
const never = ['h', 'i', 'j', 'k', 'l', 'm'].map((id) => firm(id, 0, 'travel'));
const all = [...often, ...seldom, ...never];
const run = (until: string, end = END) => studyNext(all, instants, at(until), at(end));

describe('another act within 90 days', () => {
  test('is told by the past acts of a firm, better than by a coin', () => {
    const report = run('2021-12-31');
    expect(report.model.auc).toBeGreaterThan(0.85);
    expect(report.decayedCount.auc).toBeGreaterThan(0.85);
    const rate = report.test.hits / report.test.n;
    expect(report.model.brier).toBeLessThan(rate * (1 - rate));
    expect(Object.keys(report.coefficients)).toEqual(['intercept', ...report.features]);
    expect(report.coefficients.count).toBeGreaterThan(0);
    expect(report.skill).toBeCloseTo(1 - report.model.brier / report.decayedCount.brier, 12);
    expect(report.features[0]).toBe('count');
  });

  test('nothing that is over after the day is fitted, and nothing before it is tested', () => {
    const report = run('2021-12-31');
    const fitted = instants.filter((one) => one + 90 * 86_400_000 <= at('2021-12-31'));
    const tested = instants.filter(
      (one) => one > at('2021-12-31') && one + 90 * 86_400_000 <= at(END),
    );
    expect(report.train.n).toBe(fitted.length * all.length);
    expect(report.test.n).toBe(tested.length * all.length);
  });

  test('what happens after the day changes no coefficient', () => {
    const later = all.map((one, index) =>
      index < 4 ? firm(one.company.id as string, [50, 57, 64, 71][index]!) : one,
    );
    const cut = studyNext(later, instants, at('2021-12-31'), at('2022-12-31'));
    expect(cut.coefficients).toEqual(run('2021-12-31').coefficients);
  });
});
