import type { Address } from '../../domain/alert.ts';
import type { Level } from '../../domain/score.ts';
import type { SendOutcome } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';

const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** Shortest wait, also for a sink that keeps answering "at once". */
const SHORTEST_MS = 500;

/**
 * The wait before the next attempt: it doubles from two seconds to a quarter of an hour, of which a
 * random half to all is used, so that deliveries that failed together do not return together.
 * @param attempts attempts made so far, at least 1
 * @param random a number from 0 to 1
 */
export function backOff(attempts: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(longest * (0.5 + random / 2));
}

/** Longest wait for a sink: with "in a day" the alert would expire without another attempt. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** The wait that a sink asked for, up to an hour, plus up to a tenth at random. */
export function retryAfter(afterMs: number, random: number): number {
  const wait = Math.min(Math.max(SHORTEST_MS, afterMs), LONGEST_WAIT_MS);
  return Math.round(wait * (1 + random / 10));
}

/** No attempt is planned later than this after the one before. */
export const LONGEST_RETRY_MS = 2 * LONGEST_WAIT_MS;

/** Times are milliseconds. */
export type DeliverLimits = Readonly<typeof LIMITS>;

const HOUR = 3_600_000;

export const LIMITS = {
  /** Parallel attempts for each sink. */
  concurrency: 16,
  /**
   * How long a claim lasts. With a tick every five seconds, deliveries of a dead process are taken
   * over within a minute.
   */
  leaseMs: 50_000,
  /** Timeout of an attempt; after it the outcome is unknown. */
  sendMs: 30_000,
  /** How long a tick waits for a slow sink, which then continues in the background. */
  patienceMs: 10_000,
  /**
   * How long a sink is sure to know a nonce, and so a delivery in doubt may be repeated where the
   * sink cannot be read. Discord says "a few minutes"; an attempt may queue at the sink, so this
   * stays below two and a half.
   */
  nonceMs: 120_000,
  /**
   * How long a delivery is tried: a removal from app stores is still news after a long outage, a
   * reminder is not.
   */
  keepMs: (level: Level): number => (level >= 4 ? 7 * 24 * HOUR : 24 * HOUR),
};

/** Sinks that can edit a sent message. Elsewhere a correction is a new message. */
export const EDITING_SINKS: readonly string[] = ['discord'];

/** The result of `work`; rejects once it takes longer than `ms`. */
export async function limited<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms / 1_000} s`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Different addresses failing in a row, from which on the sink itself counts as down. */
const ADDRESSES_FAILING = 5;

/** Circuit breaker: a sink that is down gets one delivery at a time until it answers again. */
export type SinkRest = ReturnType<typeof createSinkRest>;

/** One for each sink. `random` gives numbers from 0 to 1. */
export function createSinkRest(random: () => number) {
  const failing = new Set<string>();
  let rests = 0;
  let until = 0;
  return {
    /** How many deliveries may be tried now, of `concurrency` at most. */
    room(now: Instant, concurrency: number): number {
      if (failing.size < ADDRESSES_FAILING) return concurrency;
      return now < until ? 0 : 1;
    },
    /** Learns from the outcome of an attempt. */
    learn(address: Address, outcome: SendOutcome, now: Instant): void {
      if (outcome.kind === 'sent' || outcome.kind === 'refused') {
        failing.clear();
        rests = 0;
        return;
      }
      failing.add(address.to);
      if (failing.size < ADDRESSES_FAILING || now < until) return;
      rests += 1;
      until = now + Math.min(60_000, backOff(rests, random()));
    },
  };
}
