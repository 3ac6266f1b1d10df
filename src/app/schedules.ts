import { schedule } from 'node-cron';
import PQueue from 'p-queue';
import type { OpenStore } from '../base/store/open.ts';
import type { StoreProblem } from '../base/store/problem.ts';
import type { Clock } from '../domain/ports.ts';
import { isOutage, type TickReport } from '../pipeline/deliver/deliver.ts';
import type { Metrics } from '../pipeline/flows/metrics.ts';
import { findingAt } from '../pipeline/watch/findings.ts';
import type { Fetch } from '../pipeline/watch/http-exchange.ts';
import type { PollReport } from '../pipeline/watch/poll.ts';
import type { Logger } from './log.ts';
import type { Program } from './program.ts';
import type { Role } from './roles.ts';

const DELIVER_SECONDS = 5;
const JOBS_SECONDS = 20;

export interface ScheduleDeps {
  readonly program: Program;
  readonly store: Pick<OpenStore, 'listen' | 'tryToWrite'>;
  readonly roles: readonly Role[];
  /** Runs the daily jobs that are due, once in the fleet. */
  readonly jobs: () => Promise<void>;
  readonly clock: Clock;
  readonly beat: ReturnType<typeof createHeartbeat> | null;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly tickSeconds: number;
}

/**
 * Schedules the rounds: node-cron guarantees them, and notifications of the store ("there are
 * items", "there are deliveries") wake them within milliseconds. Returns a function that stops all
 * and waits for running work.
 */
export function startSchedules(deps: ScheduleDeps): () => Promise<void> {
  const { program, store, clock, metrics, tickSeconds } = deps;
  const outages = createOutages(deps.log, store.tryToWrite);
  /** A job of a role that this process has; null where others have it. */
  const job = (role: Role, name: string, seconds: number, work: () => Promise<unknown>) => {
    if (!deps.roles.includes(role)) return null;
    const rounds = createSerialJob(name, work, outages);
    // A late round under load is followed by the next one: not worth a warning.
    const quiet = { suppressMissedWarning: true };
    return { ...rounds, task: schedule(`*/${seconds} * * * * *`, rounds.wake, quiet) };
  };
  const soon = Math.min(tickSeconds, DELIVER_SECONDS);
  const settle = job('watch', 'settle', soon, async () =>
    metrics.noteSettled(await program.settle(clock.now())),
  );
  const vitals = createVitals(program.canRead);
  const deliver = job('deliver', 'deliver', soon, async () =>
    metrics.noteDeliveries(await vitals.delivering(program.deliver(clock.now()))),
  );
  const plan = [
    job('watch', 'watch', tickSeconds, () => watchAndBeat({ ...deps, vitals })),
    settle,
    deliver,
    job('watch', 'jobs', JOBS_SECONDS, deps.jobs),
    job('reader', 'reader', DELIVER_SECONDS, () => program.ask(clock.now())),
  ].filter((one) => one !== null);
  const deafen = store.listen((work) => {
    if (work === 'items') settle?.wake();
    if (work === 'deliveries') deliver?.wake();
  });
  return async () => {
    deafen();
    for (const { task } of plan) void task.stop();
    await Promise.all(plan.map((one) => one.stop()));
  };
}

/**
 * Follows whether the program does what it is for: reads pages, delivers, and at least one source
 * answers. A round without polls or attempts says nothing; the one before it counts.
 * @param canRead whether the reading process has no known fault
 */
export function createVitals(canRead: () => boolean) {
  let broke = false;
  let arrives = true;
  let sourcesAnswer = true;
  return {
    isWell: (): boolean => canRead() && !broke && arrives && sourcesAnswer,
    polled(polls: readonly Pick<PollReport, 'failed'>[]): void {
      if (polls.length > 0) sourcesAnswer = polls.some(({ failed }) => !failed);
    },
    /** Follows a delivery round, and returns its report. An address that is gone is no failure. */
    async delivering(round: Promise<TickReport>): Promise<TickReport> {
      const report = await round.catch((error: unknown) => {
        broke = true;
        throw error;
      });
      broke = false;
      const { sent, refused, retrying, expired, uncertain } = report;
      if (sent + refused + retrying + expired + uncertain > 0) arrives = sent + refused > 0;
      return report;
    },
  };
}

type WatchRound = Pick<ScheduleDeps, 'clock' | 'beat' | 'log'> & {
  readonly program: Pick<Program, 'watch'>;
  readonly metrics: Pick<Metrics, 'notePolls'>;
  readonly vitals: Pick<ReturnType<typeof createVitals>, 'isWell' | 'polled'>;
};

/** A round of the watch. The heartbeat is sent after it only while everything works. */
export async function watchAndBeat(deps: WatchRound): Promise<void> {
  const { program, clock, beat, metrics, vitals, log } = deps;
  const started = performance.now();
  const now = clock.now();
  const polls = await program.watch(now);
  metrics.notePolls(polls, performance.now() - started);
  vitals.polled(polls);
  if (beat === null || !vitals.isWell()) return;
  const incident = await beat(now);
  if (incident !== null)
    log.warn(
      incident,
      'HEARTBEAT_URL does not answer; whoever watches it believes this program dead',
    );
}

/**
 * Logs faults of jobs. A lost lease is no fault. An outage of the database (away, full, read-only,
 * locked) is logged once at its start and end, and no work begins meanwhile. Everything else is a
 * bug, with its stack.
 * @param tryToWrite rejects as long as the database cannot be written
 */
export function createOutages(log: Logger, tryToWrite: () => Promise<void>) {
  let standing = false;
  return {
    failed(job: string, error: unknown) {
      const { name, code, message, stack } = error as StoreProblem;
      if (name === 'StoreProblem' && code === 'lease-lost')
        return log.info(
          { job, because: message },
          'a job was left to the process that has taken it over',
        );
      if (name !== 'StoreProblem' || !isOutage(error))
        return log.error(
          { job, error: stack },
          'a scheduled job failed; it runs again at its next time',
        );
      if (!standing)
        log.error(
          { because: message },
          'the database cannot be written; everything waits until it can',
        );
      standing = true;
    },
    /** Whether work may begin: there is no outage, or it is over. */
    async clear(): Promise<boolean> {
      if (!standing) return true;
      try {
        await tryToWrite();
      } catch {
        return false;
      }
      if (standing) log.warn({}, 'the database can be written again');
      standing = false;
      return true;
    },
  };
}

/** Rounds of one job, one at a time. A failure is logged, and the next call tries again. */
export function createSerialJob(
  job: string,
  work: () => Promise<unknown>,
  outages: ReturnType<typeof createOutages>,
) {
  const rounds = new PQueue({ concurrency: 1 });
  const round = async () => {
    try {
      if (await outages.clear()) await work();
    } catch (error) {
      outages.failed(job, error);
    }
  };
  return {
    /** Requests a round; one requested during another follows it. */
    wake(): void {
      if (rounds.size === 0) void rounds.add(round);
    },
    /** Begins no further round; resolves when the running one is over. */
    async stop(): Promise<void> {
      rounds.pause();
      rounds.clear();
      await rounds.onIdle();
    },
  };
}

const LEAST_MS = 60_000;
/** Timeout: the watch waits for the ping, and a hanging receiver must not delay it. */
const BEAT_MS = 5_000;

/**
 * Pings an address after a healthy cycle, at most once a minute: a dead man's switch
 * behind the address alerts when the pings stop. Returns the error of the first failed ping until
 * one succeeds again; null otherwise.
 */
export function createHeartbeat(url: string, fetch: Fetch) {
  let last = Number.NEGATIVE_INFINITY;
  let broken = false;
  return async (now: number) => {
    if (now - last < LEAST_MS) return null;
    last = now;
    const answer = await fetch({ url, maxBytes: 100_000, withinMs: BEAT_MS });
    const fails = answer.kind === 'failed';
    const say = fails && !broken;
    broken = fails;
    // The address of a heartbeat, and any redirect of it, is a secret: only its host is named.
    return say ? { because: findingAt(answer, new URL(url).host).message } : null;
  };
}
