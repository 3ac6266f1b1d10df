import { aloneOn, databaseClock, joinFleet } from '../base/store/fleet.ts';
import { type OpenStore, openStore, type StoreSettings } from '../base/store/open.ts';
import type { Instant } from '../domain/time.ts';
import type { Io } from './io.ts';
import type { Logger } from './log.ts';
import type { Role } from './roles.ts';

/** How long a start waits for a database server that does not answer. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 2_000;
/** A commit on a healthy disk takes milliseconds, the largest outcome a second. */
const SLOW_WRITE_MS = 5_000;

/**
 * Opens the database of the long-lived program with its clock, this process's share of the work,
 * and `close`, which releases every lease. An unreachable server is waited for; any other fault
 * ends the start.
 */
export async function openRuntime(
  settings: StoreSettings,
  roles: readonly Role[],
  io: Io,
  log: Logger,
) {
  const report = (ms: number) =>
    log.warn(
      { ms },
      'the database takes seconds to write: nothing is lost, and everything waits for it; look ' +
        'at its disk',
    );
  const database = { ...settings, slowWrites: { afterMs: SLOW_WRITE_MS, report } };
  if ('path' in database) {
    const store = await openStore(database);
    const clock = { now: () => io.now() as Instant };
    // An earlier process that locked this file is dead: its claimed deliveries are released at
    // once, as in doubt, without waiting for a lease.
    await store.freeLeases(clock.now());
    return { store, clock, fleet: aloneOn(store), close: store.close };
  }
  let over = false;
  void io.stopped.then(() => {
    over = true;
  });
  for (let waited = 0; ; waited += AGAIN_MS) {
    let store: OpenStore | null = null;
    try {
      store = await openStore(database);
      return await joined(store, roles, io, log);
    } catch (error) {
      await store?.close();
      const { code, message } = error as { code?: string; message: string };
      if (code !== 'unreachable' || over || waited >= PATIENCE_MS) throw error;
      if (waited === 0) log.warn({ because: message }, 'the start waits for the database');
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

async function joined(store: OpenStore, roles: readonly Role[], io: Io, log: Logger) {
  const clock = await databaseClock(store.leases.clock, io.now, log);
  const fleet = await joinFleet({ store, clock, log, roles });
  const close = async () => {
    await fleet.close();
    clock.stop();
    await store.close();
  };
  return { store, clock, fleet, close };
}
