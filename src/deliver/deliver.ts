import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Address, Delivery, Subscription } from '../domain/alert.ts';
import type { Clock } from '../domain/ports.ts';
import type { Reason } from '../domain/reason.ts';
import type { Log, Sink } from '../domain/sink.ts';
import type { Instant } from '../domain/time.ts';
import { sentence } from '../present/sentence.ts';
import { type AttemptDeps, type Attempted, attempt, givenBack } from './attempt.ts';
import { createSinkRest, type DeliverLimits, LIMITS, type SinkRest } from './limits.ts';

/** What the owner of an address is told, beside the alerts themselves. */
export type OwnerNotice =
  | {
      readonly kind: 'disabled';
      readonly address: Address;
      readonly because: Reason;
      readonly subscriptions: readonly Subscription[];
    }
  | { readonly kind: 'uncertain'; readonly delivery: Delivery; readonly because: Reason };

export interface DeliverDeps extends Omit<AttemptDeps, 'limits'> {
  readonly sinks: readonly Sink[];
  readonly clock: Clock;
  /** Name of this run of this process, different from every other: it is what a claim is held by. */
  readonly by: string;
  readonly log: Log;
  readonly notifyOwner: (notice: OwnerNotice) => Promise<void>;
  readonly limits?: Partial<DeliverLimits>;
}

/** How the attempts of one tick ended. `lost` = another process had taken the claim over meanwhile. */
export interface TickReport {
  sent: number;
  retrying: number;
  refused: number;
  expired: number;
  uncertain: number;
  lost: number;
}

export type Deliver = ReturnType<typeof createDeliver>;

/**
 * The outbox: claim → send → settle, for each sink by itself. It loses nothing, because a row stands before the
 * request and is settled only after it; and it doubles nothing, because of the nonce and the look-up (see `attempt`).
 */
export function createDeliver(deps: DeliverDeps) {
  const limits = { ...LIMITS, ...deps.limits };
  const rests = new Map(deps.sinks.map((sink) => [sink.id, createSinkRest(deps.random)]));
  let stopped = false;
  const parts: Parts = { ...deps, limits, stopped: () => stopped };
  let running: Promise<TickReport> | null = null;
  const report = nothing();
  const busy = new Map<Sink, Promise<void>>();
  const broken: unknown[] = [];

  function start(sink: Sink, now: Instant): Promise<void> {
    const work = drain(sink, rests.get(sink.id)!, now, report, parts)
      .catch((error) => void broken.push(error))
      .finally(() => busy.delete(sink));
    busy.set(sink, work);
    return work;
  }

  /** A sink that is still at it from before is left at it: it holds back no other. */
  const run = async (now: Instant): Promise<TickReport> => {
    const idle = deps.sinks.filter((sink) => !busy.has(sink));
    const begun = Promise.all(idle.map((sink) => start(sink, now)));
    const late = new AbortController();
    await Promise.race([begun, wait(limits.patienceMs, null, { signal: late.signal })]);
    late.abort();
    if (broken.length > 0) throw broken.splice(0)[0];
    const done = { ...report };
    Object.assign(report, nothing());
    return done;
  };

  return {
    /**
     * Claims and sends whatever is due; a second call meanwhile waits for the first. A sink that takes longer than `patienceMs` goes on by itself, and its
     * attempts count in the report of a later tick.
     */
    tick(now: Instant): Promise<TickReport> {
      running ??= run(now).finally(() => {
        running = null;
      });
      return running;
    },
    /** Claims nothing more and waits for the attempts that run. */
    async stop(): Promise<void> {
      stopped = true;
      await running?.catch(() => {});
      await Promise.all(busy.values());
    },
  };
}

const nothing = (): TickReport => ({ sent: 0, retrying: 0, refused: 0, expired: 0, uncertain: 0, lost: 0 });

type Parts = Omit<DeliverDeps, 'limits'> & AttemptDeps & { readonly stopped: () => boolean };

/** Sends what is due at one sink until nothing is, claiming the next while the last are under way. */
async function drain(
  sink: Sink,
  rest: SinkRest,
  start: Instant,
  report: TickReport,
  parts: Parts,
): Promise<void> {
  const queue = new PQueue({ concurrency: parts.limits.concurrency });
  const failures: unknown[] = [];
  let done = 0;
  const work = async (delivery: Delivery) => {
    try {
      await deliverOne(delivery, sink, rest, report, parts);
    } catch (error) {
      failures.push(error);
    } finally {
      done += 1;
    }
  };
  for (let now = start; !parts.stopped() && failures.length === 0; now = parts.clock.now()) {
    const before = done;
    const limit = rest.room(now, parts.limits.concurrency);
    const claim = { now, leaseMs: parts.limits.leaseMs, limit, by: parts.by, sinks: [sink.id] };
    const claimed = limit === 0 ? [] : await parts.store.claimDeliveries(claim);
    for (const delivery of claimed) void queue.add(() => work(delivery));
    if (claimed.length > 0) await (limit === 1 ? queue.onIdle() : queue.onSizeLessThan(1));
    else if (queue.pending > 0) await oneDone(queue);
    // What ended while the claim was asked may have let the next of its address through.
    else if (done === before) break;
  }
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
}

const oneDone = (queue: PQueue): Promise<void> =>
  new Promise((resolve) => queue.addEventListener('next', () => resolve(), { once: true }));

async function deliverOne(
  delivery: Delivery,
  sink: Sink,
  rest: SinkRest,
  report: TickReport,
  parts: Parts,
): Promise<void> {
  const started = parts.clock.now();
  const attempted = leaseLeft(delivery, started, parts.limits)
    ? await attempt(delivery, sink, started, parts)
    : givenBack(started);
  const now = parts.clock.now();
  const { outcome, dueAt } = attempted;
  if (attempted.ofSink && sink.manyServers !== true) rest.learn(delivery.address, outcome, now);
  const settlement = { id: delivery.id, by: parts.by, now, outcome, dueAt };
  const settled = await throughOutages(() => parts.store.settleDelivery(settlement), parts.limits.leaseMs);
  if (!settled) {
    report.lost += 1;
    parts.log.info({ delivery: delivery.id, outcome: outcome.kind }, 'a claim ran out before it was settled');
    return;
  }
  report[standing(attempted)] += 1;
  await follow(delivery, attempted, now, parts);
}

const SETTLE_AGAIN_MS = 500;
/** Problems of a database that pass. */
const PASSING: readonly string[] = ['unreachable', 'disk-full', 'not-writable', 'locked'];

/** What was sent is worth writing down: while the database is away it is tried again, as long as the claim may hold. */
async function throughOutages<T>(work: () => Promise<T>, leaseMs: number): Promise<T> {
  for (let left = Math.floor(leaseMs / SETTLE_AGAIN_MS); ; left -= 1)
    try {
      return await work();
    } catch (error) {
      if (!PASSING.includes((error as { code?: string }).code ?? '') || left <= 0) throw error;
      await wait(SETTLE_AGAIN_MS);
    }
}

/** Whether an attempt can end before another process may claim the same delivery. */
function leaseLeft(delivery: Delivery, now: Instant, limits: DeliverLimits): boolean {
  const needed = Math.min(limits.sendMs, limits.leaseMs / 2);
  return delivery.claimedUntil !== null && delivery.claimedUntil - now >= needed;
}

/** Where an attempt leaves its row. */
function standing({ outcome, dueAt }: Attempted): Exclude<keyof TickReport, 'lost'> {
  if (outcome.kind === 'sent' || outcome.kind === 'refused') return outcome.kind;
  if (dueAt !== null) return 'retrying';
  return outcome.kind === 'retry' ? 'expired' : 'uncertain';
}

/** What a settled attempt brings about: an address that is gone is disabled, and its owner hears of it. */
async function follow(delivery: Delivery, attempted: Attempted, now: Instant, parts: Parts): Promise<void> {
  const { outcome, ofSink } = attempted;
  if (outcome.kind === 'sent') return;
  const { id, address, attempts, level } = delivery;
  const { because } = outcome;
  const stands = standing(attempted);
  const fields = { delivery: id, sink: address.sink, because: sentence(because, 'en') };
  if (stands === 'retrying') parts.log.info({ ...fields, attempts }, 'a delivery is tried again');
  else if (stands === 'refused' && !ofSink) parts.log.info(fields, 'a delivery is wanted no more');
  else parts.log.warn({ ...fields, level, state: stands }, 'a delivery did not arrive');
  let notice: OwnerNotice;
  if (stands === 'uncertain') notice = { kind: 'uncertain', delivery, because };
  else if (outcome.kind === 'refused' && outcome.disable) {
    const subscriptions = await parts.store.disableAddress(address, because, now);
    notice = { kind: 'disabled', address, because, subscriptions };
  } else return;
  try {
    await parts.notifyOwner(notice);
  } catch (error) {
    parts.log.warn({ ...fields, error: String(error) }, 'an owner could not be told');
  }
}
