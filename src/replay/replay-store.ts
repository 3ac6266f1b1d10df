import type { Mapping } from '../domain/exposure.ts';
import type { CompanyId, NoticeId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoticeQuery, Outcome, Store } from '../domain/ports.ts';
import type { Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { createInMemoryAlerts } from './in-memory-alerts.ts';

/** Notices kept a body, and pages kept for their edits: as far back as the pipeline looks for an earlier telling. */
const MAX_PER_REGULATOR = 400;
const MAX_PAGES = 2_000;

interface StoredNotice {
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  readonly item: Item;
  readonly datedAt: number;
}

/** The newest notices in memory with the lookups of a store. */
interface InMemoryNotices {
  put(outcome: Outcome, item: Item): void;
  notice(id: NoticeId): Notice | null;
  mapping(id: NoticeId): Mapping | null;
  earlierVersion(item: Item): Notice | null;
  /** Newest first. */
  find(query: NoticeQuery): Notice[];
}

function createInMemoryNotices(): InMemoryNotices {
  /** By body, newest first. */
  const byBody = new Map<string, StoredNotice[]>();
  /** By page, in the order in which they came; each with its newest version. */
  const byPage = new Map<string, StoredNotice>();
  const byId = new Map<NoticeId, StoredNotice>();
  return {
    put({ notice, mapping }, item) {
      const stated = notice.published === null ? item.fetchedAt : Date.parse(notice.published);
      const stored = { notice, mapping, item, datedAt: notice.publishedAt ?? stated };
      byId.set(notice.id, stored);
      for (const body of bodiesOf(notice)) insert(byBody, body, stored, (gone) => forget(gone));
      const page = pageOf(item);
      const before = byPage.get(page);
      byPage.delete(page);
      byPage.set(page, stored);
      if (before !== undefined) forget(before);
      if (byPage.size > MAX_PAGES) {
        const [oldest, one] = byPage.entries().next().value!;
        byPage.delete(oldest);
        forget(one);
      }
    },
    notice: (id) => byId.get(id)?.notice ?? null,
    mapping: (id) => byId.get(id)?.mapping ?? null,
    earlierVersion(item) {
      const stored = byPage.get(pageOf(item));
      return stored !== undefined && stored.item.version < item.version ? stored.notice : null;
    },
    find({ regulator, limit }) {
      const own = regulator === undefined ? [...byId.values()] : (byBody.get(regulator) ?? []);
      return own.slice(0, limit).map((one) => one.notice);
    },
  };

  /** A notice goes once neither its page nor a body holds it. */
  function forget(stored: StoredNotice): void {
    if (byPage.get(pageOf(stored.item)) === stored) return;
    if (bodiesOf(stored.notice).some((body) => byBody.get(body)?.includes(stored))) return;
    if (byId.get(stored.notice.id) === stored) byId.delete(stored.notice.id);
  }
}

/** Keeps the list newest first and as long as is looked back on; equal days in the order of ids, as the store has them. */
function insert(
  byBody: Map<string, StoredNotice[]>,
  body: string,
  stored: StoredNotice,
  forget: (gone: StoredNotice) => void,
): void {
  const own = byBody.get(body) ?? [];
  byBody.set(body, own);
  const same = own.findIndex((one) => one.notice.id === stored.notice.id);
  if (same >= 0) own.splice(same, 1);
  const position = own.findIndex(
    (one) =>
      one.datedAt < stored.datedAt || (one.datedAt === stored.datedAt && one.notice.id > stored.notice.id),
  );
  own.splice(position < 0 ? own.length : position, 0, stored);
  const gone = own.length > MAX_PER_REGULATOR ? own.pop() : undefined;
  if (gone !== undefined) forget(gone);
}

const pageOf = (item: Item) => `${item.source} ${item.key}`;

function bodiesOf(notice: Notice): string[] {
  const lead = notice.regulator === null ? [] : [notice.regulator.value];
  return [...new Set([...lead, ...notice.jointRegulators])];
}

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

/** Steps in memory with the lookups of a store. */
interface InMemorySteps {
  put(step: Step): void;
  withdraw(id: string, at: Instant): void;
  find(query: Parameters<Store['steps']>[0]): Step[];
}

/** An empty store; steps are found by company and by notice without walking through all of them. */
function createInMemorySteps(): InMemorySteps {
  const all = new Map<string, Step>();
  const byCompany = new Map<CompanyId, Set<string>>();
  const byNotice = new Map<NoticeId, Set<string>>();
  return {
    put(step) {
      all.set(step.id, step);
      add(byCompany, step.company, step.id);
      if (step.notice !== null) add(byNotice, step.notice, step.id);
    },
    withdraw(id, at) {
      const step = all.get(id);
      if (step !== undefined && !step.withdrawnAt) all.set(id, { ...step, withdrawnAt: at });
    },
    find({ company, until, notice }) {
      const ids =
        notice !== undefined
          ? byNotice.get(notice)
          : company !== undefined
            ? byCompany.get(company)
            : all.keys();
      return [...(ids ?? [])]
        .map((id) => all.get(id)!)
        .filter((step) => until === undefined || step.at <= until)
        .filter((step) => company === undefined || step.company === company)
        .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    },
  };
}

function add<Key>(index: Map<Key, Set<string>>, key: Key, id: string): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([id]));
  else known.add(id);
}
