import type { Logger } from './log.ts';

export interface Rounds {
  /** Asks for a round; one that is asked for while another runs follows it. */
  wake(): void;
  /** No further round begins; settles when the running one is over. */
  stop(): Promise<void>;
}

/** Says each outage of the database once, and when it is over. */
export interface Outages {
  failed(job: string, error: unknown): void;
  worked(): void;
}

/** What went wrong in a job, in the log: losing a lease is no fault, an outage is said once, the rest is a bug with its stack. */
export function createOutages(log: Logger): Outages {
  let away = false;
  return {
    failed(job, error) {
      const { name, code, message, stack } = error as Error & { code?: string };
      if (name === 'StoreProblem' && code === 'lease-lost')
        return log.info({ job, because: message }, 'a job was left to the process that has taken it over');
      if (name !== 'StoreProblem' || code !== 'unreachable')
        return log.error({ job, error: stack }, 'a scheduled job failed; it runs again at its next time');
      if (!away) log.error({ because: message }, 'the database is away; everything waits until it is back');
      away = true;
    },
    worked() {
      if (away) log.warn({}, 'the database is back');
      away = false;
    },
  };
}

/** Rounds of one job, one at a time. What fails is said and tried again at the next call. */
export function createRounds(job: string, work: () => Promise<unknown>, outages: Outages): Rounds {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const run = async () => {
    do {
      again = false;
      try {
        await work();
        outages.worked();
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
