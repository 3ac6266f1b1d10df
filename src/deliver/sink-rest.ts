import type { Address } from '../domain/alert.ts';
import type { SendOutcome } from '../domain/sink.ts';
import type { Instant } from '../domain/time.ts';
import { backOff } from './limits.ts';

/** So many different addresses failing in a row, and it is the sink that is down, not they. */
const ADDRESSES_FAILING = 5;

/** Leaves a sink alone that is down, and asks it with one delivery at a time until it answers again. */
export interface SinkRest {
  /** How many deliveries may be tried now, given how many could be. */
  room(now: Instant, concurrency: number): number;
  /** Takes in how an attempt ended. */
  learn(address: Address, outcome: SendOutcome, now: Instant): void;
}

/** One for each sink. `random` gives numbers from 0 to 1. */
export function createSinkRest(random: () => number): SinkRest {
  const failing = new Set<string>();
  let rests = 0;
  let until = 0;
  return {
    room(now, concurrency) {
      if (failing.size < ADDRESSES_FAILING) return concurrency;
      return now < until ? 0 : 1;
    },
    learn(address, outcome, now) {
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
