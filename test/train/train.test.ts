import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../scripts/train/fit.ts';
import { calibrate, curveOf, lowestHolding } from '../../scripts/train/measure.ts';
import { foldOf, storiesOf } from '../../scripts/train/stories.ts';

const EXAMPLES = {
  rows: [[0, 1], [0], [0, 2], [1, 2], [2], [2, 3], [3]].map((row) => Uint32Array.from(row)),
  labels: [true, true, true, false, false, false, false],
  weights: [1, 1, 1, 1, 1, 1, 1],
  features: 4,
};

describe('the fit', () => {
  it('weighs what separates and gives nothing to what does not', () => {
    const { weights } = fitLogistic(EXAMPLES, { l1: 0.2, l2: 0.1 });
    expect(weights[0]).toBeGreaterThan(0.5);
    expect(weights[2]).toBeLessThan(0);
    expect(weights[3]).toBeLessThanOrEqual(0);
  });

  it('is the same every time', () => {
    expect(fitLogistic(EXAMPLES, { l1: 0.1, l2: 0.5 })).toEqual(
      fitLogistic(EXAMPLES, { l1: 0.1, l2: 0.5 }),
    );
  });

  it('leaves everything at zero where the penalty is larger than any gradient', () => {
    const { weights } = fitLogistic(EXAMPLES, { l1: 10, l2: 0 });
    expect([...weights]).toEqual([0, 0, 0, 0]);
  });
});

describe('stories', () => {
  it('holds together what names one company within three days, by chains', () => {
    const stories = storiesOf([
      { id: 'a', date: '2024-01-01', keys: ['x'] },
      { id: 'b', date: '2024-01-04', keys: ['x', 'y'] },
      { id: 'c', date: '2024-01-05', keys: ['y'] },
      { id: 'd', date: '2024-01-09', keys: ['y'] },
    ]);
    expect(stories.get('a')).toBe(stories.get('c'));
    expect(stories.get('d')).not.toBe(stories.get('c'));
  });

  it('gives a story the same fold always, and every fold some stories', () => {
    const folds = Array.from({ length: 200 }, (_, at) => foldOf(`story-${at}`, 5, 0));
    expect(new Set(folds).size).toBe(5);
    expect(foldOf('story-7', 5, 1)).toBe(foldOf('story-7', 5, 1));
  });
});

describe('measuring', () => {
  const judged = [
    { probability: 0.9, right: true, weight: 1 },
    { probability: 0.8, right: true, weight: 1 },
    { probability: 0.7, right: false, weight: 2 },
    { probability: 0.6, right: true, weight: 4 },
  ];

  it('weights precision and recall', () => {
    const curve = curveOf(judged, 8);
    expect(curve.map((one) => one.precision)).toEqual([1, 1, 0.5, 0.75]);
    expect(curve.at(-1)).toMatchObject({ recall: 0.75, told: 4, wrong: 1 });
  });

  it('takes no threshold below one that failed', () => {
    expect(lowestHolding(curveOf(judged, 8), 0.7, 3)?.threshold).toBe(0.8);
  });

  it('calibrates sums that are twice too sure', () => {
    const sums = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 2 : -2));
    // One in four is wrong: the honest sum is ln 3.
    const outcomes = sums.map((sum, at) => (at % 8 < 2 ? sum < 0 : sum > 0));
    const { slope, intercept } = calibrate(
      sums,
      outcomes,
      sums.map(() => 1),
    );
    expect(slope * 2 + intercept).toBeCloseTo(Math.log(3), 1);
  });
});
