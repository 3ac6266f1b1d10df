import { randomUUID } from 'node:crypto';
import { withDecisions } from '../ask/decisions.ts';
import type { Knowledge } from '../ask/knowledge.ts';
import { createDecoder } from '../decode/apart/decoder.ts';
import { createDeliver, type Deliver, type OwnerWord, type TickReport } from '../deliver/deliver.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Clock, Sink, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { Fetch } from '../watch/fetch.ts';
import type { PollDeps, PollReport } from '../watch/poll.ts';
import { alertCards } from './alert-cards.ts';
import { digestTick } from './digests.ts';
import type { Logger } from './log.ts';
import type { Settled } from './pipeline.ts';
import { readerOf } from './reader.ts';
import type { Carrier } from './sources.ts';
import { createWatch, settleTick, type WatchOptions } from './tick.ts';

export interface ProgramDeps {
  readonly knowledge: Knowledge;
  readonly carriers: ReadonlyMap<SourceId, Carrier>;
  readonly store: Store;
  readonly sinks: readonly Sink[];
  readonly fetch: Fetch;
  readonly proxyOf?: PollDeps['proxyOf'];
  /** How sources are spread over time and hosts; absent = everything that is due, at once. */
  readonly watch?: WatchOptions;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** A word to the owner of an address, beside the log. */
  readonly tellOwner?: (word: OwnerWord) => Promise<void>;
}

export interface Tick {
  readonly polls: readonly PollReport[];
  readonly settled: readonly Settled[];
  readonly deliveries: TickReport;
}

/** The whole pipeline behind one function: node-cron calls `tick(clock.now())`, the demo and the tests call it themselves. */
export interface Program {
  tick(now: Instant): Promise<Tick>;
  /** Sends what is due without asking any source. */
  deliver(now: Instant): Promise<TickReport>;
  stop(): Promise<void>;
}

export function createProgram(deps: ProgramDeps): Program {
  const { knowledge, carriers, store, log } = deps;
  const reader = readerOf(knowledge.catalog);
  const decoder = createDecoder();
  const deliver: Deliver = createDeliver({
    store,
    sinks: deps.sinks,
    cardOf: alertCards(store, knowledge),
    clock: deps.clock,
    random: deps.random,
    by: randomUUID(),
    log,
    async tellOwner(word) {
      logWord(word, log);
      await deps.tellOwner?.(word);
    },
  });
  const { fetch, random: jitter } = deps;
  const proxied = deps.proxyOf === undefined ? {} : { proxyOf: deps.proxyOf };
  const watch = createWatch(carriers, { store, fetch, jitter, ...proxied }, log, deps.watch);
  let running: Promise<Tick> | null = null;
  const run = async (now: Instant): Promise<Tick> => {
    const polls = await watch.tick(now);
    const settled = await settleTick(
      {
        knowledge: await withDecisions(knowledge, store),
        reader,
        store,
        decode: decoder.decode,
        carrierOf: (source) => carriers.get(source) ?? null,
      },
      log,
      now,
    );
    await digestTick(now, store, knowledge);
    return { polls, settled, deliveries: await deliver.tick(now) };
  };
  return {
    tick(now) {
      running ??= run(now).finally(() => {
        running = null;
      });
      return running;
    },
    deliver: (now) => deliver.tick(now),
    async stop() {
      await deliver.stop();
      await running?.catch(() => {});
      await watch.idle();
      await decoder.close();
    },
  };
}

/** A word to the owner of an address; the log is where the host of the bot reads it. */
function logWord(word: OwnerWord, log: Logger): void {
  if (word.kind === 'disabled')
    log.warn(
      { address: word.address.to, because: word.because, subscriptions: word.subscriptions.length },
      'an address takes no alerts any more; its subscriptions are disabled',
    );
  else
    log.warn(
      { delivery: word.delivery.id, because: word.because },
      'nobody can tell whether an alert arrived',
    );
}
