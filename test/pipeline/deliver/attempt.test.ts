import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Delivery } from '../../../src/domain/alert.ts';
import { HOUR, MINUTE } from '../../base/store/build.ts';
import { aDeliver, FakeRoom, StandingClock, saveAlert, states } from './world.ts';

let store: OpenStore;
let clock: StandingClock;
let room: FakeRoom;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  clock = new StandingClock();
  room = new FakeRoom(clock);
});
afterEach(() => store.close());

const now = () => clock.now();
const row = async (): Promise<Delivery> => (await store.deliveries({ limit: 1 }))[0]!;

describe('a delivery whose fate is unknown', () => {
  const lost = async (fate: 'acted and lost' | 'lost') => {
    await saveAlert(store, 1, ['a']);
    room.fate = () => fate;
    const first = aDeliver(store, [room], clock);
    expect(await first.deliver.tick(now())).toMatchObject({ retrying: 1 });
    room.fate = () => 'answered';
    return aDeliver(store, [room], clock);
  };

  test.each(['acted and lost', 'lost'] as const)(
    '%s: soon after, where nobody may read, it goes again with its nonce',
    async (fate) => {
      const { deliver } = await lost(fate);
      room.readable = false;
      clock.pass(MINUTE);
      expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
      expect(room.posted).toHaveLength(1);
      expect(room).toMatchObject({ attempts: 2, lookUps: 1 });
    },
  );

  test.each([
    ['acted and lost', 1, MINUTE],
    ['acted and lost', 1, 10 * MINUTE],
    ['lost', 2, MINUTE],
    ['lost', 2, 10 * MINUTE],
  ] as const)('%s: it is looked up before it is sent again', async (fate, attempts, later) => {
    const { deliver } = await lost(fate);
    clock.pass(later);
    expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
    expect(room.posted).toHaveLength(1);
    expect(room).toMatchObject({ attempts, lookUps: 1 });
    expect(await row()).toMatchObject({ state: 'sent', message: 'm-1' });
  });

  test('where nobody may read and the far side keeps the nonce for good, it goes again however late', async () => {
    room = Object.assign(new FakeRoom(clock, HOUR), { knowsRepeats: 'always' });
    const { deliver } = await lost('acted and lost');
    room.readable = false;
    clock.pass(10 * MINUTE);
    expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
    expect(room.posted).toHaveLength(1);
  });

  test('a far side that keeps the nonce and never answers gets it some times, not for a day', async () => {
    room = Object.assign(new FakeRoom(clock), { knowsRepeats: 'always', readable: false });
    await saveAlert(store, 1, ['a']);
    room.fate = () => 'lost';
    const { deliver } = aDeliver(store, [room], clock);
    for (let n = 0; n < 200; n += 1) {
      await deliver.tick(now());
      clock.pass(5 * MINUTE);
    }
    expect(await states(store)).toEqual({ 'd-1-a': 'uncertain' });
    expect(room.attempts).toBeLessThan(20);
  });

  test('where nobody may read, it stays uncertain and the log says so', async () => {
    const { deliver, logged } = await lost('acted and lost');
    room.readable = false;
    clock.pass(10 * MINUTE);
    expect(await deliver.tick(now())).toMatchObject({ uncertain: 1 });
    expect(logged.at(-1)?.fields).toMatchObject({ delivery: 'd-1-a', state: 'uncertain' });
    clock.pass(HOUR);
    expect(await deliver.tick(now())).toMatchObject({ uncertain: 0, sent: 0 });
  });

  test('while the sink does not answer, it is looked up again later', async () => {
    const { deliver } = await lost('acted and lost');
    room.readable = 'down';
    clock.pass(10 * MINUTE);
    expect(await deliver.tick(now())).toMatchObject({ retrying: 1 });
    room.readable = true;
    clock.pass(10 * MINUTE);
    expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
    expect(room.posted).toHaveLength(1);
  });

  test.each([
    ['acted and lost', 'sent'],
    ['lost', 'expired'],
  ] as const)('%s, and found only when it is no news any more: %s', async (fate, state) => {
    const { deliver } = await lost(fate);
    clock.pass(25 * HOUR);
    await deliver.tick(now());
    expect(await states(store)).toEqual({ 'd-1-a': state });
    expect(room).toMatchObject({ attempts: 1, lookUps: 1 });
  });
});
