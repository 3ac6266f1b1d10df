import { describe, expect, test } from 'vitest';
import type { ActKind } from '../../../src/domain/act-kind.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { stateAt } from '../../../src/pipeline/score/explain.ts';
import { at, step } from './building.ts';

const NOW = at('2022-01-10');
const of = (date: string, kind: ActKind, act: object = {}, parts: object = {}): RegulatoryEvent => {
  const event = step(date, kind);
  return { ...event, ...parts, act: { ...event.act, ...act } };
};
const state = (event: RegulatoryEvent, parts: object = {}) => {
  const { code, day } = stateAt({ event, changes: [], ...parts }, NOW);
  return `${code} ${day}`;
};
const matter = (name: string | null, ...events: RegulatoryEvent[]) => ({
  matter: { name, entries: events.map((event) => ({ event })) },
});

describe('an act that another one decides', () => {
  const proposed = of('2021-10-01', 'sale-ban', { posture: 'proposed' });
  const final = (date: string, kind: ActKind = 'sale-ban', posture = 'final') =>
    of(date, kind, { posture });
  const OPEN = state(proposed);
  test.each<[string, RegulatoryEvent, string]>([
    ['its final one', final('2021-12-01'), 'decided 2021-12-01'],
    ['of another measure', final('2021-12-01', 'block'), OPEN],
    ['another proposal', final('2021-12-01', 'sale-ban', 'proposed'), OPEN],
    ['one before it', final('2021-09-01'), OPEN],
    ['one of the same moment', { ...final('2021-10-01'), at: proposed.at }, OPEN],
    ['one that is not known yet', final('2022-02-01'), OPEN],
  ])('%s', (_, event, expected) => {
    expect(state(proposed, matter(null, proposed, event))).toBe(expected);
  });

  test('the act that closed it goes before', () => {
    const known = matter(null, proposed, final('2021-12-01'));
    const closing = of('2021-11-01', 'fine');
    expect(state(proposed, { ...known, closedBy: closing })).toBe('decided 2021-11-01');
    expect(state(proposed, { ...known, closedBy: proposed })).toBe('decided 2021-12-01');
    expect(state(proposed, { ...known, closedBy: null })).toBe('decided 2021-12-01');
    expect(state(proposed, { closedBy: closing })).toBe('decided 2021-11-01');
  });

  test('a final act is not decided by another', () => {
    const done = final('2021-10-01');
    expect(state(done, matter(null, done, final('2021-12-01')))).toBe(state(done));
  });
});

describe('an inquiry that later acts of its matter show', () => {
  const probe = of('2020-01-10', 'probe');
  const later = of('2021-12-01', 'ask');
  test.each<[string, object, string]>([
    ['of a matter with a name', matter('a', probe, later), 'open 2021-12-01'],
    ['of none', matter(null, probe, later), 'unseen-open 2020-01-10'],
    [
      'by another authority',
      matter('a', probe, { ...later, regulator: 'cn-samr' as never }),
      'unseen-open 2020-01-10',
    ],
    [
      'of the same moment',
      matter('a', probe, { ...later, at: probe.at }),
      'unseen-open 2020-01-10',
    ],
    ['itself alone', matter('a', probe), 'unseen-open 2020-01-10'],
  ])('%s', (_, parts, expected) => {
    expect(state(probe, parts)).toBe(expected);
  });
});

describe('an act that acts on it change', () => {
  const ban = of('2021-10-01', 'sale-ban', {}, { id: 'ban' });
  const on = (date: string, kind: ActKind, id: string, own: string) =>
    of(date, kind, { on: [id] }, { id: own });
  const lifted = on('2021-11-01', 'lifted', 'ban', 'lifting');
  const STANDS = state(ban);
  test.each<[string, RegulatoryEvent[], string]>([
    ['lifted', [lifted], 'lifted 2021-11-01'],
    ['another act was lifted', [on('2021-11-01', 'lifted', 'other', 'lifting')], STANDS],
    [
      'the lifting was annulled',
      [lifted, on('2021-12-01', 'annulled', 'lifting', 'annulment')],
      // Seen for the last time as it was lifted.
      'in-force 2021-11-01',
    ],
  ])('%s', (_, changes, expected) => {
    expect(state(ban, { changes })).toBe(expected);
  });
});
