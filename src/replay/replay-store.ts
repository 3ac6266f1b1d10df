import type { Item } from '../domain/item.ts';
import type { Outcome, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { createInMemoryAlerts } from './in-memory-alerts.ts';
import { createInMemoryNotices } from './in-memory-notices.ts';
import { createInMemorySteps } from './in-memory-steps.ts';

/** What the pipeline asks of a store. */
type PipelineStore = Pick<
  Store,
  | 'itemBytes'
  | 'setItemAside'
  | 'saveOutcome'
  | 'writePart'
  | 'notice'
  | 'steps'
  | 'mapping'
  | 'earlierVersion'
  | 'notices'
  | 'findAlerted'
  | 'signals'
  | 'firstAlerts'
  | 'alert'
  | 'deliveries'
  | 'addressed'
  | 'subscriptions'
  | 'silences'
  | 'channels'
  | 'votes'
  | 'decisions'
>;

/**
 * A store in memory that learns only what a replay tells it, and keeps no more than the pipeline looks back on, so that memory
 * stays flat. Bytes, subscriptions, settings, votes and decisions are read from the stored one, as far as they existed at the instant.
 * Whatever else the pipeline may come to ask is refused: the stored rows know the future.
 */
export function replayStore(stored: Store): { store: Store; begin: (item: Item, now: Instant) => void } {
  const steps = createInMemorySteps();
  const notices = createInMemoryNotices();
  const alerts = createInMemoryAlerts();
  const current: { item: Item | null; now: Instant } = { item: null, now: 0 as Instant };
  const methods: PipelineStore = {
    itemBytes: (id) => stored.itemBytes(id),
    async setItemAside() {},
    async saveOutcome(outcome: Outcome, at) {
      notices.put(outcome, current.item!);
      for (const step of outcome.steps) steps.put(step);
      for (const id of outcome.withdrawn ?? []) steps.withdraw(id, at);
      alerts.put(outcome);
      return true;
    },
    writePart: async () => false,
    steps: async (query) => steps.find(query),
    notice: async (id) => notices.notice(id),
    mapping: async (id) => notices.mapping(id),
    earlierVersion: async (item) => notices.earlierVersion(item),
    notices: async (query) => notices.find(query),
    findAlerted: async (keys) => alerts.findAlerted(keys),
    signals: async (query) => alerts.signals(query),
    firstAlerts: async (signals) => alerts.firstAlerts(signals),
    alert: async (id) => alerts.alert(id),
    deliveries: async (query) => alerts.deliveries(query),
    addressed: async (span) => alerts.addressed(span),
    async subscriptions(query) {
      const all = await stored.subscriptions({ ...query, active: false });
      return all.filter(
        (one) => one.createdAt <= current.now && (one.disabled === null || one.disabled.at > current.now),
      );
    },
    silences: async (now) => (await stored.silences(now)).filter((one) => one.createdAt <= now),
    channels: (addresses) => stored.channels(addresses),
    votes: async (query) => (await stored.votes(query)).filter((vote) => vote.at <= current.now),
    decisions: async () =>
      (await stored.decisions()).filter((review) => (review.decision?.at ?? 0) <= current.now),
  };
  return {
    store: refusingTheRest(methods),
    begin: (item, now) => {
      current.item = item;
      current.now = now;
    },
  };
}

function refusingTheRest(methods: PipelineStore): Store {
  return new Proxy(methods, {
    get(target, name, receiver) {
      if (Reflect.has(target, name)) return Reflect.get(target, name, receiver);
      throw new Error(`a replay does not answer "${String(name)}": the stored rows know the future`);
    },
  }) as unknown as Store;
}
