import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { type MoveTable, moveKey } from '../../../src/domain/move-table.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { latestOf, moveFor, movesUnder } from '../../../src/pipeline/score/latest.ts';
import { modelOf, scoreAt } from '../../../src/pipeline/score/score.ts';
import { standing } from './arbitrary.ts';
import { app, at, step, weights } from './building.ts';

const MODEL = modelOf(weights);
const line = (key: string, by: 'points' | 'group' = 'points') =>
  ({ by, key, events: 40, days: 30, fell: 20, mean: -0.01, low: -0.02, high: 0 }) as const;
const moves = (...rows: MoveTable['rows']): MoveTable => ({
  version: '1',
  model: MODEL,
  from: null,
  until: null,
  sessions: 1,
  rows,
});
/** A table with a line for every size of an act. */
const EVERY_SIZE = moves(...['0-2', '2-7', '7-20', '20-50', '50+'].map((key) => line(key)));

const latest = (events: RegulatoryEvent[], day: string, table: MoveTable | null = EVERY_SIZE) => {
  const known = standing(events);
  return latestOf(known, scoreAt(known, at(day)), at(day), table);
};
const NOW = '2022-06-01';

describe('the last act against a company', () => {
  const idAt = (day: string, ...events: RegulatoryEvent[]) => latest(events, day)?.event ?? null;

  test('is the last one that is known by then', () => {
    const [first, second] = [step('2022-03-01', 'name'), step('2022-05-01', 'rectify')];
    expect(idAt(NOW, second, first)).toBe(second.id);
    expect(idAt('2022-04-01', second, first)).toBe(first.id);
    expect(idAt('2022-05-01', second, first)).toBe(second.id);
    expect(idAt('2022-02-28', second, first)).toBeNull();
    expect(idAt(NOW)).toBeNull();
  });

  test('is none of a listed child', () => {
    const own = step('2022-03-01', 'name');
    expect(idAt(NOW, own, step('2022-05-01', 'block', { via: 'child' as never }))).toBe(own.id);
  });

  test('of one moment it is the gravest, whatever their order', () => {
    const named = step('2022-05-01', 'name');
    const blocked = step('2022-05-01', 'block', { regulator: 'cn-cac' });
    expect(idAt(NOW, named, blocked)).toBe(blocked.id);
    expect(idAt(NOW, blocked, named)).toBe(blocked.id);
  });

  test('of one moment the level counts first, a fine before what is no graver, then the size', () => {
    const minor = { apps: [app('a', { value: 'minor' as const })] };
    const graver = step('2022-05-01', 'block', { regulator: 'cn-cac', ...minor });
    const larger = step('2022-05-01', 'rectify', { companyWide: true });
    const fine = step('2022-05-01', 'fine', {
      fine: { currency: 'CNY', amount: 1, share: 0.002 },
      regulator: 'cn-samr',
    });
    const smaller = step('2022-05-01', 'rectify', { regulator: 'cn-cac', ...minor });
    for (const events of [
      [graver, larger, fine, smaller],
      [smaller, fine, larger, graver],
    ])
      expect(idAt(NOW, ...events)).toBe(graver.id);
    for (const events of [
      [larger, fine, smaller],
      [smaller, fine, larger],
    ])
      expect(idAt(NOW, ...events)).toBe(fine.id);
    expect(idAt(NOW, larger, smaller)).toBe(larger.id);
    expect(idAt(NOW, smaller, larger)).toBe(larger.id);
  });

  test('may be what ends another: that is relief, and nothing is expected of it', () => {
    const probe = step('2022-03-01', 'probe', { matter: 'case' });
    const end = step('2022-05-01', 'dropped', { matter: 'case' });
    expect(latest([probe, end], NOW)).toMatchObject({
      event: end.id,
      date: '2022-05-01',
      because: null,
      own: 0,
      raises: false,
      expected: null,
    });
  });
});

describe('what is shown of it', () => {
  const order = step('2022-05-01', 'rectify', { deadline: '2022-05-10' });
  const found = latest([order], '2022-05-02')!;

  test('its date, its own points and that it raised the score', () => {
    expect(found).toMatchObject({ event: order.id, date: '2022-05-01', raises: true });
    expect(found.own).toBe(scoreAt(standing([order]), order.at).score);
    expect(formatReason(found.lead, 'en')).toContain('2022-05-01');
  });

  test('its own points are those of itself, whatever stood before', () => {
    const before = step('2022-04-20', 'block', { regulator: 'cn-cac' });
    expect(latest([before, order], '2022-05-02')!.own).toBe(found.own);
  });

  test('the sentence that the score gives for it', () => {
    const score = scoreAt(standing([order]), at('2022-05-02'));
    const factor = score.factors.find(({ step: id }) => id === order.id)!;
    expect(found.because).toEqual(factor.because);
  });
});

describe('how far acts of its size moved shares', () => {
  const order = step('2022-05-01', 'rectify');
  const expectedFrom = (table: MoveTable | null) => latest([order], NOW, table)!.expected;
  const key = moveKey(latest([order], NOW)!.own);

  test('stands in the line of its points', () => {
    expect(expectedFrom(EVERY_SIZE)).toEqual(line(key));
    expect(expectedFrom(moves(line(key, 'group'), line(key)))).toEqual(line(key));
  });

  test.each<[string, MoveTable | null]>([
    ['without a table', null],
    ['with a table of another model', { ...EVERY_SIZE, model: 'other' }],
    ['with too few acts of its size', moves()],
    ['with lines of groups alone', moves(line(key, 'group'))],
  ])('is not known %s', (_, table) => {
    expect(expectedFrom(table)).toBeNull();
  });

  test('a line holds from its lower edge on', () => {
    expect(moveFor(EVERY_SIZE, 7)).toEqual(line('7-20'));
    expect(moveFor(EVERY_SIZE, 6.9)).toEqual(line('2-7'));
    expect(moveFor(EVERY_SIZE, 80)).toEqual(line('50+'));
  });

  test("a table is used under today's model alone", () => {
    expect(movesUnder({ moves: EVERY_SIZE, weights })).toBe(EVERY_SIZE);
    expect(movesUnder({ moves: { ...EVERY_SIZE, model: 'other' }, weights })).toBeNull();
    expect(movesUnder({ moves: null, weights } as never)).toBeNull();
  });
});
