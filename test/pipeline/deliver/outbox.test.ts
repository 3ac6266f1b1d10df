import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import { MINUTE } from '../../base/store/build.ts';
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

describe('the outbox as a whole', () => {
  test('a second tick meanwhile waits for the first', async () => {
    await saveAlert(store, 1, ['a']);
    const { deliver } = aDeliver(store, [room], clock);
    const [one, two] = await Promise.all([deliver.tick(now()), deliver.tick(now())]);
    expect(one).toBe(two);
    expect(room.attempts).toBe(1);
  });

  test('stopping waits for what runs and claims nothing more', async () => {
    for (let n = 0; n < 9; n += 1) await saveAlert(store, n, ['a']);
    const { deliver } = aDeliver(store, [room], clock);
    let stopping: Promise<void> | null = null;
    room.fate = () => {
      stopping ??= deliver.stop();
      return 'answered';
    };
    expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
    await stopping;
    expect(Object.values(await states(store)).filter((one) => one === 'claimed')).toEqual([]);
  });

  test('one sink that is slow or broken does not hold up another', async () => {
    await saveAlert(store, 1, ['a']);
    await saveAlert(store, 2, ['b'], { address: { sink: 'other', to: 'b' } });
    const other = Object.assign(new FakeRoom(clock), { id: 'other' });
    room.fate = () => ({ kind: 'retry', because: storedSentence('down'), afterMs: null });
    await aDeliver(store, [room, other], clock).deliver.tick(now());
    expect(other.posted).toHaveLength(1);
  });

  test('a sink that does not answer holds back no other, at this tick or the next', async () => {
    const door = Promise.withResolvers<void>();
    const send = room.send.bind(room);
    room.send = async (message) => {
      await door.promise;
      return send(message);
    };
    const other = Object.assign(new FakeRoom(clock), { id: 'other' });
    const { deliver } = aDeliver(store, [room, other], clock, { limits: { patienceMs: 20 } });
    await saveAlert(store, 1, ['a']);
    expect(await deliver.tick(now())).toMatchObject({ sent: 0 });
    await saveAlert(store, 2, ['b'], { address: { sink: 'other', to: 'b' } });
    expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
    door.resolve();
    await deliver.stop();
    expect([room.posted.length, other.posted.length]).toEqual([1, 1]);
  });

  test('a database that goes away ends the tick with its error, and what was sent is not sent twice', async () => {
    await saveAlert(store, 1, ['a']);
    const failing = {
      ...store,
      recordAttempt: () => Promise.reject(new Error('the database is gone')),
    };
    const first = aDeliver(failing, [room], clock);
    await expect(first.deliver.tick(now())).rejects.toThrow('the database is gone');
    clock.pass(MINUTE);
    expect(await aDeliver(store, [room], clock, { by: 'run-2' }).deliver.tick(now())).toMatchObject(
      {
        sent: 1,
      },
    );
    expect(room.posted).toHaveLength(1);
  });
});
