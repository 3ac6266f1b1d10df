import { afterEach, beforeEach, expect, test } from 'vitest';
import { readinessOf } from '../../../src/app/web.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { noteGateway } from '../../../src/pipeline/flows/incidents.ts';
import { StandingClock } from '../../pipeline/deliver/world.ts';

let store: OpenStore;
const clock = new StandingClock();
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
});
afterEach(() => store.close());

const running = (...roles: string[]) => ({
  alone: false,
  holders: async (prefix: string) =>
    roles
      .map((role) => ({ name: `role:${role}:x`, by: 'x' }))
      .filter(({ name }) => name.startsWith(prefix)),
});

test('a process alone is ready; in a fleet each role that nobody fills is named with its remedy', async () => {
  expect(await readinessOf(store, clock)()).toEqual([]);
  expect(await readinessOf(store, clock, running('watch', 'deliver'))()).toEqual([]);
  expect(await readinessOf(store, clock, running('watch', 'web'))()).toEqual([
    expect.stringMatching(/No process in the role "deliver".*tocsin start --role deliver/),
  ]);
});

test('a database that is away, or does not answer in time, is not ready', async () => {
  const away = {
    ...store,
    sourceStates: () => Promise.reject(new Error('PostgreSQL at db does not answer')),
  };
  expect(await readinessOf(away, clock)()).toEqual([
    'The database does not answer: PostgreSQL at db does not answer',
  ]);
  const silent = { ...store, sourceStates: () => new Promise<never>(() => {}) };
  expect(await readinessOf(silent, clock, null, 20)()).toEqual([
    'The database does not answer: no answer within 0.02 s',
  ]);
});

test('a database that can be read and not written is not ready, and says so until it can', async () => {
  const clock = new StandingClock();
  let isFull = false;
  let asked = 0;
  const disk = {
    ...store,
    async tryToWrite() {
      asked += 1;
      if (isFull) throw new Error('The disk of tocsin.db is full: make room.');
      await store.tryToWrite();
    },
  };
  const ready = readinessOf(disk, clock);
  expect(await ready()).toEqual([]);
  isFull = true;
  clock.pass(60_000);
  const full = ['Nothing can be written: The disk of tocsin.db is full: make room.'];
  expect(await ready()).toEqual(full);
  expect(await ready()).toEqual(full);
  isFull = false;
  expect(await ready()).toEqual([]);
  expect(await ready()).toEqual([]);
  expect(asked, 'it is written once in half a minute').toBe(4);
});

test('a gateway that is away is a reason, and none once it is back', async () => {
  const at = clock.now();
  await noteGateway({ connected: false, since: at, because: 'connect ECONNREFUSED' }, store, at);
  expect(await readinessOf(store, clock)()).toEqual([
    expect.stringMatching(/gateway has been unreachable since .* \(connect ECONNREFUSED\)/),
  ]);
  await noteGateway({ connected: true, since: at, because: null }, store, at);
  expect(await readinessOf(store, clock)()).toEqual([]);
});
