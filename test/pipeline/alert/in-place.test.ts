import { describe, expect, test } from 'vitest';
import type { Delivery, Signal } from '../../../src/domain/alert.ts';
import { type Correction, correctInPlace } from '../../../src/pipeline/alert/amend.ts';
import type { Decision } from '../../../src/pipeline/alert/decide.ts';
import { aDelivery, anAlert } from '../../base/store/build.ts';
import { NOON, signal } from '../../support/signals.ts';

const at = (sink: string, to: string) => ({ sink, to });
const first = signal({ id: 'n-1:trip-com' as never });
const again = signal({
  id: 'n-2:trip-com' as never,
  notice: 'n-2' as never,
  alertReason: 'correction',
});
const other = signal({
  id: 'n-2:iqiyi' as never,
  company: 'iqiyi' as never,
  alertReason: 'correction',
});
const told = (sink: string, to: string, some: Partial<Delivery> = {}): Delivery =>
  aDelivery({
    id: `a-1@${sink}:${to}`,
    alert: 'a-1',
    address: at(sink, to),
    signals: [first.id],
    state: 'sent',
    settledAt: NOON,
    message: 'm-1',
    ...some,
  });
const news = (sink: string, to: string, signals: readonly Signal[]): Delivery =>
  aDelivery({
    id: `n-2:correction@${sink}:${to}`,
    alert: 'n-2:correction',
    address: at(sink, to),
    signals: signals.map((one) => one.id),
  });
const decided = (deliveries: readonly Delivery[]): Decision => ({
  alerts: [anAlert({ id: 'n-2:correction', notice: 'n-2', alertReason: 'correction' })],
  deliveries,
  suppressed: [],
  waiting: [],
});

function corrected(
  deliveries: readonly Delivery[],
  here: readonly Delivery[],
  some: Partial<Correction> = {},
) {
  const correction: Correction = {
    notice: 'n-2' as never,
    now: (NOON + 60_000) as never,
    originals: [
      { alert: anAlert({ id: 'a-1', notice: 'n-1' }), signals: [first], deliveries: here },
    ],
    newest: new Map([again, other].map((one) => [one.company, one])),
    details: new Set([again.id]),
    changes: () => true,
    canEdit: ({ sink }) => sink === 'discord',
    ...some,
  };
  return correctInPlace(decided(deliveries), correction);
}
const rows = (decision: Decision) =>
  decision.deliveries.map(({ alert, address }) => `${alert} to ${address.to}`);

describe('a correction of details', () => {
  test('edits the message of every address that got it, also where no rule would have told it', () => {
    const done = corrected(
      [news('discord', 'one', [again])],
      [told('discord', 'one'), told('discord', 'two')],
    );
    expect(rows(done)).toEqual(['n-2:edits:a-1 to one', 'n-2:edits:a-1 to two']);
    expect(done.alerts).toMatchObject([
      { id: 'n-2:edits:a-1', edits: 'a-1', follows: null, signals: [again.id] },
    ]);
    expect(done.deliveries[0]).toMatchObject({
      state: 'pending',
      message: null,
      settledAt: null,
      attempts: 0,
      dueAt: NOON + 60_000,
      signals: [again.id],
    });
  });

  test('is a message of its own where nothing can be edited, and where the first one is not', () => {
    const done = corrected(
      [news('terminal', 'here', [again]), news('discord', 'new', [again])],
      [told('terminal', 'here')],
    );
    expect(rows(done)).toEqual(['n-2:correction to here', 'n-2:correction to new']);
  });

  test('leaves the rest of a message as it is: what is news is still told', () => {
    const done = corrected([news('discord', 'one', [again, other])], [told('discord', 'one')]);
    expect(rows(done)).toEqual(['n-2:correction to one', 'n-2:edits:a-1 to one']);
    expect(done.deliveries[0]!.signals).toEqual([other.id]);
  });

  test.each<[string, Partial<Delivery>, string[]]>([
    ['was refused', { state: 'refused' }, []],
    ['expired', { state: 'expired' }, []],
    ['may have arrived', { state: 'uncertain' }, ['n-2:edits:a-1 to one']],
    ['waits to be sent', { state: 'pending', settledAt: null }, ['n-2:edits:a-1 to one']],
  ])('of a message that %s', (_, some, expected) => {
    expect(rows(corrected([], [told('discord', 'one', some)]))).toEqual(expected);
  });

  test('a first message that waits for the end of quiet hours goes before its edit', () => {
    const later = (NOON + 3_600_000) as never;
    const done = corrected(
      [],
      [told('discord', 'one', { state: 'pending', settledAt: null, dueAt: later })],
    );
    expect(done.deliveries[0]!.dueAt).toBe(later);
  });

  test('that no reader would miss changes nothing', () => {
    const before = [news('discord', 'one', [other])];
    expect(corrected(before, [told('discord', 'one')], { changes: () => false })).toEqual(
      decided(before),
    );
  });
});
