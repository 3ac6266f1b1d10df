import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aDelivery, aNewItem, HOUR, MINUTE } from './build.ts';
import { anAlertingOutcome } from './build-outcome.ts';
import { asAdmin, postgresForTests } from './postgres-server.ts';

const server = await postgresForTests();

if ('reason' in server) {
  test(`a fleet on PostgreSQL is not tested on this machine: ${server.reason}`, () => {
    expect(process.env.TOCSIN_REQUIRE_POSTGRES ?? '', 'it is required here').toBe('');
  });
} else {
  const { url, restart } = server;
  afterAll(server.stop);
  const open = () => openStore({ databaseUrl: url, fleet: true });
  const at = (ms: number) => ms as Instant;

  describe('clocks that are hours apart', () => {
    const wrong = [0, 5 * HOUR, -5 * HOUR].map((skew) => at(Date.now() + skew));

    test('take no lease from one another, and prolong their own', async () => {
      const store = await open();
      const claim = (by: string, now: Instant) =>
        store.leases.claim({ names: ['x'], by, leaseMs: MINUTE, now });
      expect((await claim('right', wrong[0]!)).size).toBe(1);
      expect((await claim('fast', wrong[1]!)).size).toBe(0);
      expect((await claim('slow', wrong[2]!)).size).toBe(0);
      expect((await claim('right', wrong[2]!)).size).toBe(1);
      const [lease] = await store.leases.holders('x', wrong[1]!);
      expect(Math.abs(lease!.until - MINUTE - Date.now())).toBeLessThan(30_000);
      await store.close();
    });

    test('take no delivery from one another, and each finds what is due', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const rooms = ['a', 'b'].map((to) => aDelivery({ id: to, address: { sink: 'fake', to } }));
      await store.saveOutcome(anAlertingOutcome(rooms), wrong[0]!);
      const claim = (by: string, now: Instant, limit: number) =>
        store.leaseDeliveries({ now, leaseMs: MINUTE, limit, by, sinks: ['fake'] });
      const slow = await claim('slow', wrong[2]!, 1);
      const fast = await claim('fast', wrong[1]!, 9);
      expect([...slow, ...fast].map((row) => row.id).sort()).toEqual(['a', 'b']);
      expect(await claim('fast', wrong[1]!, 9)).toEqual([]);
      const outcome = { kind: 'retry', because: storedSentence('busy'), afterMs: null } as const;
      const again = {
        id: fast[0]!.id,
        by: 'fast',
        now: wrong[1]!,
        outcome,
        dueAt: at(wrong[1]! + MINUTE),
      };
      expect(await store.recordAttempt(again)).toBe(true);
      const [row] = await store.deliveries({ state: 'retrying', limit: 1 });
      expect(Math.abs(row!.dueAt - MINUTE - Date.now())).toBeLessThan(30_000);
      await store.close();
    });
  });

  test('a word of one process wakes another within a moment, also after its line was cut', async () => {
    const [one, two] = [await open(), await open()];
    const heard: number[] = [];
    const next = async (do_: () => Promise<unknown>) => {
      const before = heard.length;
      await do_();
      await expect
        .poll(() => heard.length, { interval: 2, timeout: 10_000 })
        .toBeGreaterThan(before);
    };
    // It hears at once when it begins to listen: there may be work already.
    await next(async () => two.listen((work) => work === 'items' && heard.push(1)));
    const page = (n: number) =>
      one.saveItem(aNewItem({ id: `woken-${n}`, key: `k${n}`, hash: `h${n}` }));
    await next(() => page(1));
    const cut = "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'";
    await next(() => asAdmin(url, cut));
    await next(() => page(2));
    await Promise.all([one.close(), two.close()]);
  });

  // Only a server of our own may be stopped.
  if (restart !== null)
    test('a lease outlives a restart of the server, and a transaction that is cut leaves nothing half done', async () => {
      const store = await open();
      const now = at(Date.now());
      await store.leases.claim({ names: ['y'], by: 'one', leaseMs: HOUR, now });
      const writing = store
        .under({ name: 'y', by: 'one', now: () => now })
        .saveItem(aNewItem({ id: 'cut', key: 'cut', hash: 'cut' }, '<p>x</p>'.repeat(2_000)))
        .catch((error: Error) => error);
      await restart();
      await writing;
      const asked = () => store.leases.holders('y', now).catch(() => []);
      await expect.poll(asked, { timeout: 15_000 }).toMatchObject([{ by: 'one' }]);
      await store.close();
    });
}
