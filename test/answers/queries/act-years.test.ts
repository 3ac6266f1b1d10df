import { beforeEach, describe, expect, test } from 'vitest';
import { createActYears } from '../../../src/answers/queries/act-years.ts';
import type { DatedAct } from '../../../src/domain/store-lists.ts';

const MIIT = 'cn-miit' as never;
const at = (text: string) => Date.parse(text) as never;
const act = (notice: string, dated: string, detected = dated) =>
  ({ notice, datedAt: at(dated), detectedAt: at(detected) }) as unknown as DatedAct;

let now: number;
let rows: DatedAct[];
let asked: number;
const store = {
  acts: async (_: unknown, { after, limit }: { after: string | null; limit: number }) => {
    asked += 1;
    return rows.filter((one) => after === null || one.notice > after).slice(0, limit);
  },
};
const counts = async (
  years = createActYears({ store, clock: { now: () => now as never } }),
  until = now,
) => Object.fromEntries(await years(MIIT, until as never, rows.at(-1)?.notice ?? null));

beforeEach(() => {
  now = at('2022-01-01T00:00Z');
  rows = [
    act('a', '2020-05-01T00:00Z'),
    act('b', '2021-05-01T00:00Z'),
    act('c', '2021-06-01T00:00Z'),
  ];
  asked = 0;
});

describe('censures by year', () => {
  test('are counted, and only what was known by then', async () => {
    expect(await counts()).toEqual({ 2020: 1, 2021: 2 });
    expect(await counts(undefined, at('2021-05-15T00:00Z'))).toEqual({ 2020: 1, 2021: 1 });
  });

  test('a list read late counts in its own year, from the day on which it was seen', async () => {
    rows = [act('a', '2019-05-01T00:00Z', '2021-12-01T00:00Z')];
    expect(await counts()).toEqual({ 2019: 1 });
    expect(await counts(undefined, at('2020-01-01T00:00Z'))).toEqual({});
  });

  test('none is none', async () => {
    rows = [];
    expect(await counts()).toEqual({});
  });

  test('a long list is read in slices to its end', async () => {
    rows = Array.from({ length: 4_500 }, (_, n) =>
      act(String(n).padStart(5, '0'), '2021-05-01T00:00Z'),
    );
    expect(await counts()).toEqual({ 2021: 4_500 });
    expect(asked).toBe(3);
  });

  test('a new act is counted at the next look where counting is quick', async () => {
    const years = createActYears({ store, clock: { now: () => now as never } });
    await counts(years);
    rows = [...rows, act('d', '2021-07-01T00:00Z')];
    expect(await counts(years)).toEqual({ 2020: 1, 2021: 3 });
  });
});
