import { describe, expect, test } from 'vitest';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { endOfDay, type Instant } from '../../../src/domain/time.ts';
import {
  type CaseEntry,
  type CaseState,
  caseAt,
  halvesUntil,
  isBroken,
  isOfAct,
  isOpen,
  leftOf,
  spanOf,
  stands,
} from '../../../src/pipeline/score/cases.ts';
import { SHANGHAI, step, weights } from './building.ts';

const DAY = 86_400_000;
const FIRST = step('2021-03-01', 'rectify');
const T = FIRST.at;
const dayEnd = (days: number) => endOfDay(FIRST.date, days, SHANGHAI);
const never = Number.POSITIVE_INFINITY;

type Parts = Partial<Omit<CaseEntry, 'account'>> & { until?: number };

/** An act of 1 March 2021 that ends forty days later, unless said otherwise. */
function entry({ until = never, ...parts }: Parts = {}, news: RegulatoryEvent[] = []): CaseEntry {
  const entries: CaseEntry[] = [];
  const matter = {
    id: 'case',
    regulator: FIRST.regulator,
    name: null,
    entries,
    closings: [],
    news,
  } as unknown as CaseState;
  const made = {
    matter,
    event: FIRST,
    severity: { level: 2, rule: 'measure', fine: null, apps: [] },
    terms: [],
    units: 1,
    account: { event: FIRST, replaces: null, until },
    part: 'conduct',
    force: null,
    end: T + 40 * DAY,
    postures: [],
    breaks: [],
    reductions: [],
    closedAt: never,
    closedBy: null,
    changes: [],
    ...parts,
  } as unknown as CaseEntry;
  entries.push(made);
  return made;
}
const left = (of: CaseEntry, at: number) => leftOf(of, at, weights);
const HALF = 120 * DAY;

test.each([
  ['record-1', true],
  ['record-1/2', true],
  ['record-12', false],
  ['notice-1', true],
  ['other', false],
])('an act of record-1, part 2, and notice-1 is of %s: %s', (id, is) => {
  const event = id === 'notice-1' ? { id: 'x', notice: 'notice-1' } : { id, notice: null };
  expect(isOfAct(event as never, id === 'notice-1' ? 'notice-1' : 'record-1')).toBe(is);
});

describe('an act counts', () => {
  test.each([
    ['a millisecond before it', T - 1, false],
    ['from its instant', T, true],
    ['until a better account', T + DAY - 1, true],
    ['not from that on', T + DAY, false],
  ])('%s: see the table', (_, at, counts) => {
    expect(stands(entry({ until: T + DAY }), at)).toBe(counts);
  });

  const broken = { breaks: [{ from: T + 10, to: T + 20, by: FIRST, ends: false }] };
  test.each([
    [9, false],
    [10, true],
    [19, true],
    [20, false],
  ])('stayed from 10 to 20, at %d: %s', (after, is) => {
    expect(isBroken(entry(broken), T + after)).toBe(is);
    expect(left(entry(broken), T + after)).toBe(is ? 0 : 1);
  });
});

describe('how long it is open', () => {
  test('by its end, or its closing where that comes first', () => {
    expect(spanOf(entry(), T)).toEqual({ full: T + 40 * DAY, off: T + 40 * DAY });
    const closed = entry({ closedAt: T + 5 * DAY });
    expect(spanOf(closed, T + 9 * DAY)).toEqual({ full: T + 5 * DAY, off: T + 5 * DAY });
    const later = entry({ closedAt: T + 50 * DAY });
    expect(spanOf(later, T + 60 * DAY)).toEqual({ full: T + 40 * DAY, off: T + 40 * DAY });
  });

  const force = (days: number, floor: number, years: number | null) =>
    ({ days, floor, years }) as never;
  test.each([
    ['without a floor', force(30, 0, 3), dayEnd(30), dayEnd(30)],
    ['with a floor, for years', force(30, 0.25, 3), dayEnd(30), dayEnd(3 * 365)],
    ['with a floor, until lifted', force(30, 0.25, null), dayEnd(30), never],
  ])('by news of its case: %s', (_, held, full, off) => {
    expect(spanOf(entry({ force: held }), T)).toEqual({ full, off });
  });

  test('news of its case begins it anew, from its own moment', () => {
    const news = step('2021-04-01', 'rectify');
    const of = entry({ force: force(30, 0.25, 3) }, [news]);
    expect(spanOf(of, news.at - 1).full).toBe(dayEnd(30));
    expect(spanOf(of, news.at)).toEqual({
      full: endOfDay(news.date, 30, SHANGHAI),
      off: endOfDay(news.date, 3 * 365, SHANGHAI),
    });
    // Before anything of the case is known it has no span.
    expect(spanOf(of, T - 1).full).toBe(Number.NEGATIVE_INFINITY);
  });

  test('news that is older than the act changes nothing', () => {
    const of = entry({ force: force(30, 0.25, 3) }, [step('2021-02-01', 'rectify')]);
    expect(spanOf(of, T).full).toBe(dayEnd(30));
  });
});

describe('what is left of it', () => {
  test.each<[string, Parts, number, number]>([
    ['all, until it ends', {}, T + 40 * DAY, 1],
    ['half, a half-life later', {}, T + 40 * DAY + HALF, 0.5],
    ['a quarter, two half-lives later', {}, T + 40 * DAY + 2 * HALF, 0.25],
    ['half of it, from its closing', { closedAt: T + 10 * DAY }, T + 10 * DAY, 0.5],
    ['all of it a moment before', { closedAt: T + 10 * DAY }, T + 10 * DAY - 1, 1],
    [
      'a quarter, a half-life after its closing',
      { closedAt: T + 10 * DAY },
      T + 10 * DAY + HALF,
      0.25,
    ],
    [
      'all of a fine that is closed as it is stated',
      { closedAt: T, severity: { level: 2, rule: 'fine', fine: 3, apps: [] } as never },
      T,
      1,
    ],
    [
      'closed long after it ended: half of what it had',
      { closedAt: T + 40 * DAY + HALF },
      T + 40 * DAY + HALF,
      0.25,
    ],
  ])('%s', (_, parts, at, expected) => {
    expect(left(entry(parts), at)).toBeCloseTo(expected, 9);
  });

  const standing = { force: { days: 30, floor: 0.25, years: 3 } as never };
  test('of what stands: a floor, until it is forgotten', () => {
    const of = entry(standing);
    expect(left(of, dayEnd(30))).toBeCloseTo(1, 9);
    expect(left(of, dayEnd(30) + HALF)).toBeCloseTo(0.25 + 0.75 / 2, 9);
    expect(left(of, dayEnd(3 * 365) - 1)).toBeGreaterThan(0.25);
    expect(left(of, dayEnd(3 * 365))).toBe(0);
  });

  test('the part of its posture and what a court left of its size', () => {
    const postures = [
      { from: T, factor: 0.5 },
      { from: T + 10, factor: 0.8 },
    ];
    const reductions = [{ from: T + 20, factor: 0.5 }];
    const of = entry({ postures, reductions });
    expect([0, 9, 10, 19, 20].map((after) => left(of, T + after))).toEqual([
      0.5, 0.5, 0.8, 0.8, 0.4,
    ]);
    expect(left(entry({ postures: [{ from: T + 5, factor: 0 }] }), T + 4)).toBe(1);
    expect(left(entry({ postures: [{ from: T + 5, factor: 0 }] }), T + 5)).toBe(0);
  });
});

describe('until when it only halves', () => {
  const until = (of: CaseEntry, at: number) => halvesUntil(of.matter, at);
  const END = T + 40 * DAY;
  test.each<[string, Parts, number, number]>([
    ['not yet known: until it is', {}, T - 5, T],
    ['in force: no time', {}, END - 1, END - 1],
    ['over: for ever', {}, END, never],
    ['over, until a better account', { until: END + 9 }, END, END + 9],
    ['replaced: it does not count', { until: END }, END, never],
    ['over, until it is closed', { closedAt: END + 7 }, END, END + 7],
    ['closed before its end: until that', { closedAt: T + 7 }, T + 7, END],
    ['closed and over', { closedAt: T + 7 }, END, never],
    [
      'over, until a stay',
      { breaks: [{ from: END + 3, to: END + 8, by: FIRST, ends: false }] },
      END,
      END + 3,
    ],
    [
      'stayed, until it stands again',
      { breaks: [{ from: T, to: END + 8, by: FIRST, ends: false }] },
      END,
      END + 8,
    ],
    ['annulled for good', { breaks: [{ from: T, to: never, by: FIRST, ends: true }] }, END, never],
    ['over, until another posture', { postures: [{ from: END + 4, factor: 0.5 }] }, END, END + 4],
    ['over, until it is reduced', { reductions: [{ from: END + 6, factor: 0.5 }] }, END, END + 6],
  ])('%s', (_, parts, at, expected) => {
    expect(until(entry(parts), at)).toBe(expected);
  });

  test('of two acts the first to change counts', () => {
    const of = entry({ closedAt: END + 7 });
    of.matter.entries.push(entry({ until: END + 5 }));
    expect(until(of, END)).toBe(END + 5);
  });
});

describe('a case as it stood', () => {
  const at = (ms: number) => ms as Instant;
  test('is unknown before its first act and after all of it was replaced', () => {
    expect(caseAt(entry().matter, at(T - 1))).toBeNull();
    expect(caseAt(entry({ until: T + 5 }).matter, at(T + 5))).toBeNull();
  });

  test.each<[string, Parts, number, object]>([
    ['open', {}, T, { stage: 'ordered', open: true, closed: null }],
    ['ran out', {}, T + 40 * DAY, { stage: 'lapsed', open: false, closed: null }],
    [
      'closed',
      { closedAt: T + 5, closedBy: step('2021-03-09', 'dropped') },
      T + 5,
      { stage: 'closed', open: false, closed: '2021-03-09' },
    ],
    [
      'a moment before',
      { closedAt: T + 5, closedBy: FIRST },
      T + 4,
      { stage: 'ordered', open: true, closed: null },
    ],
    [
      'stayed: it goes on',
      { breaks: [{ from: T, to: never, by: FIRST, ends: false }] },
      T,
      { stage: 'ordered', open: false, closed: null },
    ],
    [
      'annulled: it is over',
      { breaks: [{ from: T, to: never, by: FIRST, ends: true }] },
      T,
      { stage: 'closed', open: false },
    ],
    [
      'ended by its fine',
      { closedAt: T, severity: { level: 2, rule: 'fine', fine: 3, apps: [] } as never },
      T,
      { stage: 'fined', open: false },
    ],
  ])('%s', (_, parts, when, expected) => {
    const { matter } = entry(parts);
    expect(caseAt(matter, at(when))).toMatchObject(expected);
    expect(isOpen(matter, when)).toBe((expected as { open: boolean }).open);
  });

  test('a closing after the fine closes it, one before does not', () => {
    const fined = { closedAt: T, severity: { level: 2, rule: 'fine', fine: 3, apps: [] } as never };
    const closing = step('2021-03-05', 'dropped');
    const of = entry(fined).matter;
    (of.closings as RegulatoryEvent[]).push(closing);
    expect(caseAt(of, at(closing.at - 1))!.stage).toBe('fined');
    expect(caseAt(of, at(closing.at))!.stage).toBe('closed');
    const before = entry(fined).matter;
    (before.closings as RegulatoryEvent[]).push(step('2021-02-05', 'dropped'));
    expect(caseAt(before, at(T))!.stage).toBe('fined');
  });

  test('a deadline that has passed shows while its grace runs', () => {
    const event = step('2021-03-01', 'rectify', { deadline: '2021-03-05' });
    const { matter } = entry({ event });
    const passed = endOfDay('2021-03-05' as never, 0, SHANGHAI);
    expect(caseAt(matter, at(passed - 1))).toMatchObject({
      stage: 'ordered',
      deadline: '2021-03-05',
    });
    expect(caseAt(matter, at(passed))).toMatchObject({ stage: 'deadline' });
  });
});
