import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { SourceId } from '../domain/ids.ts';
import type { PageCheck } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { hashOf } from '../watch/identity.ts';
import { CHECKS_A_TICK } from '../watch/limits.ts';
import type { WatchedSource } from './sources.ts';

/** The longest that a timer runs. */
const LONG_MS = 2 ** 31 - 1;

/**
 * Works through hosts, so many at the same time: whenever one is done the next one begins, so that a slow host costs its own place
 * and nobody's turn.
 */
export function createHostScheduler(hostsAtOnce: number, work: (work: HostWork) => Promise<void>) {
  const queue = new PQueue({ concurrency: hostsAtOnce });
  const running = new Set<string>();
  let stopped = false;
  let broken: { readonly error: unknown } | null = null;

  async function begin(one: HostWork): Promise<void> {
    running.add(one.host);
    try {
      await work(one);
    } catch (error) {
      broken ??= { error };
      // Without its database nothing more can be asked in this look; a host that was lost is one host.
      if ((error as { code?: unknown }).code !== 'lease-lost') queue.clear();
    } finally {
      running.delete(one.host);
    }
  }

  /** Settles when nothing waits or is under way, or after `ms`; rejects with what broke meanwhile. */
  async function quiet(ms: number): Promise<void> {
    const late = new AbortController();
    await Promise.race([queue.onIdle(), wait(ms, null, { signal: late.signal })]);
    late.abort();
    const failed = broken;
    broken = null;
    if (failed !== null) throw failed.error;
  }

  return {
    /** Hosts under way. */
    running: running as ReadonlySet<string>,
    /** What waits to be begun instead of what waited before. */
    replace(some: readonly HostWork[]): void {
      queue.clear();
      if (!stopped) for (const one of some) void queue.add(() => begin(one));
    },
    quiet,
    idle: () => quiet(LONG_MS).catch(() => {}),
    /** Begins no further host; settles when those under way are done. */
    async stop(): Promise<void> {
      stopped = true;
      queue.clear();
      await quiet(LONG_MS).catch(() => {});
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

/**
 * Finds what is due by asking the store for just that. A source that was never asked is due from the first look on; each of those
 * that are due then gets its own moment within `spreadMs`, always the same one.
 */
export function createDueWork(
  watchedSources: ReadonlyMap<SourceId, WatchedSource>,
  store: Store,
  { spreadMs, queueOf }: { readonly spreadMs: number; readonly queueOf: (host: string) => string },
) {
  const enabled = new Set(
    [...watchedSources.values()].filter(({ source }) => source.enabled).map(({ source }) => source.id),
  );
  const unasked = new Set(enabled);
  let startedAt = 0 as Instant;
  let latest = Number.POSITIVE_INFINITY;
  const hostOf = (url: string) => (URL.canParse(url) ? queueOf(new URL(url).hostname) : '');

  /** What a clock planned that was ahead and was put right would wait for as long as it was wrong. */
  async function planAgain(now: Instant): Promise<void> {
    for (const state of await store.sourceStates())
      if ((state.lastAttemptAt ?? 0) > now)
        await store.saveSourceState({ ...state, nextPollAt: now, lastAttemptAt: now });
  }

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
    // Those of a source that is switched off would stay due for ever, and leave no room for the others.
    for (const check of checks)
      if (!enabled.has(check.source)) await store.dropPageCheck(check.source, check.key);
    return checks.filter(({ source }) => enabled.has(source));
  }

  return {
    /** What is due, by host: new notices before second looks, and whoever waits longest first. */
    async find(now: Instant): Promise<HostWork[]> {
      // At the first look as well: the clock may have been put right before a restart.
      if (now < latest) {
        await planAgain(now);
        startedAt = now;
      }
      latest = now;
      const due = (await dueSources(now, startedAt)).toSorted(([, one], [, other]) => one - other);
      const jobs = [
        ...due.map(([id]) => ({ watched: watchedSources.get(id)!, check: null })),
        ...(await dueChecks(now)).map((check) => ({ watched: watchedSources.get(check.source)!, check })),
      ];
      const hosts = Map.groupBy(jobs, ({ watched, check }) => hostOf(check?.url ?? watched.source.url));
      return [...hosts].map(([host, own]) => ({ host, jobs: own }));
    },
    /** Those jobs that are still due: another process may have done the rest since the look. */
    async still(jobs: readonly PollJob[], now: Instant): Promise<PollJob[]> {
      const polled = jobs.filter(({ check }) => check === null).map(({ watched }) => watched.source.id);
      const times = await store.pollTimes({ of: polled });
      const checks = polled.length < jobs.length ? await dueChecks(now) : [];
      const open = new Set(checks.map(({ source, key }) => `${source} ${key}`));
      return jobs.filter(({ watched, check }) =>
        check === null
          ? (times.get(watched.source.id) ?? now) <= now
          : open.has(`${check.source} ${check.key}`),
      );
    },
  };
}

/** A source's own moment, 0..1, the same at every start. */
function momentOf(source: SourceId): number {
  return Number.parseInt(hashOf(source).slice(0, 8), 16) / 2 ** 32;
}
