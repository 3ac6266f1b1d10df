import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import { aloneOn, type Fleet } from '../../base/store/fleet.ts';
import type { ReaderFault } from '../../domain/debt.ts';
import type { SourceId } from '../../domain/ids.ts';
import type { PageCheck } from '../../domain/item.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import type { Source } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import type { WatchedSource, WatchedSources } from '../../knowledge/catalog/watched-sources.ts';
import { WATCHED_SINCE } from '../standing/record.ts';
import { hashOf } from '../watch/identity.ts';
import { CHECKS_A_TICK } from '../watch/limits.ts';
import { recheckPage } from '../watch/new-entries.ts';
import { type PollDeps, type PollReport, pollSource } from '../watch/poll.ts';
import { createPollLog } from '../watch/poll-log.ts';
import { isOfAddress, knownState } from '../watch/source-state.ts';
import { askIfWithdrawn } from './gone-page.ts';

/** Pause before another process may request from the same host. */
const HOST_RESTS_MS = 1_000;
/** Delay after the last source's first poll before the first pass is summed up. */
const FIRST_PASS_MS = 30_000;
/** The longest that a timer runs. */
const LONG_MS = 2 ** 31 - 1;

export const WATCH_AT_ONCE = {
  /** Hosts requested in parallel; each host is requested one source at a time. */
  hostsAtOnce: 64,
  /** Milliseconds over which the first polls are spread. */
  spreadMs: 0,
  /** How long a tick waits for slow sources; they go on and are reported by a later tick. */
  patienceMs: 600_000,
  /** How long the files of one notice may delay those of other sources. */
  filesMs: 600_000,
  /** Name of a host's queue; hosts may share one. */
  queueOf: (host: string) => host,
};
export type WatchOptions = Readonly<typeof WATCH_AT_ONCE>;

/**
 * Polls the sources that are due, one at a time on each host, so that a slow or broken one delays
 * no other. A round ends when every host with due work was served; the next round takes what fell
 * due meanwhile. Among several processes each host belongs to one at a time by lease; writes of a
 * process that lost the host are refused.
 */
export function createWatch(
  watchedSources: WatchedSources,
  deps: PollDeps & {
    fleet?: Pick<Fleet, 'alone' | 'claim' | 'release' | 'under'>;
    /** Called with a fault of the reading process, which no source is to blame for. */
    onFault?: (fault: ReaderFault) => void;
    /** Clock for late requests of a round; absent = everything is as of its beginning. */
    clock?: Clock;
  },
  log: Logger,
  options: WatchOptions = WATCH_AT_ONCE,
) {
  const fleet = deps.fleet ?? aloneOn(deps.store);
  const due = createDueWork(watchedSources, deps.store, options);
  const enabled = [...watchedSources.values()].filter(({ source }) => source.enabled).length;
  const polls = createPollLog(log, enabled, options.spreadMs + FIRST_PASS_MS);
  const queue = new PQueue({ concurrency: options.hostsAtOnce });
  const running = new Set<string>();
  let startedAt: Instant | null = null;
  let stopped = false;
  let finished: PollReport[] = [];
  let broken: { readonly error: unknown } | null = null;
  const now = () => Math.max(startedAt ?? 0, deps.clock?.now() ?? 0) as Instant;

  async function askHost({ host, jobs }: HostWork): Promise<void> {
    const lease = `host:${host}`;
    running.add(host);
    try {
      if (fleet.alone) await askEach(jobs, deps.store);
      else if ((await fleet.claim([lease])).has(lease)) await askUnder(lease, host);
    } catch (error) {
      broken ??= { error };
      // Without its database the round ends; a lost host is only one host.
      if ((error as { code?: unknown }).code !== 'lease-lost') queue.clear();
    } finally {
      running.delete(host);
    }
  }

  async function askUnder(lease: string, host: string): Promise<void> {
    let rests = 0;
    try {
      // Another process may have polled them between the query and the claim.
      const own = (await due.find(now())).find((hostWork) => hostWork.host === host)?.jobs ?? [];
      if (own.length > 0) rests = HOST_RESTS_MS;
      await askEach(own, { ...deps.store, ...fleet.under(lease) });
    } finally {
      // A lease that cannot be released expires.
      await fleet.release([lease], rests).catch(() => {});
    }
  }

  async function askEach(jobs: readonly PollJob[], store: Store): Promise<void> {
    for (const job of jobs) if (!stopped) await ask(job, store);
  }

  /** Does one job. A source that breaks its reader is logged and does not stop the others. */
  async function ask({ watched, check }: PollJob, store: Store): Promise<void> {
    const place = { source: watched.source.id, url: check?.url ?? watched.source.url };
    try {
      await (check === null ? poll(watched, store) : recheck(check, watched.source, store));
    } catch (error) {
      if ((error as Error).name === 'StoreProblem') throw error;
      if ((error as Error).name === 'ReaderFault') deps.onFault?.(error as ReaderFault);
      else await noteBroken(error as Error, place, check, store);
    }
  }

  async function noteBroken(
    error: Error,
    place: object,
    check: PageCheck | null,
    store: Store,
  ): Promise<void> {
    const what =
      check === null ? 'a source could not be polled' : 'a page could not be looked at again';
    log.error({ ...place, error: error.stack }, what);
    if (check !== null) await store.dropPageCheck(check.source, check.key);
  }

  const fetchDeps = (store: Store) => ({ ...deps, store, stopping: () => stopped });

  async function poll({ source, zone }: WatchedSource, store: Store): Promise<void> {
    const report = await pollSource(source, zone, fetchDeps(store), now());
    polls.note(report);
    finished.push(report);
  }

  /** Looks at a stored page again: it may have been edited, completed or removed. */
  async function recheck(check: PageCheck, source: Source, store: Store): Promise<void> {
    const proxy = deps.proxyOf?.(source) ?? null;
    const look = await recheckPage(check, source, { ...fetchDeps(store), proxy }, now());
    const place = { source: source.id, url: check.url };
    if (look === 'edited' || look === 'completed')
      log.info({ ...place, look }, 'a notice was changed in place');
    if (look === 'gone' && (await askIfWithdrawn(check, store, now())))
      log.warn(place, 'the page of an alerted notice is gone: see the reviews');
  }

  /**
   * Resolves when nothing waits or runs, or after `ms`; rejects with an error that occurred
   * meanwhile.
   */
  async function quiet(ms: number): Promise<void> {
    const late = new AbortController();
    await Promise.race([queue.onIdle(), wait(ms, null, { signal: late.signal })]);
    late.abort();
    const failed = broken;
    broken = null;
    if (failed !== null) throw failed.error;
  }
  const idle = () => quiet(LONG_MS).catch(() => {});

  return {
    /** Polls every due source and checks pages again; returns what finished since the last tick. */
    async tick(at: Instant): Promise<PollReport[]> {
      if (
        watchedSources.size > 0 &&
        startedAt === null &&
        (await deps.store.recall(WATCHED_SINCE)) === null
      )
        await deps.store.remember(WATCHED_SINCE, String(at));
      startedAt = at;
      // The queue is rebuilt; work that was running at the query may be done by its end and is no
      // longer due.
      queue.clear();
      const before = new Set(running);
      for (const hostWork of await due.find(at))
        if (!stopped && !running.has(hostWork.host) && !before.has(hostWork.host))
          void queue.add(() => askHost(hostWork));
      await quiet(options.patienceMs);
      polls.flush(at);
      const reports = finished;
      finished = [];
      return reports;
    },
    /** Resolves when nothing waits or runs. */
    idle,
    /** Begins nothing more; resolves when the running work is done. */
    stop(): Promise<void> {
      stopped = true;
      queue.clear();
      return idle();
    },
  };
}

/** A source to poll, or one of its pages to check again. */
interface PollJob {
  readonly watched: WatchedSource;
  readonly check: PageCheck | null;
}

/** All due work on one host. */
type HostWork = { readonly host: string; readonly jobs: readonly PollJob[] };

/**
 * Finds due work. A source that was never polled is due from the first round on, each at its own
 * moment within `spreadMs`.
 */
export function createDueWork(
  watchedSources: WatchedSources,
  store: Store,
  { spreadMs, queueOf }: Pick<WatchOptions, 'spreadMs' | 'queueOf'>,
) {
  const isEnabled = (id: SourceId) => watchedSources.get(id)?.source.enabled === true;
  const unasked = new Set([...watchedSources.keys()].filter(isEnabled));
  let startedAt = 0 as Instant;
  let latest = Number.POSITIVE_INFINITY;
  const hostOf = (url: string) => (URL.canParse(url) ? queueOf(new URL(url).hostname) : '');
  /** 0..1, the same at every start. */
  const momentOf = (source: SourceId) => Number.parseInt(hashOf(source).slice(0, 8), 16) / 2 ** 32;

  /**
   * Replans polls that a clock which ran ahead had put into the future, and those of a source whose
   * address was changed: back-off and finding belong to the old one.
   */
  async function planAgain(now: Instant): Promise<void> {
    for (const state of await store.sourceStates()) {
      const source = watchedSources.get(state.source)?.source;
      if (source !== undefined && !isOfAddress(state, source))
        await store.saveSourceState({ ...knownState(source, state, now), nextPollAt: now });
      else if ((state.lastAttemptAt ?? 0) > now)
        await store.saveSourceState({ ...state, nextPollAt: now, lastAttemptAt: now });
    }
  }

  /** The longest waiting source first. */
  async function dueSources(now: Instant): Promise<SourceId[]> {
    const due = await store.pollTimes({ due: now });
    for (const known of [due, await store.pollTimes({ of: [...unasked] })])
      for (const id of known.keys()) unasked.delete(id);
    return [...due, ...[...unasked].map((id) => [id, startedAt] as const)]
      .filter(([id]) => isEnabled(id) && now >= startedAt + spreadMs * momentOf(id))
      .toSorted(([, one], [, other]) => one - other)
      .map(([id]) => id);
  }

  async function dueChecks(now: Instant): Promise<PageCheck[]> {
    const checks = await store.pageChecks({ due: now, limit: CHECKS_A_TICK });
    // Checks of a disabled source would stay due forever and take the room of others.
    for (const check of checks)
      if (!isEnabled(check.source)) await store.dropPageCheck(check.source, check.key);
    return checks.filter(({ source }) => isEnabled(source));
  }

  return {
    /** Due work by host: polls before checks of pages, the longest waiting first. */
    async find(now: Instant): Promise<HostWork[]> {
      // At the first round as well: the clock may have been corrected before a restart.
      if (now < latest) {
        await planAgain(now);
        startedAt = now;
      }
      latest = now;
      const jobs: PollJob[] = [
        ...(await dueSources(now)).map((id) => ({ watched: watchedSources.get(id)!, check: null })),
        ...(await dueChecks(now)).map((check) => ({
          watched: watchedSources.get(check.source)!,
          check,
        })),
      ];
      const hosts = Map.groupBy(jobs, ({ watched, check }) =>
        hostOf(check?.url ?? watched.source.url),
      );
      return [...hosts].map(([host, own]) => ({ host, jobs: own }));
    },
  };
}
