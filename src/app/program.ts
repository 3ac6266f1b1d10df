import { withDecisions } from '../answers/queries/decisions.ts';
import { formatReason } from '../base/i18n/sentence.ts';
import type { Language } from '../base/i18n/words.ts';
import { aloneOn, type Fleet } from '../base/store/fleet.ts';
import type { ReaderFault } from '../domain/debt.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Sink } from '../domain/sink.ts';
import type { Instant } from '../domain/time.ts';
import { compiledFilesOf } from '../knowledge/catalog/compile.ts';
import type { WatchedSource } from '../knowledge/catalog/watched-sources.ts';
import type { AttemptDeps } from '../pipeline/deliver/attempt.ts';
import {
  createDeliver,
  type DisabledAddress,
  type TickReport,
} from '../pipeline/deliver/deliver.ts';
import { alertCards, type NoteCards } from '../pipeline/flows/alert-cards.ts';
import { compareReportedActions } from '../pipeline/flows/corroborate.ts';
import { digestTick } from '../pipeline/flows/digests.ts';
import { type IncidentSettings, incidentTick, noteDisabled } from '../pipeline/flows/incidents.ts';
import { createItemWorker } from '../pipeline/flows/item-worker.ts';
import { noteTick } from '../pipeline/flows/notes.ts';
import type { ProcessedItem } from '../pipeline/flows/pipeline.ts';
import { documentOf } from '../pipeline/flows/read-item.ts';
import { createReadingHealth } from '../pipeline/flows/reading-health.ts';
import {
  authoritiesOf,
  createReaderRound,
  type ReaderDeps,
} from '../pipeline/flows/second-reader.ts';
import { checkReading } from '../pipeline/flows/self-check.ts';
import { createWatch, WATCH_AT_ONCE, type WatchOptions } from '../pipeline/flows/watch.ts';
import {
  createWorkers,
  WORKERS,
  type WorkerLimits,
  type Workers,
} from '../pipeline/flows/workers.ts';
import { shownAddress } from '../pipeline/present/shown-address.ts';
import { READER } from '../pipeline/read/reader-version.ts';
import type { Knowledge } from '../pipeline/standing/knowledge.ts';
import type { Browser } from '../pipeline/watch/browser.ts';
import type { Fetch } from '../pipeline/watch/http-exchange.ts';
import type { PollDeps, PollReport } from '../pipeline/watch/poll.ts';
import type { Robots } from '../pipeline/watch/robots.ts';
import type { Logger } from './log.ts';

export interface ProgramDeps {
  readonly knowledge: Knowledge;
  readonly watchedSources: ReadonlyMap<SourceId, WatchedSource>;
  readonly store: Store;
  readonly sinks: readonly Sink[];
  readonly fetch: Fetch;
  readonly robots?: Robots;
  readonly browser?: Browser;
  readonly proxyOf?: PollDeps['proxyOf'];
  /** How polls are spread over time and hosts; absent = everything that is due, at once. */
  readonly watch?: WatchOptions;
  /** Reader of foreign bytes; absent = processes apart, within limits of time and memory. */
  readonly workers?: Workers;
  /** Limits of these processes; absent = those of a machine with enough memory. */
  readonly limits?: WorkerLimits;
  /** This process's share of the work on the database; absent = everything. */
  readonly fleet?: Fleet;
  /** Alerts of one source in an hour; further ones are sent as a list. Absent = no limit. */
  readonly alertsPerSourceHour?: number;
  /** The second reader of unconfirmed acts; absent = none. */
  readonly secondReader?: Pick<ReaderDeps, 'reader' | 'settings'>;
  /** How incidents of the watch are reported; absent = not at all (the demo skips days). */
  readonly incidents?: IncidentSettings;
  /** Language of the operator's messages; English where it is absent. */
  readonly language?: Language;
  /** Signed links for messages; absent = the page is not reachable. */
  readonly linksOf?: AttemptDeps['linksOf'];
  /** Makes the morning notes of lists; absent = none is sent. */
  readonly noteOf?: NoteCards;
  /** Called before news is read, so that code for messages can load meanwhile. */
  readonly expectMessage?: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Notifies the owner of an address, in addition to the log. */
  readonly notifyOwner?: (disabled: DisabledAddress) => Promise<void>;
}

/** Lease of the pipeline: its holder reads, scores and alerts for the whole fleet. */
const PIPELINE = 'pipeline';
/**
 * Pause between checks of incidents: rounds may follow each other within milliseconds, and each
 * check reads every source's row.
 */
const INCIDENTS_EVERY_MS = 30_000;

/** The whole pipeline: schedules call its parts, the demo all of it by `tick(clock.now())`. */
export type Program = ReturnType<typeof createProgram>;

export function createProgram(deps: ProgramDeps) {
  const { knowledge, watchedSources, store, log, clock, random, fetch, proxyOf, secondReader } =
    deps;
  const fleet = deps.fleet ?? aloneOn(store);
  const limits = deps.limits ?? WORKERS;
  // The reader is built with the first page, in the other process where that can read the compiled
  // catalog.
  const workers =
    deps.workers ??
    createWorkers(limits, [
      async () => compiledFilesOf(knowledge.catalog),
      async () => (await import('../pipeline/flows/reader.ts')).readPartsOf(knowledge.catalog),
    ]);
  const health = createReadingHealth({
    probe: () => checkReading(workers, knowledge.catalog.regulators),
    store,
    log,
  });
  const noteFault = (fault: ReaderFault) => health.note(fault, clock.now());
  /** What may make a page legible that could not be read before. */
  const mark = [READER, knowledge.catalog.version, limits.pages.residentMb].join(' ');
  const itemWorker = createItemWorker(log, deps.watch?.filesMs ?? WATCH_AT_ONCE.filesMs);
  const deliver = createDeliver({
    store,
    sinks: deps.sinks,
    clock,
    random,
    by: fleet.by,
    log,
    cardOf: alertCards(store, knowledge, deps.language, deps.noteOf),
    ...(deps.linksOf === undefined ? {} : { linksOf: deps.linksOf }),
    async notifyOwner(disabled) {
      const { address, because, subscriptions } = disabled;
      const said = { because: formatReason(because, 'en'), subscriptions: subscriptions.length };
      log.warn(
        { address: shownAddress(address), ...said },
        'an address takes no alerts any more; its subscriptions are disabled',
      );
      // On Discord the owner of the subscriptions is notified; elsewhere only the operator can be.
      if (address.sink !== 'discord') await noteDisabled(address, because, store, clock.now());
      await deps.notifyOwner?.(disabled);
    },
  });
  const watch = createWatch(
    watchedSources,
    {
      store,
      fleet,
      fetch,
      jitter: random,
      clock,
      pages: workers.pages,
      onFault: noteFault,
      ...(proxyOf && { proxyOf }),
      ...(deps.robots && { robots: deps.robots }),
      ...(deps.browser && { browser: deps.browser }),
    },
    log,
    deps.watch,
  );
  /** Reads waiting pages, and those that could not be read and are due. */
  const readWaiting = async (fenced: Store, now: Instant) => {
    await fenced.requeueDebts({ mark, recovered: health.hasRecovered() }, now);
    await compareReportedActions(fenced, now);
    return itemWorker.tick(
      {
        knowledge: await withDecisions(knowledge, store),
        reader: workers.read,
        onFault: noteFault,
        readingMark: mark,
        store: fenced,
        decode: workers.decode,
        usesSecondReader: secondReader !== undefined,
        ...(deps.alertsPerSourceHour === undefined
          ? {}
          : { alertsPerSourceHour: deps.alertsPerSourceHour }),
        ...(deps.expectMessage === undefined ? {} : { expectMessage: deps.expectMessage }),
        watchedSourceOf: (source) => watchedSources.get(source) ?? null,
      },
      now,
    );
  };
  let incidentsAt = Number.NEGATIVE_INFINITY;
  const settle = async (now: Instant): Promise<readonly ProcessedItem[]> => {
    if (!(await fleet.claim([PIPELINE])).has(PIPELINE)) return [];
    const fenced = fleet.alone ? store : { ...store, ...fleet.under(PIPELINE) };
    // While nothing can be read, pages wait.
    const settled = (await health.isWell(now)) ? await readWaiting(fenced, now) : [];
    await digestTick(now, fenced, knowledge);
    if (deps.noteOf !== undefined) await noteTick(now, fenced);
    if (deps.incidents !== undefined && now - incidentsAt >= INCIDENTS_EVERY_MS) {
      await incidentTick(now, watchedSources, fenced, deps.incidents, log);
      incidentsAt = now;
    }
    return settled;
  };
  /** Lists cannot be read either while the reading process is at fault. */
  const poll = async (now: Instant): Promise<readonly PollReport[]> =>
    (await health.isWell(now)) ? watch.tick(now) : [];
  const ask =
    secondReader === undefined
      ? async () => 0
      : createReaderRound({
          store,
          ...secondReader,
          index: async () => (await withDecisions(knowledge, store)).index,
          authorities: authoritiesOf(knowledge.catalog),
          documentOf: (id) => documentOf(id, { store, decode: workers.decode }),
        });
  return {
    async tick(now: Instant) {
      const polls = await poll(now);
      const settled = await settle(now);
      return { polls, settled, deliveries: await deliver.tick(now) };
    },
    /** Starts and checks the process that reads pages, so that the first does not wait for it. */
    getReady: (): Promise<void> => health.check(clock.now()),
    /** Whether the process that reads pages has no known fault. */
    canRead: (): boolean => health.works,
    /** Polls the sources that are due. */
    watch: poll,
    /**
     * Processes waiting items and plans due digests. One process of a fleet does so at a time: each
     * notice depends on the rows of the one before.
     */
    settle,
    /** Sends what is due without polling any source. */
    deliver: (now: Instant): Promise<TickReport> => deliver.tick(now),
    /** Puts waiting questions to the second reader; returns how many were answered or given up. */
    ask,
    async stop(): Promise<void> {
      await deliver.stop();
      await watch.stop();
      await workers.close();
    },
  };
}
