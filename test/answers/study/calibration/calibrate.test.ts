import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { monthEnds, type Snapshot } from '../../../../src/answers/study/acts.ts';
import {
  bootstrapSkill,
  calibrate,
  fitLoadModel,
} from '../../../../src/answers/study/calibration.ts';
import { CLOGLOG, fitLine } from '../../../../src/answers/study/statistics.ts';
import { calibrationText } from '../../../../src/answers/study/study-text.ts';
import type { CompanyId } from '../../../../src/domain/ids.ts';
import { CalibrationReport } from '../../../../src/domain/study-report.ts';
import type { Instant } from '../../../../src/domain/time.ts';

const WIDE = { mean: 0, sd: 1_000 };

function random(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, 999_999) / 1_000_000;
}

/** Issuers whose acts follow the model exactly, at known L0 and b. */
function world(
  seed: number,
  options: { rate: number; b: number; issuers: number; noise?: boolean },
): Snapshot[] {
  const next = random(seed);
  const months = monthEnds('2016-01-01' as never, '2023-12-31' as never);
  return Array.from({ length: options.issuers }, (_, index) => index).flatMap((index) =>
    months.map((at): Snapshot => {
      const load = next() < 0.6 ? 0 : next() * 12;
      const p = -Math.expm1(-options.rate * (1 + load) ** options.b);
      const hit = next() < (options.noise ? 0.2 : p);
      return {
        company: `issuer-${index}` as CompanyId,
        group: index % 2 === 0 ? 'games' : 'travel',
        at: at as Instant,
        load,
        count365: Math.floor(next() * 3),
        daysSince: next() * 1_000,
        hit,
        freshHit: hit,
        batch: `month ${at}`,
      };
    }),
  );
}

describe('the fit', () => {
  test('stands where its penalised likelihood is flat, by an objective written separately', () => {
    const rows = [0, 0.3, 1, 1.5, 2, 2.5].map((x, i) => ({ x, hit: i % 2 === 1, weight: 1 / 3 }));
    const priors = { a: { mean: -1, sd: 1 }, b: { mean: 0.6, sd: 0.3 } };
    const objective = (a: number, b: number) =>
      rows.reduce((sum, { x, hit, weight }) => {
        const none = Math.exp(-Math.exp(a + b * x));
        return sum + weight * Math.log(hit ? 1 - none : none);
      }, 0) -
      (a + 1) ** 2 / 2 -
      (b - 0.6) ** 2 / 2 / 0.09;
    const { a, b } = fitLine(rows, CLOGLOG, priors);
    for (const [da, db] of [
      [1e-3, 0],
      [-1e-3, 0],
      [0, 1e-3],
      [0, -1e-3],
    ])
      expect(objective(a + da!, b + db!)).toBeLessThan(objective(a, b));
  });

  test('with one value of x it is the rate that was seen', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ x: 0, hit: i < 50, weight: 1 }));
    const fit = fitLine(rows, CLOGLOG, { a: WIDE, b: { mean: 0, sd: 1 } });
    expect(CLOGLOG.probability(fit.a)).toBeCloseTo(0.25, 5);
  });

  test('finds the L0 and b that made the acts', () => {
    const model = fitLoadModel(world(1, { rate: 0.1, b: 0.7, issuers: 120 }));
    expect(model.rate).toBeCloseTo(0.1, 1);
    expect(model.b).toBeGreaterThan(0.6);
    expect(model.b).toBeLessThan(0.8);
  });

  test('a group without acts is drawn to the rate of all, not to nothing', () => {
    const some = world(2, { rate: 0.1, b: 0.6, issuers: 20 });
    const quiet = some.slice(0, 30).map((one) => ({ ...one, group: 'quiet', load: 0, hit: false }));
    const { groups, rate } = fitLoadModel([...some, ...quiet]);
    expect(groups.get('quiet')).toBeCloseTo((20 * rate) / (10 + 20), 6);
  });
});

describe('the report', () => {
  const told = world(3, { rate: 0.08, b: 0.7, issuers: 80 });

  test('where the model made the acts it beats the base rate; picked by hand it stays uncalibrated all the same', () => {
    const report = calibrate(told, { seed: 1, handPicked: false });
    expect(CalibrationReport.parse(report)).toEqual(report);
    expect(report.gates.map((gate) => gate.met)).toEqual([true, true, true, true, true]);
    expect(report.status).toBe('calibrated');
    const picked = calibrate(told, { seed: 1, handPicked: true });
    expect(picked.status).toBe('uncalibrated');
    expect(picked.because).toContain('passing gates prove nothing');
    expect(calibrationText(picked)).toContain('P90 is UNCALIBRATED');
  });

  test('where nothing follows from the load, the gates say so', () => {
    const report = calibrate(world(4, { rate: 0.2, b: 0, issuers: 60, noise: true }), {
      seed: 1,
      handPicked: false,
    });
    expect(report.status).toBe('uncalibrated');
    expect(report.gates.find((gate) => gate.id === 'auc')!.met).toBe(false);
  });

  const flipped = (from: string, to: string) =>
    told.map((row) =>
      row.at >= Date.parse(from) && row.at < Date.parse(to)
        ? { ...row, hit: !row.hit, freshHit: !row.freshHit }
        : row,
    );
  const partsOf = (snapshots: readonly Snapshot[]) =>
    calibrate(snapshots, { seed: 1, handPicked: true }).parts;

  test('what happens in the final year changes nothing that was said of the years before', () => {
    const [pooled, final] = partsOf(told);
    const [pooledThen, finalThen] = partsOf(flipped('2023-01-15', '2024-02-01'));
    expect(pooledThen).toEqual(pooled);
    expect(finalThen).not.toEqual(final);
  });

  test('month-ends whose 90 days reach into a year are not in the fit for it', () => {
    const [, final] = partsOf(told);
    expect(partsOf(flipped('2022-10-15', '2023-01-15'))[1]).toEqual(final);
    expect(partsOf(flipped('2022-08-15', '2022-09-15'))[1]).not.toEqual(final);
  });

  test('the same seed gives the same intervals, another one others', () => {
    const clusters = Array.from({ length: 30 }, (_, i) => [1 + (i % 3), 2 + (i % 5)]);
    expect(bootstrapSkill(clusters, 7)).toEqual(bootstrapSkill(clusters, 7));
    expect(bootstrapSkill(clusters, 7)).not.toEqual(bootstrapSkill(clusters, 8));
    const [interval] = bootstrapSkill(clusters, 7);
    expect(interval!.low).toBeLessThan(0.5);
    expect(interval!.high).toBeGreaterThan(0.5);
  });
});

test('month-ends are 24:00 of the last day, leap years included', () => {
  const ends = monthEnds('2020-01-15' as never, '2020-03-30' as never);
  expect(ends.map((at) => new Date(at).toISOString())).toEqual([
    '2020-01-31T16:00:00.000Z',
    '2020-02-29T16:00:00.000Z',
  ]);
});
