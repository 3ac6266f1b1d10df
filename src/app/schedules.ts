import { schedule } from 'node-cron';
import type { Clock } from '../domain/ports.ts';
import type { Metrics } from '../flows/metrics.ts';
import type { OpenStore } from '../store/open.ts';
import type { createHeartbeat } from '../watch/heartbeat.ts';
import type { Logger } from './log.ts';
import type { Program } from './program.ts';
import type { Role } from './roles.ts';
import { createOutages, createSerialJob, type SerialJob } from './serial-job.ts';

const DELIVER_SECONDS = 5;
const JOBS_SECONDS = 20;

export interface ScheduleDeps {
  readonly program: Program;
  readonly store: Pick<OpenStore, 'listen' | 'tryToWrite'>;
  readonly roles: readonly Role[];
  /** What is due of the daily jobs, once in the fleet. */
  readonly jobs: () => Promise<void>;
  readonly clock: Clock;
  readonly beat: ReturnType<typeof createHeartbeat> | null;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly tickSeconds: number;
}

/**
 * Who wakes what: node-cron is the floor that never fails, a word of the store ("there are items", "there are deliveries") wakes
 * the same rounds within milliseconds. Answers what ends it all; what is under way is finished.
 */
export function startSchedules(deps: ScheduleDeps): () => Promise<void> {
  const { program, store, roles, clock, metrics, log } = deps;
  const outages = createOutages(log, store.tryToWrite);
  const rounds = (name: string, work: () => Promise<unknown>) => createSerialJob(name, work, outages);
  const watch = rounds('watch', () => watchAndBeat(deps));
  const settle = rounds('settle', async () => metrics.noteSettled(await program.settle(clock.now())));
  const deliver = rounds('deliver', async () => metrics.noteDeliveries(await program.deliver(clock.now())));
  const jobs = rounds('jobs', deps.jobs);
  const ask = rounds('reader', () => program.ask(clock.now()));
  const watching = roles.includes('watch');
  const delivering = roles.includes('deliver');
  const plan: readonly [SerialJob, number, boolean][] = [
    [watch, deps.tickSeconds, watching],
    [settle, Math.min(deps.tickSeconds, DELIVER_SECONDS), watching],
    [deliver, Math.min(deps.tickSeconds, DELIVER_SECONDS), delivering],
    [jobs, JOBS_SECONDS, watching],
    [ask, DELIVER_SECONDS, roles.includes('reader')],
  ];
  const tasks = plan
    .filter(([, , ours]) => ours)
    .map(([one, seconds]) =>
      // A look that comes late under load is followed by the next one: nothing to say.
      schedule(`*/${seconds} * * * * *`, () => one.wake(), { suppressMissedWarning: true }),
    );
  const deafen = store.listen((work) => {
    if (work === 'items' && watching) settle.wake();
    if (work === 'deliveries' && delivering) deliver.wake();
  });
  return async () => {
    deafen();
    for (const task of tasks) void task.stop();
    await Promise.all(plan.map(([one]) => one.stop()));
  };
}

type WatchRound = Pick<ScheduleDeps, 'clock' | 'beat' | 'log'> & {
  readonly program: Pick<Program, 'watch'>;
  readonly metrics: Pick<Metrics, 'notePolls'>;
};

/** A round that went through and in which not every source failed is healthy: the heartbeat says so to whoever watches it. */
export async function watchAndBeat(deps: WatchRound): Promise<void> {
  const { program, clock, beat, metrics, log } = deps;
  const started = performance.now();
  const now = clock.now();
  const polls = await program.watch(now);
  metrics.notePolls(polls, performance.now() - started);
  const healthy = polls.length === 0 || polls.some((poll) => !poll.failed);
  if (beat === null || !healthy) return;
  const incident = await beat(now);
  if (incident !== null)
    log.warn(incident, 'HEARTBEAT_URL does not answer; whoever watches it believes this program dead');
}
