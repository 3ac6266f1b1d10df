import { describe, expect, test } from 'vitest';
import type { Exposure } from '../../../src/domain/exposure.ts';
import {
  movedBy,
  publishedBy,
  type SignalFacts,
  signalIdOf,
  signalOf,
} from '../../../src/pipeline/alert/signals.ts';
import { exposure, NOON } from '../../support/signals.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const score = (value: number, band: string, attested: number) => ({
  score: value,
  band,
  factors: [
    { id: 'f1', points: 10, step: 's-1' },
    { id: 'f2', points: 5, step: 's-old' },
    { id: 'f3', points: 2, step: null },
  ],
  cases: [
    {
      id: 'c-1',
      steps: [
        { step: 's-weightless', level: 3 },
        { step: 's-rule', level: 0 },
      ],
    },
  ],
  attested: { points: 0, score: attested, band: 'watch' },
});
const CASE = { id: 'c-1', regulator: 'cn-miit', stage: 'ordered', deadline: null, steps: ['s-1'] };

function facts(changes: Record<string, unknown> = {}): SignalFacts {
  return {
    notice: { id: 'n-1', publishedAt: NOON - HOUR, published: '2021-08-18' },
    exposure: exposure(),
    steps: ['s-1'],
    case: CASE,
    level: 2,
    before: score(10, 'watch', 8),
    after: score(27, 'elevated', 20),
    own: 17,
    measures: ['rectify'],
    earlier: 0,
    origin: 'official',
    correction: false,
    detectedAt: NOON,
    backfill: false,
    ...changes,
  } as unknown as SignalFacts;
}

describe('a signal', () => {
  test('states how far the score moved, as a whole and as far as it is attested', () => {
    const { before, after, own } = facts();
    expect(movedBy(before, after, own)).toEqual({
      own: 17,
      before: 10,
      after: 27,
      bandBefore: 'watch',
      bandAfter: 'elevated',
      attested: { before: 8, after: 20, band: 'watch' },
    });
  });

  test('names the factors of its own steps alone', () => {
    expect(signalOf(facts()).factors.map(({ id }) => id)).toEqual(['f1']);
    expect(signalOf(facts({ steps: ['s-1', 's-old'] })).factors).toHaveLength(2);
    expect(signalOf(facts({ steps: [] })).factors).toEqual([]);
  });

  test.each([
    ['an act that stands in a case by itself', 's-weightless', true, true],
    ['one that adds nothing for another reason', 's-weightless', false, undefined],
    ['an act without a level', 's-rule', true, undefined],
    ['an account of an act that is known', 's-2', true, undefined],
    ['an act that adds points', 's-1', true, undefined],
  ])('%s (%s, no sales: %s) is weightless: %s', (_, step, reachesNoSales, weightless) => {
    expect(signalOf(facts({ steps: [step], reachesNoSales })).weightless).toBe(weightless);
  });

  test.each([
    ['operator', 'n-1:trip-com'],
    ['store', 'n-1:trip-com:store'],
  ] as const)('by edge %s has the id %s', (edge, id) => {
    expect(signalIdOf('n-1' as never, exposure({ edge }))).toBe(id);
  });
});

describe('the key of what is alerted once', () => {
  const apps = (...names: [app: string | null, name: string][]) =>
    names.map(([app, name]) => ({ app, name })) as unknown as Exposure['apps'];
  test.each([
    ['by an authority, with its apps', {}, 'trip-com|cn-miit|c-1|ordered|trip-com/ctrip'],
    ['by the press, whatever the apps', { origin: 'press' }, 'trip-com|cn-miit|c-1|ordered|press'],
    ['a correction, by its notice', { correction: true }, 'trip-com|correction|n-1'],
    [
      'as a store',
      { exposure: exposure({ edge: 'store' }) },
      'trip-com|cn-miit|c-1|ordered|store|trip-com/ctrip',
    ],
    [
      'apps in the order of their names, the unknown by what they are called',
      { exposure: exposure({ apps: apps(['x/b', 'B'], [null, 'A']) }) },
      'trip-com|cn-miit|c-1|ordered|A,x/b',
    ],
  ])('%s', (_, changes, key) => {
    expect(signalOf(facts(changes)).noveltyKey).toBe(key);
  });
});

describe('why it is alerted', () => {
  const steps = (n: number) => ({ ...CASE, steps: Array.from({ length: n }, (_, i) => `s-${i}`) });
  test.each([
    [
      'a correction, also of a closing',
      { correction: true, case: { ...CASE, stage: 'closed' } },
      'correction',
    ],
    ['a closing, also of several steps', { case: { ...steps(3), stage: 'closed' } }, 'closed'],
    ['a second step of its case', { case: steps(2) }, 'escalated'],
    ['the first step of a new case', { case: steps(1), earlier: 2 }, 'new'],
    ['the first act by this regulator', { case: steps(1), earlier: 0 }, 'first'],
  ])('%s', (_, changes, why) => {
    expect(signalOf(facts(changes)).alertReason).toBe(why);
  });
});

describe('late', () => {
  const published = (ago: number) => ({ id: 'n-1', publishedAt: NOON - ago, published: null });
  test.each([
    ['an hour ago, after a gap', HOUR, true, false],
    ['a millisecond more, after a gap', HOUR + 1, true, true],
    ['two days ago', 2 * DAY, false, false],
    ['a millisecond more', 2 * DAY + 1, false, true],
  ])('published %s: %s, %s', (_, ago, backfill, late) => {
    expect(signalOf(facts({ notice: published(ago), backfill })).late).toBe(late);
  });

  test('a day counts until its last minute in Shanghai', () => {
    const day = { publishedAt: null, published: '2021-08-16' as never };
    expect(publishedBy(day)).toBe(Date.parse('2021-08-16T15:59Z'));
    expect(publishedBy({ ...day, published: null })).toBeNull();
    expect(publishedBy({ ...day, publishedAt: NOON })).toBe(NOON);
    expect(signalOf(facts({ notice: { id: 'n-1', ...day } })).late).toBe(false);
    const undated = { id: 'n-1', publishedAt: null, published: null };
    expect(signalOf(facts({ notice: undated })).late).toBe(false);
    const earlier = { id: 'n-1', ...day, published: '2021-08-15' };
    expect(signalOf(facts({ notice: earlier })).late).toBe(true);
  });
});
