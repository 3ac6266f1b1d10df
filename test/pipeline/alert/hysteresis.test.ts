import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { hysteresisBand } from '../../../src/pipeline/alert/hysteresis.ts';
import { weights } from '../score/building.ts';

const DAY = 86_400_000;
const at = (days: number) => (days * DAY) as Instant;
/** `[days, score]` on each of the days, until the next pair. */
const series = (...steps: [days: number, score: number][]) => {
  const last = steps.at(-1)![0];
  return Array.from({ length: last + 1 }, (_, day) => ({
    at: at(day),
    score: steps.findLast(([from]) => from <= day)![1],
  }));
};

describe('a band is entered at its edge and left only after a fortnight below', () => {
  test.each([
    ['never in it', series([0, 24.9], [40, 24.9]), 'watch'],
    ['in it today', series([0, 0], [40, 25]), 'elevated'],
    ['a little below the edge is still in it', series([0, 30], [10, 21], [60, 21]), 'elevated'],
    ['below the leaving edge for thirteen days', series([0, 30], [10, 19], [23, 19]), 'elevated'],
    ['for a fortnight', series([0, 30], [10, 19], [24, 19]), 'watch'],
    ['back above within the fortnight', series([0, 30], [10, 19], [20, 21], [40, 21]), 'elevated'],
    [
      'left, then back only to between the edges',
      series([0, 30], [10, 15], [30, 22], [40, 22]),
      'watch',
    ],
    ['high is left at 42', series([0, 55], [10, 43], [60, 43]), 'high'],
    ['severe is left at 65', series([0, 80], [10, 64], [30, 64]), 'high'],
  ])('%s', (_, given, band) => {
    expect(hysteresisBand(given, given.at(-1)!.at, weights)).toBe(band);
  });
});

describe('the moments of a band', () => {
  test.each([
    ['at the leaving edge itself it stays', series([0, 30], [10, 20], [60, 20]), 60, 'elevated'],
    [
      'after a fortnight it is left for good',
      series([0, 30], [10, 19], [25, 22], [40, 22]),
      40,
      'watch',
    ],
    [
      'a day less, and it was never left',
      series([0, 30], [10, 19], [24, 22], [40, 22]),
      40,
      'elevated',
    ],
    ['days without an act count as well', series([0, 30], [10, 19], [20, 19]), 24, 'watch'],
    ['until then it stays', series([0, 30], [10, 19], [20, 19]), 23, 'elevated'],
    ['what comes later is not known yet', series([0, 0], [40, 25]), 39, 'background'],
  ])('%s', (_, given, day, band) => {
    expect(hysteresisBand(given, at(day), weights)).toBe(band);
  });
});
