import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Fleet, joinFleet, LEASE_MS } from '../../../src/base/store/fleet.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createJobs, daily } from '../../../src/pipeline/flows/jobs.ts';
import { aState, HOUR, NOON } from '../../base/store/build.ts';
import { StandingClock } from '../../pipeline/deliver/world.ts';

const log = pino({ level: 'silent' });
let store: OpenStore;
let clock: StandingClock;
const joined: Fleet[] = [];
beforeEach(async () => {
  // Only what makes a process speak up: everything else takes its time.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  store = await openStore({ path: ':memory:' });
  clock = new StandingClock();
});
afterEach(async () => {
  for (const fleet of joined.splice(0)) await fleet.close();
  vi.useRealTimers();
  await store.close();
});

async function join(
  roles: string[] = ['watch'],
  leases: OpenStore['leases'] = store.leases,
): Promise<Fleet> {
  const fleet = await joinFleet({ store: { leases, under: store.under }, clock, log, roles });
  joined.push(fleet);
  return fleet;
}
/** Time passes and every process that lives speaks up in it. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    clock.pass(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
/** A process that is gone without a goodbye: it speaks no more. */
async function die(fleet: Fleet): Promise<void> {
  const leases = await store.leases.holders('', clock.now());
  await fleet.close();
  joined.splice(joined.indexOf(fleet), 1);
  const names = leases.filter((one) => one.by === fleet.by).map((one) => one.name);
  await store.leases.claim({ names, by: fleet.by, leaseMs: LEASE_MS, now: clock.now() });
}

test('what a living process holds stays its own, however long', async () => {
  const [one, two] = [await join(), await join()];
  expect(await one.claim(['pipeline'])).toEqual(new Set(['pipeline']));
  await pass(4 * LEASE_MS);
  expect(await two.claim(['pipeline'])).toEqual(new Set());
});

test('a process that dies is taken over within its lease, and writes nothing if it comes back', async () => {
  const [one, two] = [await join(), await join()];
  await one.claim(['pipeline', 'host:x']);
  await die(one);
  await pass(LEASE_MS - 1_000);
  expect(await two.claim(['pipeline'])).toEqual(new Set());
  await pass(1_000);
  expect(await two.claim(['pipeline'])).toEqual(new Set(['pipeline']));
  await expect(one.under('pipeline').saveSourceState(aState())).rejects.toMatchObject({
    code: 'lease-lost',
  });
  await two.under('pipeline').saveSourceState(aState());
});

test('one that stops gives everything back at once', async () => {
  const [one, two] = [await join(), await join()];
  await one.claim(['pipeline']);
  await one.close();
  expect(await two.claim(['pipeline'])).toEqual(new Set(['pipeline']));
});

test('who runs in which role is seen by everybody, as long as it lives', async () => {
  const [one] = [await join(['bot', 'web']), await join(['bot'])];
  expect(await one.holders('role:bot:')).toHaveLength(2);
  await die(joined[1]!);
  await pass(LEASE_MS);
  expect((await one.holders('role:bot:')).map((lease) => lease.by)).toEqual([one.by]);
});

test('a lease whose answer was lost is not kept for ever by a process that does not know of it', async () => {
  const deaf = {
    ...store.leases,
    async claim(claim: Parameters<OpenStore['leases']['claim']>[0]) {
      const held = await store.leases.claim(claim);
      if (claim.names.includes('pipeline')) throw new Error('the connection broke');
      return held;
    },
  };
  const [one, two] = [await join(['watch'], deaf), await join()];
  await expect(one.claim(['pipeline'])).rejects.toThrow('broke');
  expect(await two.claim(['pipeline'])).toEqual(new Set());
  await pass(4_000);
  expect(await two.claim(['pipeline'])).toEqual(new Set(['pipeline']));
});

test('a daily job runs once in the fleet, and is made up for where nobody ran at its time', async () => {
  const ran: string[] = [];
  const jobsOf = (by: string) => {
    const run = async (now: Instant) =>
      void ran.push(`${by} ${new Date(now).toISOString().slice(0, 16)}`);
    const job = { name: 'tidy', occasion: daily(60), leaseMs: 60_000, run };
    return createJobs([job], { store, clock });
  };
  const [one, two] = [jobsOf('one'), jobsOf('two')];
  await Promise.all([one(), two(), one(), two()]);
  expect(ran).toEqual([expect.stringContaining('2021-08-18T04:00')]);
  clock.pass(20 * HOUR);
  await Promise.all([two(), one()]);
  expect(ran).toHaveLength(1);
  // 01:00 of the next day passes while no process runs.
  clock.pass(20 * HOUR);
  await two();
  await one();
  expect(ran).toEqual([ran[0], 'two 2021-08-19T20:00']);
});

test('a job whose process dies over it is done by another, once its lease is over', async () => {
  const ran: string[] = [];
  const dies = {
    name: 'tidy',
    occasion: daily(0),
    leaseMs: 60_000,
    run: () => Promise.reject(new Error('killed')),
  };
  const lives = { ...dies, run: async () => void ran.push('two') };
  await expect(createJobs([dies], { store, clock })()).rejects.toThrow('killed');
  const two = createJobs([lives], { store, clock });
  await two();
  expect(ran).toEqual([]);
  clock.at = NOON + 60_000;
  await two();
  await two();
  expect(ran).toEqual(['two']);
});
