import type { Item } from '../domain/item.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { namedEntries } from './identity.ts';
import { saveOne } from './new-entries.ts';
import { askList } from './older-pages.ts';
import { pagesOf, type StoredReach } from './reach.ts';

export interface LastEntry {
  readonly title: string;
  readonly url: string;
  readonly statedDate: string | null;
  /** The stored item; null where it could not be stored. */
  readonly item: Item | null;
  /** False where it was stored before. */
  readonly fresh: boolean;
  /** What was wrong with its page, if anything. */
  readonly problem: string | null;
}

/**
 * The newest entries of a list on request: after the silent first run, for a source that one wants to see at work. What is not
 * stored yet is fetched and stored, marked as back-filled and late, so that nobody is alerted by it. The cursor of the watch is not
 * touched.
 */
export async function lastEntries(source: Source, count: number, deps: StoredReach, now: Instant) {
  let list = await askList(source.url, source, deps);
  const { message } = list as { message?: string };
  for (const mirror of source.mirrors) if ('code' in list) list = await askList(mirror, source, deps);
  if ('code' in list) return { ok: false as const, message: message ?? list.message };
  const { answer, text } = list;
  const read = await pagesOf(deps).entries(text, source, answer.url);
  if (!read.ok) return { ok: false as const, message: read.message };
  const named = namedEntries(read.entries, answer.url, source.url);
  const poll = { ...deps, source, firstRun: true, afterGap: true, seenBefore: null, now };
  const entries: LastEntry[] = [];
  for (const one of named.slice(0, count)) {
    const known = await deps.store.itemNames(source.id, one.names);
    const pinned = one.names.map((name) => known.get(name)?.key).find((key) => key !== undefined);
    const names = pinned === undefined ? one.names : [pinned, ...one.names.filter((name) => name !== pinned)];
    const before = await deps.store.itemByKey(source.id, names[0]!);
    const done =
      before === null
        ? await saveOne({ entry: one.entry, names }, null, poll)
        : { saved: false, problem: null };
    const item = before ?? (await deps.store.itemByKey(source.id, names[0]!));
    const { title, url, statedDate } = one.entry;
    entries.push({ title, url, statedDate, item, fresh: done.saved, problem: done.problem?.message ?? null });
  }
  return { ok: true as const, listed: named.length, entries };
}
