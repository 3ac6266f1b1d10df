import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Clock, Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { OpenStore } from './open.ts';

/** A lease not renewed for this long is free: a dead holder's work is taken over then. */
export const LEASE_MS = 15_000;
const BEAT_MS = 3_000;
const PROCESS = 'process:';

/** What this process may work on, among the others that share its database. */
export type Fleet = Awaited<ReturnType<typeof joinFleet>>;

/** The only process on its database: everything is its own. */
export function aloneOn(store: Store): Fleet {
  return {
    by: randomUUID(),
    alone: true,
    claim: async (names) => new Set(names),
    release: async () => {},
    holders: async () => [],
    under: () => store,
    close: async () => {},
  };
}

/**
 * Joins the processes on a shared database: says every few seconds that it lives, and takes over
 * from those that do not.
 */
export async function joinFleet(deps: {
  readonly store: Pick<OpenStore, 'leases' | 'under'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Roles of this process, for `doctor` and the pages. */
  readonly roles: readonly string[];
}) {
  const { store, clock, log, roles } = deps;
  const by = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const { leases } = store;
  const mine = new Set<string>();
  const pending = new Map<string, number>();
  /**
   * Takes leases; answers those of `names` that this process holds now. They are prolonged until
   * they are given back.
   */
  const lease = async (names: readonly string[]): Promise<ReadonlySet<string>> => {
    if (names.length === 0) return new Set();
    for (const name of names) pending.set(name, (pending.get(name) ?? 0) + 1);
    try {
      const holders = await leases.claim({ names, by, leaseMs: LEASE_MS, now: clock.now() });
      for (const name of names) holders.has(name) ? mine.add(name) : mine.delete(name);
      return holders;
    } finally {
      for (const name of names) pending.set(name, pending.get(name)! - 1);
    }
  };
  /** Gives leases back; nobody takes them before `restMs` have passed. */
  const release = async (names: readonly string[], restMs = 0): Promise<void> => {
    for (const name of names) mine.delete(name);
    await leases.release({ names, by, restMs, now: clock.now() });
  };
  const own = [`${PROCESS}${by}`, ...roles.map((role) => `role:${role}:${by}`)];
  await lease(own);

  const beat = async (): Promise<void> => {
    const before = [...mine];
    const holders = await leases.renew({ by, leaseMs: LEASE_MS, now: clock.now() });
    const lost = before.filter((name) => mine.has(name) && !holders.has(name));
    for (const name of lost) mine.delete(name);
    if (lost.length > 0)
      log.warn({ leases: lost }, 'this process stood still: others have taken over from it');
    if (lost.some((name) => own.includes(name))) await lease(own);
    // Held by an answer that never arrived: nobody here works on it.
    const stray = [...holders].filter((name) => !mine.has(name) && (pending.get(name) ?? 0) === 0);
    if (stray.length > 0) await leases.release({ names: stray, by, now: clock.now() });
    const freed = await leases.freeClaimsOfDead(PROCESS, clock.now());
    if (freed > 0)
      log.info({ deliveries: freed }, 'deliveries of a process that is gone are taken over');
  };
  let beating: Promise<void> | null = null;
  const timer = setInterval(() => {
    beating ??= beat()
      .catch((error: Error) =>
        log.debug({ error: error.message }, 'the fleet could not be told of this process'),
      )
      .finally(() => {
        beating = null;
      });
  }, BEAT_MS);

  return {
    /** Name of this run of this process, different from every other. */
    by,
    /** True where no other process can be at work on the database. */
    alone: false as boolean,
    claim: lease,
    release,
    /** Leases in force, of every process. */
    holders: async (
      prefix: string,
    ): Promise<readonly { readonly name: string; readonly by: string }[]> =>
      leases.holders(prefix, clock.now()),
    /** The store whose writes are refused once the lease is lost. */
    under: (name: string) => store.under({ name, by, now: () => clock.now() }),
    /** Gives everything back. */
    async close(): Promise<void> {
      clearInterval(timer);
      await beating;
      await leases.release({ by, now: clock.now() }).catch(() => {});
    },
  };
}

const CLOCK_EVERY_MS = 30_000;
/** A machine's clock that is further off than this deserves a word. */
const WORTH_A_WORD_MS = 5_000;

const SLOW_MS = 500;

/**
 * The one clock of all processes on a database: the database's own, asked again and again, and
 * carried on in between by this machine's monotonic counter. Whatever the machine's clock says or
 * jumps to, instants of all processes agree to some milliseconds.
 * @param ask the database's instant
 * @param wall this machine's clock, only to say how wrong it is
 */
export async function databaseClock(
  ask: (callers: Instant) => Promise<Instant>,
  wall: () => number,
  log: Logger,
  counter: () => number = () => performance.now(),
) {
  let offset = 0;
  let latest = 0;
  let said = false;
  let known = false;
  const set = async () => {
    const before = counter();
    const at = await ask(wall() as Instant);
    const after = counter();
    // An answer that was long under way says little.
    if (known && after - before > SLOW_MS) return;
    known = true;
    // The answer was true somewhere between asking and hearing.
    offset = at - (before + after) / 2;
    const wrong = wall() - (offset + counter());
    if (Math.abs(wrong) < WORTH_A_WORD_MS || said) return;
    said = true;
    log.warn(
      { seconds: Math.round(wrong / 1_000) },
      'this machine’s clock differs from the database’s, which counts here; set it right',
    );
  };
  await set();
  const timer = setInterval(() => void set().catch(() => {}), CLOCK_EVERY_MS);
  return {
    now(): Instant {
      // It never goes back.
      latest = Math.max(latest, Math.round(offset + counter()));
      return latest as Instant;
    },
    stop: () => clearInterval(timer),
  };
}
