import type { SourceState } from '../../domain/item.ts';
import type { Source } from '../../domain/regulator.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { nextPoll } from './cadence.ts';
import {
  filledList,
  type ListAnswer,
  type ListFailure,
  otherWays,
  type PollContext,
  pagesOf,
  reachOf,
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
 * What came of a poll. `failed` = neither the address nor a mirror gave a readable list; `news` =
 * false while the same finding stands: it was said before; `broke` = what a reader threw over this
 * source: a bug, for the log.
 */
export type PollReport = Awaited<ReturnType<typeof finish>> & { readonly broke?: Error };

const MOST_CHANGES = 12;
const MOST_LAGS = 20;

type Poll = PollContext &
  Pick<PollDeps, 'jitter'> & { readonly zone: string; readonly state: KnownState };

/**
 * Asks one source once: its address, then its mirrors; reads the entries; fetches and saves every
 * new one, oldest first. The state moves on only after the bytes are saved.
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
    ...reachOf(source, { ...deps, proxy: deps.proxyOf?.(source) ?? null }),
    source,
    zone,
    state,
    now,
    seenBefore,
    firstRun: seenBefore === null,
    // What a gap left behind is late also where it takes several polls to fetch.
    afterGap: gapAt(source, state, now, true) !== null || state.memory.backlog === true,
  };
  try {
    return await pollLists(poll);
  } catch (error) {
    if ((error as Error).name === 'StoreProblem') throw error;
    // A page that breaks a reader would break it again at once: it waits like a list that does not
    // answer.
    const broke = error as Error;
    const found = finding('own-fault', source.url, broke.message);
    return { ...(await finish(poll, { failure: { ...found, retryAfterMs: null } })), broke };
  }
}

async function pollLists(poll: Poll): Promise<PollReport> {
  const { source, state, fetch } = poll;
  let failure: Failure | null = null;
  for (const address of new Set([state.url ?? source.url, source.url, ...source.mirrors])) {
    const own = state.memory.answeredUrl === address;
    const validators = own ? { etag: state.etag, lastModified: state.lastModified } : {};
    const answer = await fetch({
      ...listRequest(source, address, poll.proxy, poll.now),
      ...validators,
    });
    if (answer.kind === 'not-modified') return finish(poll, { freshForMs: answer.freshForMs });
    const read = answer.kind === 'failed' ? answer : await readList(address, answer, poll);
    if (!('code' in read)) return finish(poll, read);
    failure ??= read;
  }
  for (const way of otherWays(source, poll)) {
    const answer = await way.ask();
    const read =
      answer.kind === 'failed'
        ? answer
        : await readList(way.url, answer, { ...poll, source: way.source });
    if (!('code' in read)) return finish(poll, read);
    // What the last way says is what is to be done: the ways before it are known not to do.
    if (way.source.fetch === 'browser' && way.source.kind !== 'rss') failure = read;
  }
  return finish(poll, { failure });
}

/**
 * Reads a list that answered; a list that cannot be read is a failure like one that did not answer,
 * and the next mirror is tried.
 */
async function readList(
  requested: string,
  page: ListAnswer,
  poll: Poll,
): Promise<Result | Failure> {
  const { source, state, now, firstRun, afterGap } = poll;
  const got = await filledList(page, source, poll);
  if ('kind' in got) return got;
  const { answer, text, charset } = got;
  const listHash = hashOf(answer.bytes);
  if (listHash === state.memory.listHash) {
    // The marks of a mirror are never shown to the first address.
    const { etag, lastModified } = requested === state.memory.answeredUrl ? answer : state;
    return { freshForMs: answer.freshForMs, changes: { etag, lastModified } };
  }
  const read = await pagesOf(poll).entries(text, source, answer.url);
  if (!read.ok) return { ...read, retryAfterMs: null };
  const rows = read.entries.length;
  const { changes, lags, pages: _, ...memory } = state.memory;
  // After a week what was reported is how the list is now: it hides nothing else that may be wrong.
  const isUsual = state.finding?.code === 'rows-fell' && now - state.finding.since > 7 * DAY_MS;
  // A file of rows that lost a tenth was cut off on its way.
  const least = source.kind === 'series' ? 0.9 : 1 / 3;
  const fell = memory.rows !== null && rows < memory.rows * least && !isUsual;
  const news =
    source.kind === 'series' ? await seriesNews(source, read.entries, fell, poll.store) : null;
  const named = namedEntries(news?.entries ?? read.entries, answer.url, source.url);
  const older = firstRun
    ? { entries: named, pages: 1, broken: false, problem: null }
    : await withOlderPages(named, got, state.memory.pages ?? 1, poll);
  const done = await saveEntries(older.entries, poll);
  if (done.open === 0) await news?.keep();
  // What is said once comes before what stands until it is mended.
  const found =
    (memory.charset !== null && memory.charset !== charset
      ? finding('charset-changed', answer.url, `${memory.charset} before, ${charset} now`)
      : null) ??
    (fell ? finding('rows-fell', answer.url, `${memory.rows} before, ${rows} now`) : null) ??
    done.problem ??
    older.problem ??
    (read.cut ? finding('too-many-rows', answer.url, `${rows} read`) : null);
  const waits = done.open > 0 || older.broken;
  // "The same as before" must not end what is wrong with a list, nor what is to be fetched of it.
  const complete = !waits && !fell;
  // An answer by another way says nothing of the address.
  const mirror = source.mirrors.includes(requested) || source.route === requested;
  const next: Partial<SourceState> = {
    etag: complete ? answer.etag : null,
    lastModified: complete ? answer.lastModified : null,
    url: mirror ? state.url : (answer.movedTo ?? (requested === state.url ? requested : null)),
    // A list that never had a row is silent since the first look.
    ...(done.saved > 0 || firstRun ? { lastChangeAt: now } : {}),
    memory: {
      ...memory,
      answeredUrl: mirror ? requested : (answer.movedTo ?? requested),
      backlog: afterGap && waits,
      ...(waits ? { pages: older.pages } : {}),
      listHash: complete ? listHash : null,
      charset,
      // Rows that fell are compared with what was usual until they are back.
      rows: fell ? memory.rows : rows,
      newest: newestDay(read.entries, now) ?? memory.newest,
      // What lay there before the watch began is no burst.
      changes: done.saved > 0 && !firstRun ? [...changes, now].slice(-MOST_CHANGES) : changes,
      lags: [...lags, ...done.lags].slice(-MOST_LAGS),
    },
  };
  const freshForMs = done.open > 0 ? null : Math.max(answer.freshForMs ?? 0, read.ttlMs ?? 0);
  return { freshForMs, changes: next, found, saved: done };
}

const SOON_MS = 60_000;

type Failure = Pick<ListFailure, 'code' | 'message' | 'retryAfterMs'>;

/** What came of a poll; a `failure` is that of the first address. */
interface Result {
  readonly failure?: Failure | null;
  readonly freshForMs?: number | null;
  readonly changes?: Partial<SourceState>;
  readonly found?: SourceFinding | null;
  readonly saved?: typeof NOTHING_NEW;
}

const NOTHING_NEW = { saved: 0, edited: 0, open: 0 };

/**
 * Saves the state with the moment of the next poll; a gap that it ends is saved before its last
 * good answer is.
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
