import type { Mapping } from '../domain/exposure.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoticeQuery, Outcome } from '../domain/ports.ts';

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
export interface InMemoryNotices {
  put(outcome: Outcome, item: Item): void;
  notice(id: NoticeId): Notice | null;
  mapping(id: NoticeId): Mapping | null;
  earlierVersion(item: Item): Notice | null;
  /** Newest first. */
  find(query: NoticeQuery): Notice[];
}

export function createInMemoryNotices(): InMemoryNotices {
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
