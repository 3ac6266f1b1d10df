import type { StoreProblem } from '../store/problem.ts';
import type { Logger } from './log.ts';

export interface SerialJob {
  /** Asks for a round; one that is asked for while another runs follows it. */
  wake(): void;
  /** No further round begins; settles when the running one is over. */
  stop(): Promise<void>;
}

/** Outages of the database (away, full, read-only, locked): each is said once, and its end; meanwhile nothing is begun. */
export interface Outages {
  failed(job: string, error: unknown): void;
  /** Whether work may begin: nothing stands in the way, or what stood there is gone. */
  clear(): true | Promise<boolean>;
}

/** Problems of a database that end without a change of this program. */
const OUTAGES: readonly StoreProblem['code'][] = ['unreachable', 'disk-full', 'not-writable', 'locked'];

/**
 * What went wrong in a job, in the log: losing a lease is no fault, an outage is said once, the rest is a bug with its stack.
 * @param tryToWrite rejects as long as the database cannot be written
 */
export function createOutages(log: Logger, tryToWrite: () => Promise<void>): Outages {
  let standing = false;
  let trying: Promise<boolean> | null = null;
  const attempt = async () => {
    try {
      await tryToWrite();
    } catch {
      return false;
    }
    log.warn({}, 'the database can be written again');
    standing = false;
    return true;
  };
  return {
    failed(job, error) {
      const { name, code, message, stack } = error as StoreProblem;
      if (name === 'StoreProblem' && code === 'lease-lost')
        return log.info({ job, because: message }, 'a job was left to the process that has taken it over');
      if (name !== 'StoreProblem' || !OUTAGES.includes(code))
        return log.error({ job, error: stack }, 'a scheduled job failed; it runs again at its next time');
      if (!standing)
        log.error({ because: message }, 'the database cannot be written; everything waits until it can');
      standing = true;
    },
    clear() {
      if (!standing) return true;
      trying ??= attempt().finally(() => {
        trying = null;
      });
      return trying;
    },
  };
}

/** Rounds of one job, one at a time. What fails is said and tried again at the next call. */
export function createSerialJob(job: string, work: () => Promise<unknown>, outages: Outages): SerialJob {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const run = async () => {
    do {
      again = false;
      try {
        const clear = outages.clear();
        if (clear === true || (await clear)) await work();
      } catch (error) {
        outages.failed(job, error);
      }
    } while (again && !stopped);
    running = null;
  };
  return {
    wake() {
      if (stopped) return;
      if (running === null) running = run();
      else again = true;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
