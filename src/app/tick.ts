import type { SourceId } from '../domain/ids.ts';
import type { PageCheck } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { hashOf } from '../watch/identity.ts';
import { LOOKS_A_TICK } from '../watch/limits.ts';
import { lookAgain } from '../watch/look-again.ts';
import { type PollDeps, type PollReport, pollSource } from '../watch/poll.ts';
import { aloneOn, type Fleet } from './fleet.ts';
import type { Logger } from './log.ts';
import { type PipelineDeps, type Settled, settleItem, writeParts } from './pipeline.ts';
import type { Carrier } from './sources.ts';

const ITEMS_AT_ONCE = 50;
/** A host that was asked by one process is left alone so long before another one may. */
const HOST_RESTS_MS = 1_000;

export interface WatchOptions {
  /** Hosts that are asked at the same time; each host answers one source after the other. */
  readonly hostsAtOnce: number;
  /** Sources that are due at the start are spread over this time, in milliseconds. */
  readonly spreadMs: number;
  /** How long a tick waits for slow sources; they go on and report at a later tick. */
  readonly patienceMs: number;
  /** Hosts that share a queue have one name. */
  readonly queueOf: (host: string) => string;
}

export const WATCH_AT_ONCE: WatchOptions = {
  hostsAtOnce: 16,
  spreadMs: 0,
  patienceMs: 600_000,
  queueOf: (host) => host,
};

export interface Watch {
  /** Asks every source that is due and looks at pages again; answers what was finished since the last tick. */
  tick(now: Instant): Promise<PollReport[]>;
  /** Settles when nothing is under way any more. */
  idle(): Promise<void>;
}

/**
 * Asks sources when they are due, one at a time on each host, so that a slow or broken one keeps nobody else waiting. At the start
 * each source gets its own moment within `spreadMs`, always the same one. Among several processes each host, with all of its
 * sources, belongs by lease to one at a time; what a process writes after it lost a host is refused.
 */
export function createWatch(
  carriers: ReadonlyMap<SourceId, Carrier>,
  deps: PollDeps & { store: Store; fleet?: Pick<Fleet, 'alone' | 'claim' | 'release' | 'under'> },
  log: Logger,
  options: WatchOptions = WATCH_AT_ONCE,
): Watch {
  const fleet = deps.fleet ?? aloneOn(deps.store);
  let startedAt: Instant | null = null;
  const busy = new Set<SourceId>();
  const hosts = new Map<string, Promise<void>>();
  let finished: PollReport[] = [];

  const pollOne = async ({ source, zone }: Carrier, store: Store, now: Instant) => {
    try {
      const report = await pollSource(source, zone, { ...deps, store }, now);
      say(report, log);
      finished.push(report);
    } catch (error) {
      if ((error as Error).name === 'StoreProblem') throw error;
      log.error({ source: source.id, error: (error as Error).stack }, 'a source could not be polled');
    } finally {
      busy.delete(source.id);
    }
  };
  const lookOne = async (check: PageCheck, { source }: Carrier, store: Store, now: Instant) => {
    const place = { source: source.id, url: check.url };
    const proxy = deps.proxyOf?.(source) ?? null;
    try {
      const look = await lookAgain(check, source, { ...deps, store, proxy }, now);
      if (look === 'edited' || look === 'completed')
        log.info({ ...place, look }, 'a notice was changed in place');
    } catch (error) {
      if ((error as Error).name === 'StoreProblem') throw error;
      log.error({ ...place, error: (error as Error).stack }, 'a page could not be looked at again');
      await store.dropPageCheck(check.source, check.key);
    }
  };

  return {
    async tick(now) {
      startedAt ??= now;
      for (const [host, jobs] of await ownWork(now, startedAt)) {
        for (const { carrier, check } of jobs) if (check === null) busy.add(carrier.source.id);
        const store = fleet.alone ? deps.store : { ...deps.store, ...fleet.under(leaseOf(host)) };
        const running = (async () => {
          for (const { carrier, check } of jobs)
            await (check === null ? pollOne(carrier, store, now) : lookOne(check, carrier, store, now));
        })().finally(() => {
          hosts.delete(host);
          for (const { carrier } of jobs) busy.delete(carrier.source.id);
          // What cannot be given back runs out.
          return fleet.release([leaseOf(host)], HOST_RESTS_MS).catch(() => {});
        });
        hosts.set(host, running);
      }
      await atMost(Promise.all(hosts.values()), options.patienceMs);
      const reports = finished;
      finished = [];
      return reports;
    },
    async idle() {
      await Promise.allSettled(hosts.values());
    },
  };

  /** Due work of hosts that nobody asks, here or in another process, up to the number that may be asked at the same time. */
  async function ownWork(now: Instant, started: Instant) {
    const due = async () => Map.groupBy(await dueWork(now, started), ({ host }) => host);
    const free = Math.max(0, options.hostsAtOnce - hosts.size);
    const work = await due();
    const idle = [...work].filter(([host]) => !hosts.has(host)).slice(0, free);
    if (fleet.alone || idle.length === 0) return idle;
    const mine = await fleet.claim(idle.map(([host]) => leaseOf(host)));
    // Another process may have asked them between the look and the claim.
    const still = mine.size === 0 ? work : await due();
    const claimed = idle.map(([host]) => host).filter((host) => mine.has(leaseOf(host)));
    const over = claimed.filter((host) => !still.has(host));
    if (over.length > 0) await fleet.release(over.map(leaseOf));
    return claimed.filter((host) => still.has(host)).map((host) => [host, still.get(host)!] as const);
  }

  async function dueWork(now: Instant, started: Instant) {
    const states = new Map((await deps.store.sourceStates()).map((state) => [state.source, state]));
    const jobs: { host: string; carrier: Carrier; check: PageCheck | null; at: number }[] = [];
    for (const carrier of carriers.values()) {
      const { source } = carrier;
      const at = states.get(source.id)?.nextPollAt ?? started;
      if (!source.enabled || busy.has(source.id) || at > now) continue;
      if (now < started + options.spreadMs * momentOf(source.id)) continue;
      jobs.push({ host: hostOf(source.url), carrier, check: null, at });
    }
    for (const check of await deps.store.pageChecks({ due: now, limit: LOOKS_A_TICK })) {
      const carrier = carriers.get(check.source);
      if (carrier === undefined) await deps.store.dropPageCheck(check.source, check.key);
      else if (carrier.source.enabled)
        jobs.push({ host: hostOf(check.url), carrier, check, at: Number.MAX_SAFE_INTEGER });
    }
    // New notices before second looks, and whoever waits longest first.
    return jobs.sort((a, b) => a.at - b.at);
  }

  function hostOf(url: string): string {
    return URL.canParse(url) ? options.queueOf(new URL(url).hostname) : '';
  }
}

const leaseOf = (host: string) => `host:${host}`;

/** A source's own moment, 0..1, the same at every start. */
function momentOf(source: SourceId): number {
  return Number.parseInt(hashOf(source).slice(0, 8), 16) / 2 ** 32;
}

async function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A finding is a warning once, while it stands; a gap when it opens and when it ends. */
function say({ source, saved, edited, finding, news, gap, broke }: PollReport, log: Logger): void {
  if (broke !== undefined) log.error({ source, error: broke.stack }, 'a source broke its reader');
  if (finding !== null && news) log.warn({ source, ...finding }, 'a source needs a look');
  else if (finding !== null) log.debug({ source, ...finding }, 'a finding stands');
  if (gap !== null && gap.state !== 'lasts')
    log.warn(
      {
        source,
        from: new Date(gap.gap.from).toISOString(),
        to: gap.gap.to === null ? null : new Date(gap.gap.to).toISOString(),
        because: gap.gap.because,
      },
      gap.state === 'ended' ? 'a gap in the watch ended' : 'a gap in the watch opened',
    );
  if (saved + edited > 0) log.info({ source, items: saved, edited }, 'new items');
}

/**
 * Takes every waiting Item through the pipeline, oldest first. An item that breaks a reader is set aside with its reason, and the
 * rest goes on. Items go on coming in meanwhile, from other processes too: none is judged as of an instant before it was fetched,
 * at which its own act would not have happened yet.
 */
export async function settleTick(deps: PipelineDeps, log: Logger, now: Instant): Promise<Settled[]> {
  const settled: Settled[] = [];
  // Of a process that was killed.
  await writeParts(deps.store);
  let at = now;
  for (
    let items = await deps.store.pendingItems(ITEMS_AT_ONCE);
    items.length > 0;
    items = await deps.store.pendingItems(ITEMS_AT_ONCE)
  ) {
    for (const item of items) {
      at = Math.max(at, item.fetchedAt) as Instant;
      try {
        const one = await settleItem(item, at, deps);
        if (one !== null) settled.push(one);
      } catch (error) {
        if ((error as Error).name === 'StoreProblem') throw error;
        log.error(
          { item: item.id, url: item.url, error: (error as Error).stack },
          'an item could not be read and is set aside',
        );
        await deps.store.setItemAside(item.id, (error as Error).message, at);
      }
    }
  }
  return settled;
}
