import { isOfProgram } from '../../domain/debt.ts';
import type { SourceState } from '../../domain/item.ts';
import type { Source } from '../../domain/regulator.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { nextPoll } from './cadence.ts';
import {
  contextOf,
  filledList,
  type ListAnswer,
  type ListFailure,
  otherWays,
  type PollContext,
  pagesOf,
  type StoredFetchContext,
  withOlderPages,
} from './fetch-context.ts';
import { finding, type SourceFinding, UNREACHED } from './findings.ts';
import { hashOf, namedEntries } from './identity.ts';
import { listRequest } from './list-request.ts';
import { saveEntries } from './new-entries.ts';
import { newestDay } from './newest-row.ts';
import { seriesNews } from './series-news.ts';
import { gapAt, type KnownState, knownState, newsAt, noteGap, silence } from './source-state.ts';

export interface PollDeps extends Omit<StoredFetchContext, 'proxy'> {
  /** 0..1, spreads the next poll. */
  readonly jitter: () => number;
  /** Address of the proxy that a source names; absent = every source is asked directly. */
  readonly proxyOf?: (source: Source) => string | null;
}

/**
 * The result of a poll. `failed` = neither the address nor a mirror gave a readable list; `news` =
 * false while the same finding lasts; `broke` = an exception of a reader: a bug, for the log.
 */
export type PollReport = Awaited<ReturnType<typeof finish>> & { readonly broke?: Error };

const MOST_CHANGES = 12;
const MOST_LAGS = 20;

type Poll = PollContext &
  Pick<PollDeps, 'jitter'> & { readonly zone: string; readonly state: KnownState };

/**
 * Polls one source once: its address, then its mirrors. Reads the entries, then fetches and saves
 * every new one, oldest first. The state advances only after the bytes are saved.
 */
export async function pollSource(
  source: Source,
  zone: string,
  deps: PollDeps,
  now: Instant,
): Promise<PollReport> {
  const state = knownState(source, await deps.store.sourceState(source.id), now);
  const seenBefore = state.lastSuccessAt;
  const poll: Poll = {
    ...contextOf(source, { ...deps, proxy: deps.proxyOf?.(source) ?? null }),
    source,
    zone,
    state,
    now,
    seenBefore,
    firstRun: seenBefore === null,
    // Entries from a gap are late even where it takes several polls to fetch them.
    afterGap: gapAt(source, state, now, true) !== null || state.memory.backlog === true,
  };
  try {
    return await pollLists(poll);
  } catch (error) {
    if (isOfProgram(error as Error)) throw error;
    // A page that breaks a reader would do so again at once: the source waits as after a failed
    // request.
    const broke = error as Error;
    const found = finding('own-fault', source.url, broke.message);
    return { ...(await finish(poll, { failure: { ...found, retryAfterMs: null } })), broke };
  }
}

async function pollLists(poll: Poll): Promise<PollReport> {
  const own = await askAddresses(poll);
  return finish(poll, 'code' in own ? await askOtherWays(poll, own) : own);
}

/**
 * Requests the address and its mirrors until one gives a list; returns the failure of the first.
 */
async function askAddresses(poll: Poll): Promise<Result | Failure> {
  const { source, state, fetch } = poll;
  let failure: Failure | null = null;
  for (const address of new Set([state.url ?? source.url, source.url, ...source.mirrors])) {
    const own = state.memory.answeredUrl === address;
    const validators = own ? { etag: state.etag, lastModified: state.lastModified } : {};
    const request = listRequest(source, address, poll.proxy, poll.now);
    const answer = await fetch({ ...request, ...validators });
    if (answer.kind === 'not-modified') return { freshForMs: answer.freshForMs };
    const read = answer.kind === 'failed' ? answer : await readList(address, answer, poll);
    if (!('code' in read)) return read;
    failure ??= read;
  }
  return failure!;
}

/** Tries the other ways of a source; `own` = the failure of its address. */
async function askOtherWays(poll: Poll, own: Failure): Promise<Result> {
  let failure = own;
  for (const way of otherWays(poll.source, poll)) {
    const answer = await way.ask();
    const read =
      answer.kind === 'failed'
        ? answer
        : await readList(way.url, answer, { ...poll, source: way.source });
    if (!('code' in read)) return read;
    // The failure of the last way is the one to act on: the ways before it are known to fail.
    if (way.source.fetch === 'browser' && way.source.kind !== 'rss') failure = read;
  }
  return { failure };
}

/**
 * Reads a list; an unreadable one is a failure like a missing one, and the next mirror is tried.
 */
async function readList(
  requested: string,
  page: ListAnswer,
  poll: Poll,
): Promise<Result | Failure> {
  const got = await filledList(page, poll.source, poll);
  if ('kind' in got) return got;
  const { answer, text } = got;
  if (hashOf(answer.bytes) === poll.state.memory.listHash)
    return unchangedList(requested, got, poll);
  const read = await pagesOf(poll).entries(text, poll.source, answer.url);
  if (!read.ok) return { ...read, retryAfterMs: null };
  const list: ReadList = { requested, got, read, fell: rowsFell(read.entries.length, poll) };
  const saved = await saveNews(list, poll);
  const freshForMs = saved.done.open > 0 ? null : Math.max(answer.freshForMs ?? 0, read.ttlMs ?? 0);
  return {
    freshForMs,
    changes: stateAfter(list, saved, poll),
    found: findingOf(list, saved, poll),
    saved: saved.done,
  };
}

type FilledList = Exclude<Awaited<ReturnType<typeof filledList>>, { kind: unknown }>;
type EntriesOfList = Awaited<ReturnType<ReturnType<typeof pagesOf>['entries']>>;

/** A list that was read; `requested` = the address of the request. */
interface ReadList {
  readonly requested: string;
  readonly got: FilledList;
  readonly read: Extract<EntriesOfList, { ok: true }>;
  /** True where it has far fewer rows than usual. */
  readonly fell: boolean;
}

type SavedNews = Awaited<ReturnType<typeof saveNews>>;

/** The same bytes as before: nothing to read. */
function unchangedList(requested: string, { answer }: FilledList, { state }: Poll): Result {
  // Validators of a mirror are never sent to the first address.
  const { etag, lastModified } = requested === state.memory.answeredUrl ? answer : state;
  return { freshForMs: answer.freshForMs, changes: { etag, lastModified } };
}

/** Time after which fewer rows count as usual, so that they hide no other finding. */
const USUAL_AFTER_MS = 7 * DAY_MS;

/** Whether a list lost so many rows that it may be broken. */
function rowsFell(rows: number, { source, state, now }: Poll): boolean {
  const { memory, finding: standing } = state;
  if (standing?.code === 'rows-fell' && now - standing.since > USUAL_AFTER_MS) return false;
  // A series file that lost a tenth was truncated in transit.
  const least = source.kind === 'series' ? 0.9 : 1 / 3;
  return memory.rows !== null && rows < memory.rows * least;
}

/** Fetches and saves the new entries of a list and of the pages behind it. */
async function saveNews({ got, read, fell }: ReadList, poll: Poll) {
  const { source, state, firstRun, store } = poll;
  const news =
    source.kind === 'series' ? await seriesNews(source, read.entries, fell, store) : null;
  const named = namedEntries(news?.entries ?? read.entries, got.answer.url, source.url);
  const older = firstRun
    ? { entries: named, pages: 1, broken: false, problem: null }
    : await withOlderPages(named, got, state.memory.pages ?? 1, poll);
  const done = await saveEntries(older.entries, poll);
  if (done.open === 0) await news?.keep();
  return { done, older, waits: done.open > 0 || older.broken };
}

/** The finding of a list; findings that occur once come before lasting ones. */
function findingOf(
  { got, read, fell }: ReadList,
  { done, older }: SavedNews,
  { state: { memory } }: Poll,
): SourceFinding | null {
  const { url } = got.answer;
  const rows = read.entries.length;
  if (memory.charset !== null && memory.charset !== got.charset)
    return finding('charset-changed', url, `${memory.charset} before, ${got.charset} now`);
  if (fell) return finding('rows-fell', url, `${memory.rows} before, ${rows} now`);
  const ofEntries = done.problem ?? older.problem;
  if (ofEntries !== null) return ofEntries;
  return read.cut ? finding('too-many-rows', url, `${rows} read`) : null;
}

/** The state of a source after its list was read. */
function stateAfter(list: ReadList, saved: SavedNews, poll: Poll): Partial<SourceState> {
  const { requested, fell, got } = list;
  const { source, state, now, firstRun } = poll;
  const { answer } = got;
  // "Not modified" must neither end a finding nor skip entries still to be fetched.
  const marks =
    saved.waits || fell
      ? { etag: null, lastModified: null }
      : { etag: answer.etag, lastModified: answer.lastModified };
  // An answer by another way says nothing about the address.
  const mirror = source.mirrors.includes(requested) || source.route === requested;
  const ownUrl = answer.movedTo ?? (requested === state.url ? requested : null);
  return {
    ...marks,
    url: mirror ? state.url : ownUrl,
    // A list that never had a row counts as silent since the first poll.
    ...(saved.done.saved > 0 || firstRun ? { lastChangeAt: now } : {}),
    memory: {
      ...memoryAfter(list, saved, poll),
      answeredUrl: mirror ? requested : (answer.movedTo ?? requested),
    },
  };
}

/** What is stored of a list to judge its next answer. */
function memoryAfter(
  { got, read, fell }: ReadList,
  { done, older, waits }: SavedNews,
  { state, now, firstRun, afterGap }: Poll,
): Omit<KnownState['memory'], 'answeredUrl'> {
  const { changes, lags, pages: _, ...memory } = state.memory;
  return {
    ...memory,
    backlog: afterGap && waits,
    ...(waits ? { pages: older.pages } : {}),
    listHash: waits || fell ? null : hashOf(got.answer.bytes),
    charset: got.charset,
    // After a loss the usual number stays the reference until the rows are back.
    rows: fell ? memory.rows : read.entries.length,
    newest: newestDay(read.entries, now) ?? memory.newest,
    // Entries older than the watch are no burst.
    changes: done.saved > 0 && !firstRun ? [...changes, now].slice(-MOST_CHANGES) : changes,
    lags: [...lags, ...done.lags].slice(-MOST_LAGS),
  };
}

const SOON_MS = 60_000;

type Failure = Pick<ListFailure, 'code' | 'message' | 'retryAfterMs'>;

/** The result of one list; a `failure` is that of the first address. */
interface Result {
  readonly failure?: Failure | null;
  readonly freshForMs?: number | null;
  readonly changes?: Partial<SourceState>;
  readonly found?: SourceFinding | null;
  readonly saved?: typeof NOTHING_NEW;
}

const NOTHING_NEW = { saved: 0, edited: 0, open: 0 };

/**
 * Saves the state with the time of the next poll. A gap that ends is saved before the state with
 * its last good answer.
 */
async function finish(
  { source, zone, state, store, now, jitter }: Poll,
  { failure = null, freshForMs = null, changes = {}, found = null, saved = NOTHING_NEW }: Result,
) {
  const answered = failure === null;
  const next: SourceState = {
    ...state,
    ...changes,
    lastAttemptAt: now,
    ...(answered ? { failures: 0, lastSuccessAt: now } : { failures: state.failures + 1 }),
  };
  const shown: SourceFinding | null = answered
    ? (found ?? silence(source, newsAt(next), now))
    : { code: failure.code, message: failure.message };
  const polling = {
    freshForMs,
    retryAfterMs: failure?.retryAfterMs ?? null,
    unreached: !answered && UNREACHED.has(failure.code),
    failures: next.failures,
    changes: next.memory?.changes ?? [],
  };
  const usual = nextPoll(source, zone, now, polling, jitter());
  const nextPollAt = (saved.open > 0 ? Math.min(usual, now + SOON_MS) : usual) as Instant;
  const before = state.finding;
  const news = shown !== null && before?.code !== shown.code;
  const standing = shown && { ...shown, since: news || before === null ? now : before.since };
  const lapse = gapAt(source, answered ? state : { ...next, finding: standing }, now, answered);
  const gap = await noteGap(lapse, store);
  await store.saveSourceState({ ...next, nextPollAt, finding: standing });
  return {
    source: source.id,
    saved: saved.saved,
    edited: saved.edited,
    failed: !answered,
    unchanged: saved.saved + saved.edited === 0,
    finding: shown,
    news,
    gap,
  };
}
