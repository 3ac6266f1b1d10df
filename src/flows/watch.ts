import type { Logger } from 'pino';
import { WATCHED_SINCE } from '../ask/record.ts';
import type { SourceId } from '../domain/ids.ts';
import type { PageCheck } from '../domain/item.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { aloneOn, type Fleet } from '../store/fleet.ts';
import { type PollDeps, type PollReport, pollSource } from '../watch/poll.ts';
import { createPollLog, type PollLog } from '../watch/poll-log.ts';
import { recheckPage } from '../watch/recheck-page.ts';
import { createDueWork, createHostScheduler } from './host-scheduler.ts';
import type { WatchedSource } from './sources.ts';

/** A host that was asked by one process is left alone so long before another one may. */
const HOST_RESTS_MS = 1_000;
/** The first look is summed up so long after the last source had its moment. */
const FIRST_PASS_MS = 30_000;

export interface WatchOptions {
  /** Hosts that are asked at the same time; each host answers one source after the other. */
  readonly hostsAtOnce: number;
  /** Sources that are due at the start are spread over this time, in milliseconds. */
  readonly spreadMs: number;
  /** How long a tick waits for slow sources; they go on and report at a later tick. */
  readonly patienceMs: number;
  /** How long the files of one notice keep those of other sources waiting. */
  readonly filesMs: number;
  /** Hosts that share a queue have one name. */
  readonly queueOf: (host: string) => string;
}

export const WATCH_AT_ONCE: WatchOptions = {
  hostsAtOnce: 64,
  spreadMs: 0,
  patienceMs: 600_000,
  filesMs: 600_000,
  queueOf: (host) => host,
};

/**
 * Asks sources when they are due, one at a time on each host, so that a slow or broken one keeps nobody else waiting. A look goes on
 * until every host with something due was asked; the next look brings what fell due meanwhile. Among several processes each host,
 * with all of its sources, belongs by lease to one at a time; what a process writes after it lost a host is refused.
 */
export function createWatch(
  watchedSources: ReadonlyMap<SourceId, WatchedSource>,
  deps: PollDeps & {
    store: Store;
    fleet?: Pick<Fleet, 'alone' | 'claim' | 'release' | 'under'>;
    /** What is asked late in a look is asked as of then; absent = everything as of the look. */
    clock?: Clock;
  },
  log: Logger,
  options: WatchOptions = WATCH_AT_ONCE,
) {
  const fleet = deps.fleet ?? aloneOn(deps.store);
  const due = createDueWork(watchedSources, deps.store, options);
  let stopped = false;
  const enabled = [...watchedSources.values()].filter(({ source }) => source.enabled).length;
  const polls = createPollLog(log, enabled, options.spreadMs + FIRST_PASS_MS);
  const one = createJobs({ ...deps, stopping: () => stopped }, log, polls);
  let startedAt = 0 as Instant;
  let begun = false;
  let finished: PollReport[] = [];
  const now = () => Math.max(startedAt, deps.clock?.now() ?? startedAt) as Instant;

  const scheduler = createHostScheduler(options.hostsAtOnce, async ({ host, jobs }) => {
    const lease = leaseOf(host);
    if (!fleet.alone && !(await fleet.claim([lease])).has(lease)) return;
    let rests = 0;
    try {
      // Another process may have asked them between the look and the claim.
      const own = fleet.alone ? jobs : await due.still(jobs, now());
      if (own.length > 0) rests = HOST_RESTS_MS;
      const store = fleet.alone ? deps.store : { ...deps.store, ...fleet.under(lease) };
      for (const { watched, check } of own) {
        if (stopped) return;
        const report = await (check === null
          ? one.poll(watched, store, now())
          : one.recheck(check, watched, store, now()));
        if (report !== null) finished.push(report);
      }
    } finally {
      // What cannot be given back runs out.
      await fleet.release([lease], rests).catch(() => {});
    }
  });

  return {
    /** Asks every source that is due and looks at pages again; answers what was finished since the last tick. */
    async tick(at: Instant): Promise<PollReport[]> {
      if (watchedSources.size > 0 && !begun) {
        begun = true;
        if ((await deps.store.recall(WATCHED_SINCE)) === null)
          await deps.store.remember(WATCHED_SINCE, String(at));
      }
      startedAt = at;
      // What waits is looked for anew; what was under way when the look began may be done by its end, and is no longer due.
      scheduler.replace([]);
      const before = new Set(scheduler.running);
      const work = await due.find(at);
      scheduler.replace(work.filter(({ host }) => !scheduler.running.has(host) && !before.has(host)));
      await scheduler.quiet(options.patienceMs);
      polls.flush(at);
      const reports = finished;
      finished = [];
      return reports;
    },
    /** Settles when nothing waits or is under way any more. */
    idle: scheduler.idle,
    /** Begins nothing more; settles when each host has done what it is at. */
    stop(): Promise<void> {
      stopped = true;
      return scheduler.stop();
    },
  };
}

/** The two things that are done on a host; a source that breaks its reader is said and leaves the others be. */
function createJobs(deps: PollDeps, log: Logger, polls: PollLog) {
  return {
    async poll({ source, zone }: WatchedSource, store: Store, now: Instant): Promise<PollReport | null> {
      try {
        const report = await pollSource(source, zone, { ...deps, store }, now);
        polls.note(report);
        return report;
      } catch (error) {
        if ((error as Error).name === 'StoreProblem') throw error;
        log.error({ source: source.id, error: (error as Error).stack }, 'a source could not be polled');
        return null;
      }
    },
    async recheck(check: PageCheck, { source }: WatchedSource, store: Store, now: Instant): Promise<null> {
      const place = { source: source.id, url: check.url };
      const proxy = deps.proxyOf?.(source) ?? null;
      try {
        const look = await recheckPage(check, source, { ...deps, store, proxy }, now);
        if (look === 'edited' || look === 'completed')
          log.info({ ...place, look }, 'a notice was changed in place');
      } catch (error) {
        if ((error as Error).name === 'StoreProblem') throw error;
        log.error({ ...place, error: (error as Error).stack }, 'a page could not be looked at again');
        await store.dropPageCheck(check.source, check.key);
      }
      return null;
    },
  };
}

const leaseOf = (host: string) => `host:${host}`;
