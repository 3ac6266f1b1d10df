import { randomUUID } from 'node:crypto';
import type { OpenStore } from '../../base/store/open.ts';
import type { Clock } from '../../domain/ports.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';

/** Something that one process of the fleet does at its times, once. */
export interface FleetJob {
  readonly name: string;
  /** The latest occasion that has come by then. */
  readonly occasion: (now: Instant) => Instant;
  /** A process that dies over it is taken over after this time. */
  readonly leaseMs: number;
  readonly run: (now: Instant) => Promise<void>;
}

/** Every day at a time of UTC, given in minutes after midnight. */
export function daily(minutes: number): FleetJob['occasion'] {
  const past = minutes * 60_000;
  return (now) => (Math.floor((now - past) / DAY_MS) * DAY_MS + past) as Instant;
}

/**
 * Runs what has come due and what nobody in the fleet has done or is at, by the database's clock: a
 * lease says who is at it, a remembered occasion what was done. What came due while no process ran
 * is made up for once.
 */
export function createJobs(
  jobs: readonly FleetJob[],
  { store, clock }: { store: Pick<OpenStore, 'leases' | 'recall' | 'remember'>; clock: Clock },
) {
  return async (): Promise<void> => {
    for (const { name, occasion: of, leaseMs, run } of jobs) {
      const occasion = of(clock.now());
      const key = `job:${name}`;
      const isDone = async () => Number(await store.recall(key)) >= occasion;
      // Another holder at each try: one that failed is not tried again before its lease is over.
      const lease = { names: [key], by: randomUUID() };
      if (await isDone()) continue;
      if ((await store.leases.claim({ ...lease, leaseMs, now: clock.now() })).size === 0) continue;
      if (!(await isDone())) {
        await run(clock.now());
        await store.remember(key, String(occasion));
      }
      await store.leases.release({ ...lease, now: clock.now() });
    }
  };
}

/**
 * Deletes raw bytes older than `keepDays`, where set, and sign-in links and sessions that ended,
 * and compacts. Notices, cases and scores stay; only a replay needs the bytes.
 */
export async function tidyStore(
  { retention, dropEnded }: Pick<OpenStore, 'retention' | 'dropEnded'>,
  keepDays: number | undefined,
  now: Instant,
) {
  await dropEnded(now);
  const before = keepDays === undefined ? null : ((now - keepDays * DAY_MS) as Instant);
  const dropped = before === null ? { files: 0, bytes: 0 } : await retention.dropBytes(before);
  await retention.compact();
  return dropped;
}
