import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
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
    'earlierVersion',
    'notices',
  ] as const),
  ...(['steps', 'findAlerted', 'signals', 'firstAlerts', 'alert', 'deliveries', 'addressed'] as const),
];

/** Notices of a body that the pipeline looks back on for each one; read from rows every time they would cost more than all the rest. */
const LOOK_BACK = 400;

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
  let fetchedAt = 0 as Instant;
  const newest = new Map<string, DatedNotice[]>();
  const methods: Partial<Store> = {
    ...Object.fromEntries(OWN.map((name) => [name, own[name]])),
    async saveOutcome(outcome, at) {
      const { notice } = outcome;
      const stated = notice.published === null ? fetchedAt : Date.parse(notice.published);
      const dated = { notice, datedAt: notice.publishedAt ?? stated };
      const lead = notice.regulator === null ? [] : [notice.regulator.value];
      for (const body of new Set([...lead, ...notice.jointRegulators])) {
        const others = (newest.get(body) ?? []).filter((one) => one.notice.id !== notice.id);
        newest.set(body, [...others, dated].sort(newestFirst).slice(0, LOOK_BACK));
      }
      return own.saveOutcome(outcome, at);
    },
    async notices({ regulator, limit }) {
      return (newest.get(regulator ?? '') ?? []).slice(0, limit).map(({ notice }) => notice);
    },
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
      fetchedAt = item.fetchedAt;
      await own.saveItem({ item, bytes: new Uint8Array(), files: [] });
    },
    close: own.close,
  };
}

interface DatedNotice {
  readonly notice: Notice;
  readonly datedAt: number;
}

/** As the store has them: equal days in the order of ids. */
const newestFirst = (one: DatedNotice, other: DatedNotice) =>
  other.datedAt - one.datedAt || (one.notice.id < other.notice.id ? -1 : 1);
