import { describe, expect, it } from 'vitest';
import { actOf } from '../../../src/domain/act.ts';
import { sizeOfFine } from '../../../src/domain/fine-sums.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { changedAct } from '../../../src/pipeline/score/changed-act.ts';

const step = (id: string, more: Partial<RegulatoryEvent> = {}): RegulatoryEvent =>
  ({
    id,
    company: 'alibaba',
    title: '',
    regulator: 'cn-samr',
    date: '2021-04-10',
    at: 1000,
    act: actOf({ measure: 'fine', posture: 'final' }),
    apps: [],
    batch: null,
    via: null,
    ...more,
  }) as RegulatoryEvent;
const app = (name: string) => [{ app: null, name }] as unknown as RegulatoryEvent['apps'];
const change = (effect: 'annulled' | 'dropped' | 'lifted', more: Partial<RegulatoryEvent> = {}) =>
  step('change', {
    at: 9000 as RegulatoryEvent['at'],
    act: actOf({ measure: null, effect, posture: 'final' }),
    ...more,
  });
const PROBE = step('probe', {
  at: 500 as RegulatoryEvent['at'],
  act: actOf({ measure: 'probe', posture: 'opened' }),
});
const FINE = step('fine');
const fineOf = (amount: number): Partial<RegulatoryEvent> => ({
  act: actOf({
    measure: 'fine',
    posture: 'final',
    size: sizeOfFine({ currency: 'EUR', amount, share: null }),
  }),
});
const ofCourt = (title: string, amount: number) =>
  step('change', {
    at: 9000 as RegulatoryEvent['at'],
    regulator: 'eu-court' as RegulatoryEvent['regulator'],
    title,
    act: actOf({
      measure: null,
      effect: 'annulled',
      posture: 'final',
      size: sizeOfFine({ currency: 'EUR', amount, share: null }),
    }),
  });

describe('the act that a step takes back', () => {
  it.each<[string, RegulatoryEvent, RegulatoryEvent[], string | null]>([
    ['the newest of its authority against the company', change('annulled'), [PROBE, FINE], 'fine'],
    ['an inquiry, where one is dropped', change('dropped'), [PROBE, FINE], 'probe'],
    [
      'none of another authority',
      change('annulled'),
      [step('other', { regulator: 'cn-miit' as RegulatoryEvent['regulator'] })],
      null,
    ],
    [
      'that of another authority which the title names, by its sum',
      ofCourt("EU court annuls SAMR's fine of EUR 997 million on Alibaba", 997_000_000),
      [step('fine', fineOf(997_440_000)), step('other', fineOf(50_000_000))],
      'fine',
    ],
    [
      'none of another authority that the title does not name',
      ofCourt('EU court annuls fine of EUR 997 million on Alibaba', 997_000_000),
      [step('fine', fineOf(997_440_000))],
      null,
    ],
    [
      'none of another authority by a part of a word',
      ofCourt('EU court annuls fine of EUR 997 million on SAMRA, an Alibaba unit', 997_000_000),
      [step('fine', fineOf(997_440_000))],
      null,
    ],
    [
      'none of another authority with another sum',
      ofCourt("EU court annuls SAMR's fine of EUR 50 million on Alibaba", 50_000_000),
      [step('fine', fineOf(997_440_000))],
      null,
    ],
    [
      'none of two acts of another authority with one sum',
      ofCourt("EU court annuls SAMR's fine of EUR 50 million on Alibaba", 50_000_000),
      [step('one', fineOf(50_000_000)), step('two', fineOf(50_000_000))],
      null,
    ],
    [
      'none of another company',
      change('annulled'),
      [step('other', { company: 'tencent' as RegulatoryEvent['company'] })],
      null,
    ],
    [
      'none that is later',
      change('annulled'),
      [step('later', { at: 9500 as RegulatoryEvent['at'] })],
      null,
    ],
    [
      'that with the app',
      change('lifted', { apps: app('淘宝') }),
      [step('with', { at: 100 as RegulatoryEvent['at'], apps: app('淘宝') }), FINE],
      'with',
    ],
    [
      'that with the number',
      change('annulled', { batch: { yearly: 8, total: 17 } }),
      [step('b17', { at: 100 as RegulatoryEvent['at'], batch: { yearly: null, total: 17 } }), FINE],
      'b17',
    ],
    ['no inquiry where none was opened', change('dropped'), [FINE], null],
  ])('is %s', (_, one, known, id) => {
    expect(changedAct(one, known, () => ['SAMR', '市场监管总局'])?.id ?? null).toBe(id);
  });
});
