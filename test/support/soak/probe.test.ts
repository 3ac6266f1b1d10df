import { expect, test } from 'vitest';
import { driftOf, type Sample } from './probe.ts';

const samples = (of: (minute: number) => number): Sample[] =>
  Array.from({ length: 61 }, (_, minute) => ({
    at: minute * 60_000,
    rssMb: of(minute),
    heapMb: 0,
    handles: null,
    loopLagP99Ms: 0,
  }));

test.each([
  ['what only warms up does not drift', (minute: number) => Math.min(400, 100 + minute * 20), 0],
  ['what leaks a megabyte a minute drifts by sixty an hour', (minute: number) => 100 + minute, 60],
] as const)('%s', (_, of, perHour) => {
  expect(driftOf(samples(of), (one) => one.rssMb)?.perHour).toBeCloseTo(perHour, 6);
});

test('a figure that the system does not tell has no drift', () => {
  expect(
    driftOf(
      samples(() => 1),
      (one) => one.handles,
    ),
  ).toBeNull();
});
