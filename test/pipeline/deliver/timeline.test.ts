import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { HOUR, MINUTE, NOON } from '../../base/store/build.ts';
import { aDeliver, FakeRoom, StandingClock, saveAlert, seeded, states } from './world.ts';

/** Every alert at every address exactly once. */
function onceEach(room: FakeRoom, expected: number): void {
  const places = room.posted.map((one) => `${one.reference} at ${one.to}`);
  expect(places.filter((one, index) => places.indexOf(one) !== index)).toEqual([]);
  expect(places).toHaveLength(expected);
}

describe('timelines', () => {
  test('an outage of an hour: nothing lost, nothing doubled, the gravest first when it ends', async () => {
    const store = await openStore({ path: ':memory:' });
    const clock = new StandingClock();
    const room = new FakeRoom(clock);
    const rooms = Array.from({ length: 40 }, (_, n) => `room-${n}`);
    const random = seeded(7);
    // Down for an hour; the first requests of the outage still act before their answers are lost.
    room.fate = () => {
      if (clock.at >= NOON + HOUR) return 'answered';
      if (clock.at < NOON + 10_000) return random() < 0.5 ? 'acted and lost' : 'lost';
      return random() < 0.5
        ? 'lost'
        : { kind: 'retry', because: storedSentence('unavailable'), afterMs: null };
    };
    const outage = () => clock.at < NOON + HOUR;
    const find = room.find.bind(room);
    room.find = async (address, reference) => {
      if (outage()) throw new Error('unavailable');
      return find(address, reference);
    };
    const { deliver, told } = aDeliver(store, [room], clock, { random });
    await saveAlert(store, 1, rooms, { level: 2 });
    let saved = 1;
    while (clock.at < NOON + HOUR + 20 * MINUTE) {
      await deliver.tick(clock.now());
      if (clock.at >= NOON + 30 * MINUTE && saved === 1) {
        await saveAlert(store, 2, rooms, { level: 5 });
        saved = 2;
      }
      clock.pass(5_000);
    }
    onceEach(room, 80);
    const late = room.posted.filter((one) => one.at >= NOON + HOUR);
    for (const place of rooms) {
      const here = late.filter((one) => one.to === place).map((one) => one.reference);
      expect(here[0]).toBe('alert-2');
    }
    expect(new Set(Object.values(await states(store)))).toEqual(new Set(['sent']));
    expect(told).toEqual([]);
    // Far fewer attempts than ticks times rows: the sink was left alone.
    expect(room.attempts).toBeLessThan(1_000);
    await store.close();
  });

  test('the process dies between send and settle, again and again: each message once', async () => {
    const store = await openStore({ path: ':memory:' });
    const clock = new StandingClock();
    const room = new FakeRoom(clock);
    const random = seeded(11);
    for (let n = 0; n < 10; n += 1)
      await saveAlert(store, n, ['a', 'b', 'c'], { level: 1 + (n % 5) });
    let deaths = 0;
    for (let run = 0; run < 400; run += 1) {
      // A settlement that never reaches the database is what a crash after the request leaves
      // behind.
      const dying = {
        ...store,
        recordAttempt: async (settled: Parameters<typeof store.recordAttempt>[0]) => {
          if (random() < 0.5) {
            deaths += 1;
            throw new Error('killed');
          }
          return store.recordAttempt(settled);
        },
      };
      const { deliver } = aDeliver(dying, [room], clock, { by: `run-${run}`, random });
      await deliver.tick(clock.now()).catch(() => {});
      clock.pass(random() < 0.5 ? 61_000 : 20 * MINUTE);
    }
    expect(deaths).toBeGreaterThan(10);
    onceEach(room, 30);
    expect(new Set(Object.values(await states(store)))).toEqual(new Set(['sent']));
    await store.close();
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'two processes, lost answers, deaths and jumping time (seed %i): each message once',
    async (seed) => {
      const store = await openStore({ path: ':memory:' });
      const clock = new StandingClock();
      const room = new FakeRoom(clock);
      const random = seeded(seed);
      room.fate = () => {
        const dice = random();
        if (dice < 0.15) return 'acted and lost';
        if (dice < 0.25) return 'lost';
        if (dice < 0.35)
          return {
            kind: 'retry',
            because: storedSentence('busy'),
            afterMs: dice < 0.3 ? 4_000 : null,
          };
        return 'answered';
      };
      const dying = {
        ...store,
        recordAttempt: async (settled: Parameters<typeof store.recordAttempt>[0]) => {
          if (random() < 0.1) throw new Error('killed');
          return store.recordAttempt(settled);
        },
      };
      for (let n = 0; n < 6; n += 1)
        await saveAlert(store, n, ['a', 'b', 'c', 'd', 'e'], { level: 4 });
      const processes = ['one', 'two'].map(
        (by) => aDeliver(dying, [room], clock, { by, random }).deliver,
      );
      for (let round = 0; round < 300; round += 1) {
        await Promise.allSettled(processes.map((deliver) => deliver.tick(clock.at as Instant)));
        clock.pass(Math.floor(random() * 2 * MINUTE));
      }
      onceEach(room, 30);
      expect(new Set(Object.values(await states(store)))).toEqual(new Set(['sent']));
      await store.close();
    },
  );
});
