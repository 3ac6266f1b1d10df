import type { PageCheck } from '../domain/item.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { nextCheck } from './cadence.ts';
import { finding, type SourceFinding } from './findings.ts';
import { markOf, type NamedEntry } from './identity.ts';
import type { Entry } from './kinds/entry.ts';
import { FIRST_RUN_PAGES, LIST_WAIT_MS, MOST_PAGES_A_POLL, POLL_MS } from './limits.ts';
import { type Circumstances, type Content, fetchContent, ownContent, saveVersion } from './page-content.ts';
import type { StoredReach } from './reach.ts';

export interface Saved {
  readonly saved: number;
  readonly edited: number;
  readonly lags: readonly number[];
  /** Entries that are not saved yet; they come with the next polls. */
  readonly open: number;
  readonly problem: SourceFinding | null;
}

/** An entry that left the list while it waited is saved without it. */
const AGAIN_MS = 2 * 60_000;
const LOST_MS = LIST_WAIT_MS + AGAIN_MS;
/** Longest time for which a host that asks for patience keeps a notice back: after it its title goes out. */
const HOST_WAIT_MS = 60 * 60_000;
const MOST_CHECKS = 500;
const HOUR = 3_600_000;

/**
 * Saves every entry that is new under all of its names, and every known one whose feed text was edited. Where more are new than one poll takes, the
 * newest come first; those of one poll are saved oldest first. An entry is known only once its bytes are saved, so that a crash or a
 * failed page is tried again at the next poll. An entry that breaks its reader is saved as its list tells it.
 */
export async function saveEntries(
  entries: readonly NamedEntry[],
  around: Circumstances,
  deps: StoredReach,
): Promise<Saved> {
  const { source, firstRun } = around;
  const known = await deps.store.itemNames(
    source.id,
    entries.flatMap((one) => one.names),
  );
  const fresh: NamedEntry[] = [];
  let edited = 0;
  for (const one of entries) {
    const name = one.names.map((each) => known.get(each)).find((each) => each !== undefined);
    if (name === undefined) fresh.push(one);
    else if (name.mark !== markOf(one.entry) || one.names.some((each) => !known.has(each)))
      edited += await knownAgain(one, name, around, deps);
  }
  fresh.reverse();
  const wanted = fresh.slice(firstRun ? -FIRST_RUN_PAGES : -MOST_PAGES_A_POLL);
  const nameOnly = async (old: readonly NamedEntry[]) => {
    for (const { names, entry } of old) await deps.store.nameItem(source.id, names[0]!, names, markOf(entry));
  };
  if (firstRun) await nameOnly(fresh.slice(0, -FIRST_RUN_PAGES));
  const waiting = new Map(
    (fresh.length === 0 ? [] : await deps.store.pageChecks({ source: source.id, limit: MOST_CHECKS }))
      .filter((check) => check.stage === 'waiting')
      .map((check) => [check.key, check]),
  );
  let saved = 0;
  let open = firstRun ? 0 : fresh.length - wanted.length;
  let problem: SourceFinding | null = null;
  const lags: number[] = [];
  const started = performance.now();
  for (const [index, one] of wanted.entries()) {
    if (deps.stopping?.() === true || performance.now() - started > POLL_MS) {
      const rest = wanted.slice(index);
      // What lay there before the watch began is no news at the next poll either.
      if (firstRun) await nameOnly(rest);
      else open += rest.length;
      break;
    }
    const done = await saveOneAnyhow(one, waiting.get(one.names[0]!) ?? null, around, deps);
    problem = done.problem ?? problem;
    if (!done.saved) open += 1;
    else {
      saved += 1;
      if (!firstRun) lags.push(lagOf(one.entry, around));
    }
  }
  return { saved, edited, lags, open, problem };
}

/** From publication to now; where the entry states no instant, from the last poll that did not show it: an upper bound. */
function lagOf(entry: Entry, { seenBefore, now }: Circumstances): number {
  const bound = now - (seenBefore ?? now);
  const stated = entry.publishedAt === null ? bound : now - entry.publishedAt;
  return Math.max(0, stated >= 0 && stated < bound ? stated : bound);
}

/** A known entry that the list tells differently: a feed's own text is a new version, a page is looked at again soon. */
async function knownAgain(
  { entry, names }: NamedEntry,
  known: { key: string; mark: string },
  around: Circumstances,
  deps: StoredReach,
): Promise<number> {
  const { source, now } = around;
  const mark = markOf(entry);
  let edited = 0;
  if (known.mark !== mark) {
    const newest = await deps.store.itemByKey(source.id, known.key);
    if (newest !== null && (!source.fetchPage || entry.url === '')) {
      const outcome = await saveVersion(entry, known.key, ownContent(entry), newest, around, deps);
      edited = outcome === 'edited' ? 1 : 0;
    } else if (newest !== null && now - newest.fetchedAt >= HOUR) {
      const checked = checkOf(source, known.key, entry, newest.firstSeenAt, now);
      await deps.store.savePageCheck(checked);
    }
  }
  await deps.store.nameItem(source.id, known.key, names, mark);
  return edited;
}

/** An entry whose page breaks this program is saved without it: the next one is not kept waiting. */
async function saveOneAnyhow(
  one: NamedEntry,
  waiting: PageCheck | null,
  around: Circumstances,
  deps: StoredReach,
): ReturnType<typeof saveOne> {
  try {
    return await saveOne(one, waiting, around, deps);
  } catch (error) {
    if ((error as Error).name === 'StoreProblem') throw error;
    const bare = { ...around, source: { ...around.source, fetchPage: false } };
    const { saved } = await saveOne(one, waiting, bare, deps);
    return { saved, problem: finding('own-fault', one.entry.url, (error as Error).message.slice(0, 200)) };
  }
}

/** Saves one entry with its page and files, or lets it wait for them; `waiting` is what is known of earlier tries. */
export async function saveOne(
  { entry, names }: Pick<NamedEntry, 'entry' | 'names'>,
  waiting: PageCheck | null,
  around: Circumstances,
  deps: StoredReach,
): Promise<{ saved: boolean; problem: SourceFinding | null }> {
  const { source, now, firstRun } = around;
  const key = names[0]!;
  const place = entry.title || entry.url;
  const firstSeenAt = waiting?.firstSeenAt ?? now;
  const patient = !firstRun && now - firstSeenAt < LIST_WAIT_MS;
  const answer =
    source.fetchPage && entry.url !== ''
      ? await fetchContent(entry, source, deps)
      : { ok: true as const, ...ownContent(entry) };
  const wait = async (missing: readonly string[], problem: SourceFinding) => {
    const dueAt = Math.max(firstSeenAt + LOST_MS, now + AGAIN_MS) as Instant;
    const check = checkOf(source, key, entry, firstSeenAt, dueAt);
    const tries = (waiting?.tries ?? 0) + 1;
    await deps.store.savePageCheck({ ...check, stage: 'waiting', tries, missing: [...missing] });
    return { saved: false, problem };
  };
  if (!answer.ok) {
    const problem = finding('page-failed', place, answer.message);
    // A host that rests is waited for longer. Where waiting is over, the title alone is better than nothing.
    const rests = answer.code === 'asked-to-wait' && now - firstSeenAt < HOST_WAIT_MS;
    if (!firstRun && (patient || rests)) return wait([], problem);
    await saveNewItem(
      entry,
      names,
      { ...ownContent(entry), missing: [entry.url] },
      firstSeenAt,
      around,
      deps,
    );
    return { saved: true, problem };
  }
  const absent = answer.missing.length > 0 || answer.awaitsList;
  const problem = absent && !firstRun ? finding('files-missing', place, answer.missing.join(' ')) : null;
  if (answer.awaitsList && patient && problem !== null) return wait(answer.missing, problem);
  await saveNewItem(entry, names, answer, firstSeenAt, around, deps);
  return { saved: true, problem: null };
}

async function saveNewItem(
  entry: Entry,
  names: readonly string[],
  content: Content,
  firstSeenAt: Instant,
  around: Circumstances,
  deps: StoredReach,
): Promise<void> {
  const { source, now, firstRun } = around;
  const key = names[0]!;
  // An older program saved items before their names.
  const newest = await deps.store.itemByKey(source.id, key);
  const dueAt = nextCheck(firstSeenAt, 0, now, content.missing.length > 0);
  const checkedAt = !firstRun || content.missing.length > 0;
  const { etag, lastModified, missing } = content;
  const check =
    source.fetchPage && entry.url !== '' && checkedAt && dueAt !== null
      ? { ...checkOf(source, key, entry, firstSeenAt, dueAt), etag, lastModified, missing: [...missing] }
      : null;
  const named = { names, mark: markOf(entry) };
  await saveVersion(entry, key, content, newest, { ...around, firstSeenAt }, deps, { named, check });
}

function checkOf(
  source: Source,
  key: string,
  { url, title, statedDate }: Pick<Entry, 'url' | 'title' | 'statedDate'>,
  firstSeenAt: Instant,
  dueAt: Instant,
): PageCheck {
  return {
    source: source.id,
    key,
    url,
    title,
    statedDate,
    stage: 'saved',
    firstSeenAt,
    dueAt,
    tries: 0,
    etag: null,
    lastModified: null,
    missing: [],
  };
}
