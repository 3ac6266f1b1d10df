import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import { HOUR } from '../../base/store/build.ts';
import { aDeliver, FakeRoom, StandingClock, saveAlert } from './world.ts';

let store: OpenStore;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
});
afterEach(() => store.close());

test('a sink that is down is left alone, and asked with one delivery until it is back', async () => {
  const clock = new StandingClock();
  const room = new FakeRoom(clock);
  const rooms = Array.from({ length: 60 }, (_, n) => `room-${n}`);
  await saveAlert(store, 1, rooms);
  room.fate = () => ({ kind: 'retry', because: storedSentence('down'), afterMs: null });
  const { deliver } = aDeliver(store, [room], clock, { limits: { concurrency: 5 } });
  await deliver.tick(clock.now());
  const first = room.attempts;
  expect(first).toBeLessThanOrEqual(10);
  clock.pass(3_000);
  await deliver.tick(clock.now());
  expect(room.attempts).toBe(first + 1);
  room.fate = () => 'answered';
  clock.pass(HOUR);
  expect(await deliver.tick(clock.now())).toMatchObject({ sent: 60 });
});

test('where each address is a server of its own, those that are down hold back no other', async () => {
  const clock = new StandingClock();
  const room = Object.assign(new FakeRoom(clock), { manyServers: true });
  await saveAlert(store, 1, [...Array.from({ length: 60 }, (_, n) => `dead-${n}`), 'well']);
  room.fate = ({ address }) =>
    address.to === 'well'
      ? 'answered'
      : { kind: 'retry', because: storedSentence('down'), afterMs: null };
  const { deliver } = aDeliver(store, [room], clock, { limits: { concurrency: 5 } });
  expect(await deliver.tick(clock.now())).toMatchObject({ sent: 1, retrying: 60 });
});
