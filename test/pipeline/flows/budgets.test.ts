import { describe, expect, test } from 'vitest';
import type { Address, Alert, Subscription } from '../../../src/domain/alert.ts';
import type { Store } from '../../../src/domain/ports.ts';
import { DAY_MS, type Instant } from '../../../src/domain/time.ts';
import { budgetsOf } from '../../../src/pipeline/flows/budgets.ts';

const NOW = Date.parse('2022-03-08T12:00Z') as Instant;
const HERE = { sink: 'discord', to: 'here' } as Address;
const THERE = { sink: 'discord', to: 'there' } as Address;
const wide = (address: Address) => ({ address, scope: { kind: 'all' } }) as unknown as Subscription;
const narrow = (address: Address) =>
  ({ address, scope: { kind: 'company' } }) as unknown as Subscription;

type Sent = { address: Address; at?: number } & Partial<Alert>;

/** A store in which these alerts were sent, an hour ago unless said otherwise. */
function storeWith(sent: readonly Sent[], votes: readonly boolean[] = []): Store {
  const at = (each: Sent) => each.at ?? NOW - 3_600_000;
  return {
    addressed: async ({ since, until }: { since: number; until: number }) =>
      sent.flatMap((each, n) =>
        at(each) >= since && at(each) <= until ? [{ alert: `a${n}`, address: each.address }] : [],
      ),
    alert: async (id: string) => {
      const { address: _, at: __, ...alert } = sent[Number(id.slice(1))]!;
      return { alert };
    },
    votes: async (since: number) =>
      since === NOW - 30 * DAY_MS ? votes.map((useful) => ({ address: HERE, useful })) : [],
  } as unknown as Store;
}
const budget = async (sent: readonly Sent[], votes: readonly boolean[] = []) => {
  const all = await budgetsOf([wide(HERE)], NOW, storeWith(sent, votes));
  const { push, sameDay } = all.get('discord here')!;
  return [`${push.used} of ${push.of}`, `${sameDay.used} of ${sameDay.of}`];
};
const push = { address: HERE, urgency: 'push' } as Sent;
const quiet = { address: HERE, urgency: 'same-day' } as Sent;

describe('the budget of a week', () => {
  test('is two pushes and ten quiet alerts, less what was sent', async () => {
    expect(await budget([])).toEqual(['0 of 2', '0 of 10']);
    expect(await budget([push, quiet, quiet])).toEqual(['1 of 2', '2 of 10']);
  });

  test('counts the last seven days', async () => {
    const old = { ...push, at: NOW - 7 * DAY_MS - 1 };
    const edge = { ...push, at: NOW - 7 * DAY_MS };
    expect(await budget([old, edge])).toEqual(['1 of 2', '0 of 10']);
  });

  test.each<[string, Partial<Sent>]>([
    ['a digest', { urgency: 'digest' }],
    ['a correction that only changes a message', { edits: 'a' as never }],
    ['a reply about prices', { alertReason: 'aftermath' }],
    ['an alert of another address', { address: THERE }],
  ])('is not used by %s', async (_, parts) => {
    expect(await budget([{ ...push, ...parts }])).toEqual(['0 of 2', '0 of 10']);
  });

  test('is counted at each address that follows more than single companies', async () => {
    const store = storeWith([push, { ...push, address: THERE }, { ...push, address: THERE }]);
    const both = await budgetsOf([wide(HERE), wide(THERE), narrow(THERE)], NOW, store);
    expect([...both].map(([key, { push: pushes }]) => [key, pushes.used])).toEqual([
      ['discord here', 1],
      ['discord there', 2],
    ]);
    expect(await budgetsOf([narrow(HERE)], NOW, store)).toEqual(new Map());
  });

  test('one alert to two addresses counts at both', async () => {
    const twice = {
      ...storeWith([push]),
      addressed: async () => [HERE, THERE].map((address) => ({ alert: 'a0', address })),
    } as unknown as Store;
    const both = await budgetsOf([wide(HERE), wide(THERE)], NOW, twice);
    expect([...both.values()].map(({ push: pushes }) => pushes.used)).toEqual([1, 1]);
  });

  test.each<[string, boolean[], string[]]>([
    [
      'whole where three of five votes call them useful',
      [true, true, true, false, false],
      ['0 of 2', '0 of 10'],
    ],
    ['half of it where two do', [true, true, false, false, false], ['0 of 1', '0 of 5']],
    ['whole while there are four votes', [false, false, false, false], ['0 of 2', '0 of 10']],
  ])('is %s', async (_, votes, expected) => {
    expect(await budget([], votes)).toEqual(expected);
  });
});
