import type { Address } from '../../domain/alert.ts';
import type { Level } from '../../domain/score.ts';
import type { SendOutcome } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';

const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** A sink that says "at once" again and again is still asked only this often. */
const SHORTEST_MS = 500;

/**
 * How long to wait before the next attempt: doubling from two seconds to a quarter of an hour,
 * between half and all of it at random, so that what failed together does not come back together.
 * @param attempts attempts made so far, at least 1
 * @param random a number from 0 to 1
 */
export function backOff(attempts: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(longest * (0.5 + random / 2));
}

/**
 * Longer than this no sink is waited for: "in a day" would let the alert expire without another
 * attempt.
 */
const LONGEST_WAIT_MS = 60 * 60_000;

/** The wait that a sink asked for, up to an hour, with up to a tenth more at random. */
export function retryAfter(afterMs: number, random: number): number {
  const wait = Math.min(Math.max(SHORTEST_MS, afterMs), LONGEST_WAIT_MS);
  return Math.round(wait * (1 + random / 10));
}

/** Times are milliseconds. */
export type DeliverLimits = Readonly<typeof LIMITS>;

const HOUR = 3_600_000;

export const LIMITS = {
  /** Attempts at the same time, for each sink. */
  concurrency: 16,
  /**
   * How long a claim holds. With a look every five seconds a process that dies is taken over within
   * the minute, whatever else fails.
   */
  leaseMs: 50_000,
  /** An attempt that takes longer has an unknown fate. */
  sendMs: 30_000,
  /** How long a tick waits for a slow sink before it lets it go on by itself. */
  patienceMs: 10_000,
  /**
   * How long a sink surely knows a nonce; so long a delivery in doubt may be sent again where the
   * sink cannot be read. Discord says "a few minutes"; an attempt may wait for its turn at the
   * sink, so this stays below two and a half.
   */
  nonceMs: 120_000,
  /**
   * How long a delivery is tried: a removal from the stores is still news after a long outage, a
   * reminder is not.
   */
  keepMs: (level: Level): number => (level >= 4 ? 7 * 24 * HOUR : 24 * HOUR),
};

/**
 * Sinks that can change a message that was sent. Everywhere else a correction is a message of its
 * own.
 */
export const EDITING_SINKS: readonly string[] = ['discord'];

/** The result of some work, or an error once it took longer than `ms`. */
export async function limited<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms / 1_000} s`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** So many different addresses failing in a row, and it is the sink that is down, not they. */
const ADDRESSES_FAILING = 5;

/**
 * Leaves a sink alone that is down, and asks it with one delivery at a time until it answers again.
 */
export type SinkRest = ReturnType<typeof createSinkRest>;

/** One for each sink. `random` gives numbers from 0 to 1. */
export function createSinkRest(random: () => number) {
  const failing = new Set<string>();
  let rests = 0;
  let until = 0;
  return {
    /** How many deliveries may be tried now, given how many could be. */
    room(now: Instant, concurrency: number): number {
      if (failing.size < ADDRESSES_FAILING) return concurrency;
      return now < until ? 0 : 1;
    },
    /** Takes in how an attempt ended. */
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
