import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { Address, Delivery, Subscription } from '../../domain/alert.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Log, Sink } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';
import { type AttemptDeps, type Attempted, attempt, givenBack } from './attempt.ts';
import {
  createSinkRest,
  type DeliverLimits,
  LIMITS,
  LONGEST_RETRY_MS,
  type SinkRest,
} from './limits.ts';

/** An address that accepts no alerts any more, with the subscriptions disabled by that. */
export interface DisabledAddress {
  readonly address: Address;
  readonly because: Reason;
  readonly subscriptions: readonly Subscription[];
}

export interface DeliverDeps extends Omit<AttemptDeps, 'limits'> {
  readonly sinks: readonly Sink[];
  readonly clock: Clock;
  readonly log: Log;
  readonly notifyOwner: (disabled: DisabledAddress) => Promise<void>;
  readonly limits?: Partial<DeliverLimits>;
}

/**
 * How the attempts of one tick ended. `lost` = another process took the claim over before the
 * result was stored.
 */
export type TickReport = ReturnType<typeof nothing>;

const nothing = () => ({ sent: 0, retrying: 0, refused: 0, expired: 0, uncertain: 0, lost: 0 });

/** Waits until more work can be claimed: with a limit of one until the queue is empty. */
async function roomFor(queue: PQueue, hasNew: boolean, limit: number): Promise<void> {
  if (hasNew) return limit === 1 ? queue.onIdle() : queue.onSizeLessThan(1);
  if (queue.pending > 0) await oneDone(queue);
}

/**
 * The outbox: claim, send and record, separately for each sink. It loses nothing, because a row is
 * written before the request and closed only after it. It duplicates nothing, because of the nonce
 * and the look-up (see `attempt`).
 */
export function createDeliver(deps: DeliverDeps) {
  const { store, clock, log } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const rests = new Map(deps.sinks.map((sink) => [sink, createSinkRest(deps.random)]));
  let stopped = false;
  let running: Promise<TickReport> | null = null;
  const report = nothing();
  const busy = new Map<Sink, Promise<void>>();
  const broken: unknown[] = [];
  let latest = Number.POSITIVE_INFINITY;

  /**
   * Sends everything that is due at one sink, claiming the next deliveries while the last are
   * running.
   */
  async function drain(sink: Sink, rest: SinkRest, start: Instant): Promise<void> {
    const queue = new PQueue({ concurrency: limits.concurrency });
    const failures: unknown[] = [];
    let done = 0;
    const work = (delivery: Delivery) =>
      deliverOne(delivery, sink, rest)
        .catch((error) => void failures.push(error))
        .finally(() => {
          done += 1;
        });
    for (let now = start; !stopped && failures.length === 0; now = clock.now()) {
      const before = done;
      const limit = rest.room(now, limits.concurrency);
      const leased = await claim(sink, limit, now);
      for (const delivery of leased) void queue.add(() => work(delivery));
      // An attempt that ended during the claim may have released the next one of its address.
      const isDrained = leased.length === 0 && queue.pending === 0 && done === before;
      if (isDrained) break;
      await roomFor(queue, leased.length > 0, limit);
    }
    await queue.onIdle();
    if (failures.length > 0) throw failures[0];
  }

  /** Claims up to `limit` due deliveries of a sink. */
  async function claim(sink: Sink, limit: number, now: Instant): Promise<Delivery[]> {
    if (limit === 0) return [];
    const { leaseMs } = limits;
    return store.leaseDeliveries({ now, leaseMs, limit, by: deps.by, sinks: [sink.id] });
  }

  async function deliverOne(delivery: Delivery, sink: Sink, rest: SinkRest): Promise<void> {
    const started = clock.now();
    // Whether the attempt can end before another process may claim the same delivery.
    const needed = Math.min(limits.sendMs, limits.leaseMs / 2);
    const leaseLeft = delivery.claimedUntil !== null && delivery.claimedUntil - started >= needed;
    const attempted = leaseLeft
      ? await attempt(delivery, sink, started, { ...deps, limits })
      : givenBack(started);
    const now = clock.now();
    const { outcome, dueAt } = attempted;
    if (attempted.ofSink && sink.manyServers !== true) rest.learn(delivery.address, outcome, now);
    const settlement = { id: delivery.id, by: deps.by, now, outcome, dueAt };
    if (await throughOutages(() => store.recordAttempt(settlement), limits.leaseMs)) {
      report[standing(attempted)] += 1;
      await follow(delivery, attempted, now);
      return;
    }
    report.lost += 1;
    log.info(
      { delivery: delivery.id, outcome: outcome.kind },
      'a claim ran out before it was settled',
    );
  }

  /** The consequences of an attempt: an address that is gone is disabled and its owner alerted. */
  async function follow(delivery: Delivery, attempted: Attempted, now: Instant): Promise<void> {
    const { outcome, ofSink } = attempted;
    if (outcome.kind === 'sent') return;
    const { id, address, attempts, level } = delivery;
    const { because } = outcome;
    const stands = standing(attempted);
    const fields = { delivery: id, sink: address.sink, because: formatReason(because, 'en') };
    if (stands === 'retrying') log.info({ ...fields, attempts }, 'a delivery is tried again');
    else if (stands === 'refused' && !ofSink) log.info(fields, 'a delivery is wanted no more');
    else log.warn({ ...fields, level, state: stands }, 'a delivery did not arrive');
    if (outcome.kind !== 'refused' || !outcome.disable) return;
    const subscriptions = await store.disableAddress(address, because, now);
    try {
      await deps.notifyOwner({ address, because, subscriptions });
    } catch (error) {
      log.warn({ ...fields, error: String(error) }, 'an owner could not be told');
    }
  }

  /** Plans again what a clock that ran ahead, in this run or an earlier one, put far away. */
  async function followClock(now: Instant): Promise<void> {
    if (now < latest) await store.hastenRetries({ now, longestMs: LONGEST_RETRY_MS });
    latest = now;
  }

  /** Starts every sink that is not still busy: a slow one delays no other. */
  async function run(now: Instant): Promise<TickReport> {
    await followClock(now);
    const begun = [...rests].flatMap(([sink, rest]) => {
      if (busy.has(sink)) return [];
      const work = drain(sink, rest, now)
        .catch((error) => void broken.push(error))
        .finally(() => busy.delete(sink));
      busy.set(sink, work);
      return [work];
    });
    const late = new AbortController();
    const patience = wait(limits.patienceMs, null, { signal: late.signal });
    await Promise.race([Promise.all(begun), patience]);
    late.abort();
    if (broken.length > 0) throw broken.splice(0)[0];
    const done = { ...report };
    Object.assign(report, nothing());
    return done;
  }

  return {
    /**
     * Claims and sends everything that is due; a second call waits for the first. A sink that takes
     * longer than `patienceMs` continues in the background, and its attempts count in the report of
     * a later tick.
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

const oneDone = (queue: PQueue): Promise<void> =>
  new Promise((resolve) => queue.addEventListener('next', () => resolve(), { once: true }));

const SETTLE_AGAIN_MS = 500;
/** Whether an error is a database outage that may pass by itself. */
export const isOutage = (error: unknown): boolean =>
  ['unreachable', 'disk-full', 'not-writable', 'locked'].includes(
    (error as { code?: string }).code ?? '',
  );

/**
 * Records what was sent. While the database is away it tries again, for as long as the claim may
 * last.
 */
async function throughOutages<T>(work: () => Promise<T>, leaseMs: number): Promise<T> {
  for (let left = Math.floor(leaseMs / SETTLE_AGAIN_MS); ; left -= 1)
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || left <= 0) throw error;
      await wait(SETTLE_AGAIN_MS);
    }
}

/** The column of the report in which an attempt counts. */
function standing({ outcome, dueAt }: Attempted): Exclude<keyof TickReport, 'lost'> {
  if (outcome.kind === 'sent' || outcome.kind === 'refused') return outcome.kind;
  if (dueAt !== null) return 'retrying';
  return outcome.kind === 'retry' ? 'expired' : 'uncertain';
}
