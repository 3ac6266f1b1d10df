import { describe, expect, test } from 'vitest';
import { type ScoresByDay, studyRobustness } from '../../../../src/answers/study/robustness.ts';
import type { Weights } from '../../../../src/domain/weights.ts';
import { bandOf } from '../../../../src/pipeline/score/formula.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

const { weights } = repositoryCatalog().catalog!;
const asRead = structuredClone(weights);

/** A core and a minor app under an act of level 2, and a fine of two per cent of revenue. */
const scoresUnder = async (changed: Weights): Promise<ScoresByDay> => {
  const { severityRatio, value, fineUnits, halfPoint } = changed;
  const loads = {
    app: severityRatio.value * value.tiers.core,
    minor: severityRatio.value * value.tiers.minor,
    fine: Math.min(fineUnits.most, fineUnits.base + fineUnits.perCent * 2),
  };
  return new Map(
    Object.entries(loads).map(([key, load]) => {
      const score = 100 * (1 - 2 ** (-load / halfPoint.value));
      return [key, { score, band: bandOf(score, changed) }];
    }),
  );
};
const report = await studyRobustness(weights, scoresUnder, 0.25);
const row = (name: string, factor: number) =>
  report.rows.find((own) => own.name === name && own.factor === factor)!;

describe('each number of the model by a quarter', () => {
  test('a number that nothing rests on changes nothing', () => {
    const unmoved = { otherBand: 0, otherBandAbove: 0, largest: 0 };
    expect(row('graceDays.value', 0.75)).toMatchObject(unmoved);
  });

  test('one that a score rests on changes it, and the band where it passes an edge', () => {
    expect(row('fineUnits.perCent', 0.75).largest).toBeGreaterThan(2);
    expect(row('severityRatio.value', 1.25).largest).toBeGreaterThan(2);
    expect(row('halfPoint.value', 1.25).otherBand).toBe(0);
    expect(row('all fines', 1.25).largest).toBeGreaterThan(row('fineUnits.base', 1.25).largest);
  });

  test('every number is moved both ways, by itself and with its kind, and none of the real ones', () => {
    const names = report.rows.map(({ name, factor }) => `${name} ${factor}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('force.kinds.standing.days 0.75');
    expect(names).toContain('all days in force 1.25');
    expect(names).toContain('all floors 0.75');
    expect(names).toContain('foreignMarket.most 1.25');
    expect(weights).toEqual(asRead);
  });

  test('the number that changes most bands comes first', () => {
    const parts = report.rows.map(({ otherBand }) => otherBand);
    expect(parts).toEqual(parts.toSorted((part, other) => other - part));
  });
});
