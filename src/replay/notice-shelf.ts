import type { Mapping } from '../domain/exposure.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoticeQuery, Outcome } from '../domain/ports.ts';

/** Notices kept a body, and pages kept for their edits: as far back as the pipeline looks for an earlier telling. */
const KEPT_A_BODY = 400;
const KEPT_PAGES = 2_000;

interface Kept {
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  readonly item: Item;
  readonly datedAt: number;
}

/** The newest notices in memory with the lookups of a store. */
export interface NoticeShelf {
  put(outcome: Outcome, item: Item): void;
  notice(id: NoticeId): Notice | null;
  mapping(id: NoticeId): Mapping | null;
  earlierVersion(item: Item): Notice | null;
  /** Newest first. */
  find(query: NoticeQuery): Notice[];
}

export function createNoticeShelf(): NoticeShelf {
  /** By body, newest first. */
  const byBody = new Map<string, Kept[]>();
  /** By page, in the order in which they came; each with its newest version. */
  const byPage = new Map<string, Kept>();
  const byId = new Map<NoticeId, Kept>();
  return {
    put({ notice, mapping }, item) {
      const stated = notice.published === null ? item.fetchedAt : Date.parse(notice.published);
      const kept = { notice, mapping, item, datedAt: notice.publishedAt ?? stated };
      byId.set(notice.id, kept);
      for (const body of bodiesOf(notice)) insert(byBody, body, kept, (gone) => forget(gone));
      const page = pageOf(item);
      const before = byPage.get(page);
      byPage.delete(page);
      byPage.set(page, kept);
      if (before !== undefined) forget(before);
      if (byPage.size > KEPT_PAGES) {
        const [oldest, one] = byPage.entries().next().value!;
        byPage.delete(oldest);
        forget(one);
      }
    },
    notice: (id) => byId.get(id)?.notice ?? null,
    mapping: (id) => byId.get(id)?.mapping ?? null,
    earlierVersion(item) {
      const kept = byPage.get(pageOf(item));
      return kept !== undefined && kept.item.version < item.version ? kept.notice : null;
    },
    find({ regulator, limit }) {
      const own = regulator === undefined ? [...byId.values()] : (byBody.get(regulator) ?? []);
      return own.slice(0, limit).map((one) => one.notice);
    },
  };

  /** A notice goes once neither its page nor a body holds it. */
  function forget(kept: Kept): void {
    if (byPage.get(pageOf(kept.item)) === kept) return;
    if (bodiesOf(kept.notice).some((body) => byBody.get(body)?.includes(kept))) return;
    if (byId.get(kept.notice.id) === kept) byId.delete(kept.notice.id);
  }
}

/** Keeps the list newest first and as long as is looked back on; equal days in the order of ids, as the store has them. */
function insert(byBody: Map<string, Kept[]>, body: string, kept: Kept, forget: (gone: Kept) => void): void {
  const own = byBody.get(body) ?? [];
  byBody.set(body, own);
  const same = own.findIndex((one) => one.notice.id === kept.notice.id);
  if (same >= 0) own.splice(same, 1);
  const place = own.findIndex(
    (one) => one.datedAt < kept.datedAt || (one.datedAt === kept.datedAt && one.notice.id > kept.notice.id),
  );
  own.splice(place < 0 ? own.length : place, 0, kept);
  const gone = own.length > KEPT_A_BODY ? own.pop() : undefined;
  if (gone !== undefined) forget(gone);
}

const pageOf = (item: Item) => `${item.source} ${item.key}`;

function bodiesOf(notice: Notice): string[] {
  const lead = notice.regulator === null ? [] : [notice.regulator.value];
  return [...new Set([...lead, ...notice.jointRegulators])];
}
