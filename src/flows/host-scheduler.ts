import type { HostWork } from './due-work.ts';

export interface HostScheduler {
  /** Hosts under way, or about to be. */
  readonly running: ReadonlySet<string>;
  /** What waits to be begun instead of what waited before. */
  replace(work: readonly HostWork[]): void;
  /** Settles when nothing waits or is under way, or after `ms`; rejects with what broke meanwhile. */
  quiet(ms: number): Promise<void>;
  /** Begins no further host; settles when those under way are done. */
  stop(): Promise<void>;
}

/**
 * Works through hosts, so many at the same time: whenever one is done the next one begins, so that a slow host costs its own place
 * and nobody's turn.
 */
export function createHostScheduler(
  hostsAtOnce: number,
  deps: {
    /** What of some work this process may do; it is done at once. */
    readonly take: (work: readonly HostWork[]) => Promise<readonly HostWork[]>;
    readonly work: (work: HostWork) => Promise<void>;
  },
): HostScheduler {
  let waiting: HostWork[] = [];
  const running = new Set<string>();
  const listeners = new Set<() => void>();
  let stopped = false;
  let broken: { readonly error: unknown } | null = null;
  let taking = false;
  const isQuiet = () => running.size === 0 && waiting.length === 0;

  function fail(error: unknown): void {
    broken ??= { error };
    // Without its database nothing more can be asked in this look; a host that was lost is one host.
    if ((error as { code?: unknown }).code !== 'lease-lost') waiting = [];
  }

  async function begin(work: HostWork): Promise<void> {
    try {
      await deps.work(work);
    } catch (error) {
      fail(error);
    } finally {
      running.delete(work.host);
      void fill();
    }
  }

  async function beginSome(some: readonly HostWork[]): Promise<void> {
    for (const { host } of some) running.add(host);
    let own: readonly HostWork[] = [];
    try {
      own = await deps.take(some);
    } finally {
      const taken = new Set(own.map(({ host }) => host));
      for (const { host } of some) if (!taken.has(host)) running.delete(host);
    }
    for (const work of own) void begin(work);
  }

  async function fill(): Promise<void> {
    // Whoever takes already goes on as long as there is room.
    if (taking) return;
    taking = true;
    try {
      while (waiting.length > 0 && running.size < hostsAtOnce && !stopped)
        await beginSome(waiting.splice(0, hostsAtOnce - running.size));
    } catch (error) {
      fail(error);
    } finally {
      taking = false;
    }
    if (isQuiet()) for (const listener of listeners) listener();
  }

  async function quiet(ms: number): Promise<void> {
    if (!isQuiet())
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          listeners.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        listeners.add(done);
      });
    const failed = broken;
    broken = null;
    if (failed !== null) throw failed.error;
  }

  return {
    running,
    replace(work) {
      waiting = stopped ? [] : [...work];
      void fill();
    },
    quiet,
    async stop() {
      stopped = true;
      waiting = [];
      await quiet(2 ** 31 - 1).catch(() => {});
    },
  };
}
