import type { Item } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { openStore } from '../store/open.ts';

/** What came of the items so far is asked of a database of the replay's own. */
const OWN = [
  ...([
    'setItemAside',
    'saveOutcome',
    'writePart',
    'notice',
    'mapping',
    'earlierNotices',
    'noticesAlike',
  ] as const),
  ...(['steps', 'findAlerted', 'signals', 'firstAlerts', 'alert', 'deliveries', 'addressed'] as const),
];

export interface ReplayStore {
  readonly store: Store;
  /** The next item comes in, and what is asked from now on is asked at this instant. */
  begin(item: Item, now: Instant): Promise<void>;
  close(): Promise<void>;
}

/**
 * A store that learns only what a replay tells it: an embedded database in a temporary file that goes with it, so that memory stays
 * flat. Bytes, subscriptions, settings, votes and decisions are read from the stored one, as far as they existed at the instant.
 * Whatever else the pipeline may come to ask is refused: the stored rows know the future.
 */
export async function replayStore(stored: Store): Promise<ReplayStore> {
  const own = await openStore({ path: '' });
  let current = 0 as Instant;
  const methods: Partial<Store> = {
    ...Object.fromEntries(OWN.map((name) => [name, own[name]])),
    itemBytes: stored.itemBytes,
    channels: stored.channels,
    async subscriptions(query) {
      const all = await stored.subscriptions({ ...query, active: false });
      return all.filter(
        (one) => one.createdAt <= current && (one.disabled === null || one.disabled.at > current),
      );
    },
    silences: async (now) => (await stored.silences(now)).filter((one) => one.createdAt <= now),
    votes: async (query) => (await stored.votes(query)).filter((vote) => vote.at <= current),
    decisions: async () =>
      (await stored.decisions()).filter((review) => (review.decision?.at ?? 0) <= current),
  };
  return {
    store: new Proxy(methods, {
      get(target, name, receiver) {
        if (Reflect.has(target, name)) return Reflect.get(target, name, receiver);
        throw new Error(`a replay does not answer "${String(name)}": the stored rows know the future`);
      },
    }) as Store,
    async begin(item, now) {
      current = now;
      await own.saveItem({ item, bytes: new Uint8Array(), files: [] });
    },
    close: own.close,
  };
}
