import { randomUUID } from 'node:crypto';
import type { OpenStore } from '../../base/store/open.ts';
import type { Clock } from '../../domain/ports.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';

/** A scheduled job that one process of the fleet runs. */
export interface FleetJob {
  readonly name: string;
  /** The latest occasion at or before an instant. */
  readonly occasion: (now: Instant) => Instant;
  /** Another process takes over from one that died after this time. */
  readonly leaseMs: number;
  readonly run: (now: Instant) => Promise<void>;
}

/** Daily at a time of UTC, in minutes after midnight. */
export function daily(minutes: number): FleetJob['occasion'] {
  const past = minutes * 60_000;
  return (now) => (Math.floor((now - past) / DAY_MS) * DAY_MS + past) as Instant;
}

/**
 * Runs the due jobs that no process of the fleet has run or is running, by the database's clock: a
 * lease marks a running job, a remembered occasion a finished one. An occasion missed while no
 * process ran is made up for once.
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
      // A new holder for each try: a failed job is not tried again before its lease ends.
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
 * Deletes raw bytes older than `keepDays` (where set), and ended sign-in links and sessions; then
 * compacts the database. Notices, cases and scores stay; only a replay needs the bytes.
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
