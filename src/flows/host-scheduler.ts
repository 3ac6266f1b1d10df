import type { SourceId } from '../domain/ids.ts';
import type { PageCheck } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { hashOf } from '../watch/identity.ts';
import { CHECKS_A_TICK } from '../watch/limits.ts';
import type { WatchedSource } from './sources.ts';

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

/** A source to ask, or a page of one to look at again. */
export interface PollJob {
  readonly watched: WatchedSource;
  readonly check: PageCheck | null;
}

/** Everything that is due on one host. */
export interface HostWork {
  readonly host: string;
  readonly jobs: readonly PollJob[];
}

export interface DueWork {
  /** What is due, by host: new notices before second looks, and whoever waits longest first. */
  find(now: Instant): Promise<HostWork[]>;
  /** The part of some work that is still due: another process may have done the rest since the look. */
  still(work: readonly HostWork[], now: Instant): Promise<HostWork[]>;
}

/**
 * Finds what is due by asking the store for just that. A source that was never asked is due from the first look on; each of those
 * that are due then gets its own moment within `spreadMs`, always the same one.
 */
export function createDueWork(
  watchedSources: ReadonlyMap<SourceId, WatchedSource>,
  store: Store,
  { spreadMs, queueOf }: { readonly spreadMs: number; readonly queueOf: (host: string) => string },
): DueWork {
  const enabled = new Set(
    [...watchedSources.values()].filter(({ source }) => source.enabled).map(({ source }) => source.id),
  );
  const unasked = new Set(enabled);
  let startedAt: Instant | null = null;
  const hostOf = (url: string) => (URL.canParse(url) ? queueOf(new URL(url).hostname) : '');

  async function dueSources(now: Instant, started: Instant): Promise<[SourceId, Instant][]> {
    const due = await store.pollTimes({ due: now });
    for (const id of due.keys()) unasked.delete(id);
    for (const id of (await store.pollTimes({ of: [...unasked] })).keys()) unasked.delete(id);
    return [...due, ...[...unasked].map((id): [SourceId, Instant] => [id, started])].filter(
      ([id]) => enabled.has(id) && (now >= started + spreadMs || now >= started + spreadMs * momentOf(id)),
    );
  }

  async function dueChecks(now: Instant): Promise<PageCheck[]> {
    const checks = await store.pageChecks({ due: now, limit: CHECKS_A_TICK });
    for (const check of checks)
      if (!watchedSources.has(check.source)) await store.dropPageCheck(check.source, check.key);
    return checks.filter(({ source }) => enabled.has(source));
  }

  return {
    async find(now) {
      startedAt ??= now;
      const due = (await dueSources(now, startedAt)).toSorted(([, one], [, other]) => one - other);
      const jobs = [
        ...due.map(([id]) => ({ watched: watchedSources.get(id)!, check: null })),
        ...(await dueChecks(now)).map((check) => ({ watched: watchedSources.get(check.source)!, check })),
      ];
      const hosts = Map.groupBy(jobs, ({ watched, check }) => hostOf(check?.url ?? watched.source.url));
      return [...hosts].map(([host, own]) => ({ host, jobs: own }));
    },
    async still(work, now) {
      const all = work.flatMap(({ jobs }) => jobs);
      const polled = all.filter(({ check }) => check === null).map(({ watched }) => watched.source.id);
      const times = await store.pollTimes({ of: polled });
      const checks = all.some(({ check }) => check !== null) ? await dueChecks(now) : [];
      const open = new Set(checks.map(({ source, key }) => `${source} ${key}`));
      const isDue = ({ watched, check }: PollJob) =>
        check === null
          ? (times.get(watched.source.id) ?? now) <= now
          : open.has(`${check.source} ${check.key}`);
      return work
        .map(({ host, jobs }) => ({ host, jobs: jobs.filter(isDue) }))
        .filter(({ jobs }) => jobs.length > 0);
    },
  };
}

/** A source's own moment, 0..1, the same at every start. */
function momentOf(source: SourceId): number {
  return Number.parseInt(hashOf(source).slice(0, 8), 16) / 2 ** 32;
}
