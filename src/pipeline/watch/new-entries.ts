import { isOfProgram } from '../../domain/debt.ts';
import type { PageCheck } from '../../domain/item.ts';
import type { Source } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import { nextCheck } from './cadence.ts';
import { contextOf, type PollContext, pagesOf, type StoredFetchContext } from './fetch-context.ts';
import { finding, type SourceFinding } from './findings.ts';
import { isFlood } from './flood.ts';
import { contentHash, type NamedEntry } from './identity.ts';
import type { Entry } from './kinds/entry.ts';
import { FIRST_RUN_PAGES, LIST_WAIT_MS, MOST_PAGES_A_POLL, POLL_MS } from './limits.ts';
import { type Content, fetchContent, ownContent, saveVersion } from './page-content.ts';

/** Grace after the wait for a list: an entry that left the list meanwhile is saved without it. */
const AGAIN_MS = 2 * 60_000;
const LOST_MS = LIST_WAIT_MS + AGAIN_MS;
/** Longest delay of a notice whose host asks for a pause; then its title is saved alone. */
const HOST_WAIT_MS = 60 * 60_000;
const MOST_CHECKS = 500;
const HOUR = 3_600_000;

/**
 * Saves every entry that is new under all of its names, and every known one whose feed text was
 * edited. Where a poll finds more new entries than it takes, the newest are saved, oldest of them
 * first. An entry becomes known only when its bytes are saved, so a crash or a failed page is
 * retried at the next poll. An entry that breaks its reader is saved as the list describes it.
 * `open` = entries not saved yet.
 */
export async function saveEntries(entries: readonly NamedEntry[], polled: PollContext) {
  const { source, store } = polled;
  const { fresh, edited } = await freshEntries(entries, polled);
  const flood = !polled.firstRun && isFlood(fresh.length, source, polled.seenBefore, polled.now);
  const poll = flood ? { ...polled, firstRun: true, flood } : polled;
  const { firstRun } = poll;
  const most = firstRun ? FIRST_RUN_PAGES : MOST_PAGES_A_POLL;
  const done = await saveFresh(fresh.slice(-most), poll);
  const left = [...fresh.slice(0, -most), ...done.left];
  // Entries older than the watch are no news at the next poll either.
  for (const { names, entry } of firstRun ? left : [])
    await store.nameItem(source.id, names[0]!, names, contentHash(entry));
  const ofFlood = flood ? finding('new-flood', source.url, `${fresh.length} new`) : null;
  return {
    saved: done.saved,
    edited,
    lags: done.lags,
    open: done.unsaved + (firstRun ? 0 : left.length),
    problem: done.problem ?? ofFlood,
  };
}

/** Entries without any known name, oldest first, and the number of known ones saved as edited. */
async function freshEntries(entries: readonly NamedEntry[], poll: PollContext) {
  const names = entries.flatMap((entry) => entry.names);
  const known = await poll.store.itemNames(poll.source.id, names);
  const fresh: NamedEntry[] = [];
  let edited = 0;
  for (const named of entries) {
    const item = named.names.map((name) => known.get(name)).find((found) => found !== undefined);
    if (item === undefined) {
      fresh.unshift(named);
      continue;
    }
    const isUnchanged = item.mark === contentHash(named.entry);
    if (!isUnchanged || named.names.some((name) => !known.has(name)))
      edited += await knownAgain(named, item, poll);
  }
  return { fresh, edited };
}

/** Saves new entries within the time of one poll; `left` = those beyond it. */
async function saveFresh(entries: readonly NamedEntry[], poll: PollContext) {
  const { source, store, firstRun } = poll;
  const checks =
    entries.length === 0 ? [] : await store.pageChecks({ source: source.id, limit: MOST_CHECKS });
  const waiting = new Map(
    checks.filter(({ stage }) => stage === 'waiting').map((check) => [check.key, check]),
  );
  const lags: number[] = [];
  let saved = 0;
  let problem: SourceFinding | null = null;
  let index = 0;
  const started = performance.now();
  for (; index < entries.length; index += 1) {
    if (poll.stopping?.() === true || performance.now() - started > POLL_MS) break;
    const named = entries[index]!;
    const done = await saveDespiteFault(named, waiting.get(named.names[0]!) ?? null, poll);
    problem = done.problem ?? problem;
    if (!done.saved) continue;
    saved += 1;
    if (!firstRun) lags.push(lagOf(named.entry, poll));
  }
  return { saved, unsaved: index - saved, lags, problem, left: entries.slice(index) };
}

/**
 * Milliseconds from publication to now; without a stated instant, from the last poll that did not
 * show it: an upper bound.
 */
function lagOf(entry: Entry, { seenBefore, now }: PollContext): number {
  const bound = now - (seenBefore ?? now);
  const stated = entry.publishedAt === null ? bound : now - entry.publishedAt;
  return Math.max(0, stated >= 0 && stated < bound ? stated : bound);
}

/**
 * Handles a known entry whose list row changed: a feed's own text is a new version, a page is
 * checked again soon.
 */
async function knownAgain(
  { entry, names }: NamedEntry,
  known: { key: string; mark: string },
  poll: PollContext,
): Promise<number> {
  const { source, now, store } = poll;
  const mark = contentHash(entry);
  const newest = known.mark === mark ? null : await store.itemByKey(source.id, known.key);
  const isPage = source.fetchPage && entry.url !== '';
  let outcome = 'known';
  if (newest !== null && !isPage)
    outcome = await saveVersion(entry, known.key, ownContent(entry), newest, poll);
  else if (newest !== null && now - newest.fetchedAt >= HOUR)
    await store.savePageCheck(checkOf(known.key, entry, newest.firstSeenAt, now, poll));
  await store.nameItem(source.id, known.key, names, mark);
  return outcome === 'edited' ? 1 : 0;
}

/**
 * Saves an entry without its page where the page breaks this program, so that the next one is not
 * delayed.
 */
async function saveDespiteFault(entry: NamedEntry, waiting: PageCheck | null, poll: PollContext) {
  try {
    return await saveOne(entry, waiting, poll);
  } catch (error) {
    if (isOfProgram(error as Error)) throw error;
    const { saved } = await saveOne(entry, waiting, {
      ...poll,
      source: { ...poll.source, fetchPage: false },
    });
    return {
      saved,
      problem: finding('own-fault', entry.entry.url, (error as Error).message.slice(0, 200)),
    };
  }
}

/**
 * Saves one entry with its page and files, or lets it wait for them.
 * @param waiting what is known of earlier tries
 */
export async function saveOne(
  { entry, names }: NamedEntry,
  waiting: PageCheck | null,
  poll: PollContext,
) {
  const { source, now, firstRun, store } = poll;
  const key = names[0]!;
  const place = entry.title || entry.url;
  const firstSeenAt = waiting?.firstSeenAt ?? now;
  const patient = !firstRun && now - firstSeenAt < LIST_WAIT_MS;
  const isPage = source.fetchPage && entry.url !== '';
  const wait = async (missing: readonly string[], problem: SourceFinding) => {
    const dueAt = Math.max(firstSeenAt + LOST_MS, now + AGAIN_MS) as Instant;
    const check = checkOf(key, entry, firstSeenAt, dueAt, poll);
    const tries = (waiting?.tries ?? 0) + 1;
    await store.savePageCheck({ ...check, stage: 'waiting', tries, missing: [...missing] });
    return { saved: false, problem };
  };
  const save = async (content: Content, problem: SourceFinding | null) => {
    // An older program saved items before their names.
    const newest = await store.itemByKey(source.id, key);
    const { etag, lastModified, missing } = content;
    const dueAt = nextCheck(firstSeenAt, now, missing.length > 0);
    const check =
      isPage && (!firstRun || missing.length > 0) && dueAt !== null
        ? {
            ...checkOf(key, entry, firstSeenAt, dueAt, poll),
            etag,
            lastModified,
            missing: [...missing],
          }
        : null;
    const named = { names, mark: contentHash(entry) };
    await saveVersion(entry, key, content, newest, poll, { named, check, firstSeenAt });
    return { saved: true, problem };
  };
  const own = ownContent(entry);
  const answer = isPage ? await fetchContent(entry, poll) : { kind: 'ok' as const, ...own };
  if (answer.kind !== 'ok') {
    const { code, message } = answer as Extract<typeof answer, { kind: 'failed' }>;
    const problem = finding('page-failed', place, message);
    // A pausing host gets more time. After it, the title alone is better than nothing.
    const rests = code === 'asked-to-wait' && now - firstSeenAt < HOST_WAIT_MS;
    if (!firstRun && (patient || rests)) return wait([], problem);
    return save({ ...own, missing: [entry.url] }, problem);
  }
  if (answer.awaitsList && patient)
    return wait(answer.missing, finding('files-missing', place, answer.missing.join(' ')));
  return save(answer, null);
}

function checkOf(
  key: string,
  { url, title, statedDate }: Entry,
  firstSeenAt: Instant,
  dueAt: Instant,
  { source }: PollContext,
): PageCheck {
  const nothing = { tries: 0, etag: null, lastModified: null, missing: [] };
  return {
    source: source.id,
    key,
    url,
    title,
    statedDate,
    stage: 'saved',
    firstSeenAt,
    dueAt,
    ...nothing,
  };
}

/**
 * `completed` = a file that was missing has come; `edited` = the page says something else; `gone` =
 * no withdrawal, only noted.
 */
export type RecheckOutcome = 'same' | 'edited' | 'completed' | 'gone' | 'failed';

/**
 * Checks a saved page again, with its validators. A version is saved only where the visible text
 * differs, counters and clocks apart. A page that vanished or became a challenge stays as saved.
 */
export async function recheckPage(
  check: PageCheck,
  source: Source,
  deps: StoredFetchContext,
  now: Instant,
): Promise<RecheckOutcome> {
  const { store } = deps;
  const poll = {
    ...contextOf(source, deps),
    source,
    now,
    firstRun: false,
    afterGap: false,
    seenBefore: check.firstSeenAt,
  };
  const newest = await store.itemByKey(source.id, check.key);
  if (newest === null) {
    // An entry that waited for its page and left the list is saved now, at least with its title.
    await saveOne(
      { entry: { ...check, publishedAt: null, body: null }, names: [check.key] },
      check,
      poll,
    );
    return 'completed';
  }
  const again = async (
    outcome: RecheckOutcome,
    more: Partial<PageCheck> = {},
  ): Promise<RecheckOutcome> => {
    const next = { ...check, ...more, tries: check.tries + 1 };
    const dueAt = nextCheck(check.firstSeenAt, now, next.missing.length > 0);
    if (dueAt === null) await store.dropPageCheck(source.id, check.key);
    else await store.savePageCheck({ ...next, dueAt });
    return outcome;
  };
  const { etag, lastModified } = check;
  const validators = check.missing.length > 0 ? {} : { etag, lastModified };
  const content = await fetchContent({ ...check, title: newest.title }, poll, validators);
  if (content.kind === 'not-modified') return again('same');
  if (content.kind === 'failed') return again(content.code === 'gone' ? 'gone' : 'failed');
  const validated = {
    etag: content.etag,
    lastModified: content.lastModified,
    missing: [...content.missing],
  };
  const stored = await store.itemBytes(newest.id);
  const { legibleHash } = pagesOf(deps);
  const names = new Set(stored?.files.map(({ file }) => file.hash));
  const moreFiles = content.files.some(({ file }) => !names.has(file.hash));
  const sameText =
    stored !== null &&
    (await legibleHash(stored.bytes, newest.contentType)) ===
      (await legibleHash(content.bytes, content.contentType));
  if (sameText && !moreFiles) return again('same', validated);
  // A file that is temporarily missing is taken from the version before.
  const lost = (stored?.files ?? []).filter(({ file }) => content.missing.includes(file.url));
  const files = [...content.files, ...lost];
  const around = { ...poll, firstRun: newest.backfill, afterGap: newest.late === true };
  const outcome = await saveVersion(newest, check.key, { ...content, files }, newest, around);
  const changed = sameText ? 'completed' : 'edited';
  return again(outcome === 'known' ? 'same' : changed, validated);
}
