/**
 * A job of the load: number `n` to an address. Jobs of one address are done one at a time, in their
 * order.
 */
export interface Job {
  readonly n: number;
  readonly to: string;
}

/** A queue on a PostgreSQL, as the bench drives it. */
export interface Contender {
  readonly name: string;
  /** Puts jobs in, all or none. */
  put(jobs: readonly Job[]): Promise<void>;
  /** One more worker with 16 jobs at a time at most; the result stops it. */
  work(does: (job: Job) => Promise<void>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export const AT_ONCE = 16;
