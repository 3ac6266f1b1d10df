import type { Alert } from '../domain/alert.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { AlertId, NoticeId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Outcome, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { createStepShelf } from './step-shelf.ts';

/** Notices kept a body, and in all: as far back as the pipeline looks for an earlier telling of the same act. */
const KEPT_A_BODY = 400;
const KEPT_IN_ALL = 2_000;

interface Kept {
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  readonly item: Item;
  readonly datedAt: number;
}

/**
 * A store in memory that learns only what a replay tells it and reads bytes and subscriptions from the stored ones. It keeps
 * steps and what was told, and of notices only as many as the pipeline looks back on, so that memory stays flat.
 */
export function replayStore(stored: Store): { store: Store; begin: (item: Item, now: Instant) => void } {
  const steps = createStepShelf();
  const told = new Map<string, { alert: AlertId; at: Instant }>();
  const notices = new Map<NoticeId, Kept>();
  let mostNotices = KEPT_IN_ALL + KEPT_A_BODY;
  const current: { item: Item | null; now: Instant } = { item: null, now: 0 as Instant };

  const store: Store = {
    ...stored,
    async saveOutcome(outcome, at) {
      keepNotice(outcome);
      for (const step of outcome.steps) steps.put(step);
      for (const id of outcome.withdrawn ?? []) steps.withdraw(id, at);
      keepTold(outcome);
      return true;
    },
    async setItemAside() {},
    steps: async (query) => steps.find(query),
    notice: async (id) => notices.get(id)?.notice ?? null,
    mapping: async (id) => notices.get(id)?.mapping ?? null,
    async earlierVersion({ source, key, version }) {
      const earlier = [...notices.values()]
        .filter((one) => one.item.source === source && one.item.key === key && one.item.version < version)
        .sort((one, other) => other.item.version - one.item.version);
      return earlier[0]?.notice ?? null;
    },
    async notices({ regulator, limit }) {
      return [...notices.values()]
        .filter(({ notice }) => regulator === undefined || bodiesOf(notice).includes(regulator))
        .sort((a, b) => b.datedAt - a.datedAt || (a.notice.id < b.notice.id ? -1 : 1))
        .slice(0, limit)
        .map((one) => one.notice);
    },
    async told(keys) {
      return new Map(keys.flatMap((key) => (told.has(key) ? [[key, told.get(key)!] as const] : [])));
    },
    /** Wishes as they stand today, those that did not exist yet left out. */
    async subscriptions(query) {
      const all = await stored.subscriptions({ ...query, active: false });
      return all.filter(
        (one) => one.createdAt <= current.now && (one.disabled === null || one.disabled.at > current.now),
      );
    },
    silences: (now) => stored.silences(now),
  };
  return {
    store,
    begin: (item, now) => {
      current.item = item;
      current.now = now;
    },
  };

  function keepTold({ alerts, signals }: Outcome): void {
    for (const alert of alerts)
      for (const signal of signals)
        if (tells(alert, signal.id)) told.set(signal.noveltyKey, { alert: alert.id, at: alert.createdAt });
  }

  function keepNotice({ notice, mapping }: Outcome): void {
    const item = current.item!;
    const datedAt =
      notice.publishedAt ?? (notice.published === null ? item.fetchedAt : Date.parse(notice.published));
    notices.delete(notice.id);
    notices.set(notice.id, { notice, mapping, item, datedAt });
    if (notices.size > mostNotices) forgetOldest();
  }

  /** The newest of each body stay; of the rest, those that came first go. */
  function forgetOldest(): void {
    const held = new Map<string, number>();
    let extra = notices.size - KEPT_IN_ALL;
    const newestFirst = [...notices.values()].sort((a, b) => b.datedAt - a.datedAt);
    const kept = new Set<NoticeId>();
    for (const one of newestFirst) {
      const body = one.notice.regulator?.value ?? '';
      const count = (held.get(body) ?? 0) + 1;
      held.set(body, count);
      if (body !== '' && count <= KEPT_A_BODY) kept.add(one.notice.id);
    }
    for (const id of notices.keys()) {
      if (extra <= 0) break;
      if (kept.has(id)) continue;
      notices.delete(id);
      extra -= 1;
    }
    mostNotices = notices.size + KEPT_A_BODY;
  }
}

const tells = (alert: Alert, signal: string) => alert.signals.some((id) => id === signal);

function bodiesOf(notice: Notice): string[] {
  return notice.regulator === null
    ? notice.jointRegulators
    : [notice.regulator.value, ...notice.jointRegulators];
}
