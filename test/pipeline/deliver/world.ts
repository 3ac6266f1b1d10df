import type { Address, Alert, Delivery } from '../../../src/domain/alert.ts';
import type { Card } from '../../../src/domain/card.ts';
import type { Store } from '../../../src/domain/ports.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { OutgoingMessage, SendOutcome, Sink } from '../../../src/domain/sink.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { nonceOf } from '../../../src/pipeline/alert/delivery.ts';
import {
  createDeliver,
  type DeliverDeps,
  type DisabledAddress,
} from '../../../src/pipeline/deliver/deliver.ts';
import { aDelivery, anAlert, type Loose, NOON } from '../../base/store/build.ts';
import { numbered } from '../../base/store/build-outcome.ts';

/** A clock that stands until it is moved. */
export class StandingClock {
  at = NOON;
  now(): Instant {
    return this.at as Instant;
  }
  pass(ms: number): void {
    this.at += ms;
  }
}

/** Numbers that look random and are the same for one seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Posted {
  readonly id: string;
  readonly to: string;
  readonly nonce: string;
  readonly reference: string | null;
  readonly at: number;
  readonly message: OutgoingMessage;
}

/**
 * What happens to one attempt: answered, lost after acting, lost before acting, or another outcome
 * without acting.
 */
export type Fate = 'answered' | 'acted and lost' | 'lost' | Exclude<SendOutcome, { kind: 'sent' }>;

/** A far side that keeps messages and knows a nonce for a while, as Discord does. */
export class FakeRoom implements Sink {
  readonly id = 'fake';
  knowsRepeats?: 'always' | 'minutes' = 'minutes';
  readonly posted: Posted[] = [];
  attempts = 0;
  lookUps = 0;
  readable: boolean | 'down' = true;
  fate: (message: OutgoingMessage) => Fate = () => 'answered';
  private readonly clock: StandingClock;
  private readonly nonceMs: number;

  constructor(clock: StandingClock, nonceMs = 180_000) {
    this.clock = clock;
    this.nonceMs = nonceMs;
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    this.attempts += 1;
    const fate = this.fate(message);
    if (typeof fate === 'object') return fate;
    if (fate === 'lost')
      return { kind: 'unknown', because: storedSentence('the connection broke') };
    const known = this.posted.find(
      (one) => one.nonce === message.nonce && this.clock.at - one.at < this.nonceMs,
    );
    const post = known ?? this.post(message);
    return fate === 'answered'
      ? { kind: 'sent', message: post.id }
      : { kind: 'unknown', because: storedSentence('the answer was lost') };
  }

  async find(address: Address, reference: string) {
    this.lookUps += 1;
    if (this.readable === 'down') throw new Error('no answer');
    if (!this.readable) return 'unreadable' as const;
    const found = this.posted.find((one) => one.to === address.to && one.reference === reference);
    return found === undefined ? null : { message: found.id };
  }

  private post(message: OutgoingMessage): Posted {
    const post = {
      id: `m-${this.posted.length + 1}`,
      to: message.address.to,
      nonce: message.nonce,
      reference: message.card.reference,
      at: this.clock.at,
      message,
    };
    this.posted.push(post);
    return post;
  }
}

export const aCard = (some: Loose = {}): Card =>
  ({
    title: 'MIIT: ordered to rectify (43 apps)',
    url: 'https://regulator.test/list/1',
    tone: 'watch',
    lead: 'Harbour Games 0.0 → 20.2',
    sections: [],
    links: [],
    chart: null,
    footer: 'Not investment advice',
    reference: null,
    language: 'en',
    ...some,
  }) as Card;

/** Saves alert number `n` for these addresses. */
export async function saveAlert(
  store: Store,
  n: number,
  rooms: readonly string[],
  some: Loose = {},
  alert: Partial<Record<keyof Alert, unknown>> = {},
): Promise<void> {
  const { item, outcome } = numbered(n, 'nobody');
  const deliveries = rooms.map((to) => {
    const address = { sink: 'fake', to };
    const ids = { id: `d-${n}-${to}`, alert: `alert-${n}`, signals: [`signal-${n}`] };
    return aDelivery({ ...ids, address, nonce: nonceOf(`alert-${n}` as never, address), ...some });
  });
  const alerts = [anAlert({ ...outcome.alerts[0], ...alert })];
  await store.saveItem(item);
  await store.saveOutcome({ ...outcome, alerts, deliveries }, NOON as Instant);
}

export interface Logged {
  readonly level: 'info' | 'warn';
  readonly fields: Record<string, unknown>;
  readonly sentence: string;
}

/**
 * A deliver over a store and sinks, with what it logged and told. `by` names the run: another name,
 * another process.
 */
export function aDeliver(
  store: DeliverDeps['store'],
  sinks: readonly Sink[],
  clock: StandingClock,
  some: Partial<DeliverDeps> = {},
) {
  const logged: Logged[] = [];
  const told: DisabledAddress[] = [];
  const note = (level: Logged['level']) => (fields: object, sentence: string) => {
    logged.push({ level, fields: fields as Record<string, unknown>, sentence });
  };
  const deliver = createDeliver({
    store,
    sinks,
    clock,
    cardOf: async () => aCard(),
    random: seeded(1),
    by: 'run-1',
    log: { info: note('info'), warn: note('warn') },
    notifyOwner: async (word) => {
      told.push(word);
    },
    ...some,
  });
  return { deliver, logged, told };
}

/** State of each delivery by its id. */
export async function states(store: Store): Promise<Record<string, Delivery['state']>> {
  const rows = await store.deliveries({ limit: 100_000 });
  return Object.fromEntries(rows.map((row) => [row.id, row.state]));
}
