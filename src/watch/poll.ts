import type { SourceState } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Source } from '../domain/regulator.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import { nextPoll, type PollingState } from './cadence.ts';
import type { FetchOutcome } from './fetch.ts';
import { finding, type SourceFinding, UNREACHED } from './findings.ts';
import { hashOf, namedEntries } from './identity.ts';
import { saveEntries } from './new-entries.ts';
import { filledList, type ListAnswer, type ListFailure, withOlderPages } from './older-pages.ts';
import { type FetchReach, listRequest, pagesOf } from './reach.ts';
import { gapAt, type KnownState, knownState, noteGap, silence, standing } from './source-state.ts';

export interface PollDeps extends Omit<FetchReach, 'proxy'> {
  readonly store: Store;
  /** 0..1, spreads the next poll. */
  readonly jitter: () => number;
  /** Address of the proxy that a source names; absent = every source is asked directly. */
  readonly proxyOf?: (source: Source) => string | null;
}

export interface PollReport {
  readonly source: Source['id'];
  readonly saved: number;
  readonly edited: number;
  readonly unchanged: boolean;
  /** True where neither the address nor a mirror gave a readable list. */
  readonly failed: boolean;
  readonly finding: SourceFinding | null;
  /** False while the same finding stands: it was said before. */
  readonly news: boolean;
  readonly gap: Awaited<ReturnType<typeof noteGap>>;
  /** What a reader threw over this source: a bug, for the log. */
  readonly broke?: Error;
}

const MOST_CHANGES = 12;
const MOST_LAGS = 20;

interface Poll {
  readonly source: Source;
  readonly zone: string;
  readonly state: KnownState;
  readonly deps: PollDeps;
  readonly proxy: string | null;
  readonly now: Instant;
}

/**
 * Asks one source once: its address, then its mirrors; reads the entries; fetches and saves every new one, oldest first. The
 * state moves on only after the bytes are saved.
 */
export async function pollSource(
  source: Source,
  zone: string,
  deps: PollDeps,
  now: Instant,
): Promise<PollReport> {
  const state = knownState(source, await deps.store.sourceState(source.id), now);
  const poll: Poll = { source, zone, state, deps, now, proxy: deps.proxyOf?.(source) ?? null };
  try {
    return await pollLists(poll);
  } catch (error) {
    if ((error as Error).name === 'StoreProblem') throw error;
    // A page that breaks a reader would break it again at once: it waits like a list that does not answer.
    const broke = error as Error;
    const found = finding('own-fault', source.url, broke.message);
    return { ...(await fail(poll, { kind: 'failed', ...found, retryAfterMs: null })), broke };
  }
}

async function pollLists(poll: Poll): Promise<PollReport> {
  const { source, state } = poll;
  let first: ListFailure | null = null;
  for (const address of new Set([state.url ?? source.url, source.url, ...source.mirrors])) {
    const answer = await ask(address, poll);
    if (answer.kind === 'not-modified') return settled(poll, answer.freshForMs, {});
    const read = answer.kind === 'failed' ? answer : await readList(address, answer, poll);
    if (!('kind' in read)) return read;
    first ??= read;
  }
  return fail(poll, first!);
}

function ask(url: string, { source, state, deps, proxy }: Poll): Promise<FetchOutcome> {
  const own = state.memory.answeredUrl === url;
  const validators = own ? { etag: state.etag, lastModified: state.lastModified } : {};
  return deps.fetch({ ...listRequest(source, url, proxy), ...validators });
}

/** Reads a list that answered; a list that cannot be read is a failure like one that did not answer, and the next mirror is tried. */
async function readList(requested: string, page: ListAnswer, poll: Poll): Promise<PollReport | ListFailure> {
  const { source, state, deps, now } = poll;
  const reach = { ...deps, proxy: poll.proxy };
  const got = await filledList(page, source.kind, reach);
  if ('kind' in got) return got;
  const { answer, text, charset } = got;
  const listHash = hashOf(answer.bytes);
  if (listHash === state.memory.listHash) {
    // The marks of a mirror are never shown to the first address.
    const own = requested === state.memory.answeredUrl;
    const { etag, lastModified } = own ? answer : state;
    return settled(poll, answer.freshForMs, { etag, lastModified });
  }
  const read = await pagesOf(deps).entries(text, source, answer.url);
  if (!read.ok) return { kind: 'failed', code: read.code, message: read.message, retryAfterMs: null };
  const firstRun = state.lastSuccessAt === null;
  const named = namedEntries(read.entries, answer.url, source.url);
  const older = firstRun
    ? { entries: named, pages: 1, broken: false, problem: null }
    : await withOlderPages(named, got, source, state.memory.pages ?? 1, reach);
  // What a gap left behind is late also where it takes several polls to fetch.
  const afterGap = gapAt(source, state, now, true) !== null || state.memory.backlog === true;
  const done = await saveEntries(
    older.entries,
    { source, firstRun, afterGap, seenBefore: state.lastSuccessAt, now },
    reach,
  );
  const rows = read.entries.length;
  const { changes, lags, pages: _, ...memory } = state.memory;
  // After a week what was reported is how the list is now: it hides nothing else that may be wrong.
  const isUsual = state.finding?.code === 'rows-fell' && now - state.finding.since > 7 * DAY_MS;
  const fell = memory.rows !== null && rows < memory.rows / 3 && !isUsual;
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
  const mirror = source.mirrors.includes(requested);
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
      // What lay there before the watch began is no burst.
      changes: done.saved > 0 && !firstRun ? [...changes, now].slice(-MOST_CHANGES) : changes,
      lags: [...lags, ...done.lags].slice(-MOST_LAGS),
    },
  };
  const fresh = Math.max(answer.freshForMs ?? 0, read.ttlMs ?? 0);
  return settled(poll, done.open > 0 ? null : fresh, next, found, done);
}

const SOON_MS = 60_000;

interface SavedCounts {
  readonly saved: number;
  readonly edited: number;
  /** Entries that are not saved yet. */
  readonly open?: number;
}

const NOTHING_NEW: SavedCounts = { saved: 0, edited: 0 };

function settled(
  poll: Poll,
  freshForMs: number | null,
  changes: Partial<SourceState>,
  found: SourceFinding | null = null,
  counts: SavedCounts = NOTHING_NEW,
): Promise<PollReport> {
  const { source, state, now } = poll;
  const next: SourceState = { ...state, ...changes, failures: 0, lastAttemptAt: now, lastSuccessAt: now };
  const shown = found ?? silence(source, next.lastChangeAt, now);
  return finish(poll, next, shown, { freshForMs, retryAfterMs: null }, counts);
}

function fail(poll: Poll, { code, message, retryAfterMs }: ListFailure): Promise<PollReport> {
  const next: SourceState = { ...poll.state, failures: poll.state.failures + 1, lastAttemptAt: poll.now };
  const waits = { freshForMs: null, retryAfterMs, unreached: UNREACHED.has(code) };
  return finish(poll, next, { code, message }, waits, NOTHING_NEW);
}

/** Saves the state with the moment of the next poll; a gap that it ends is saved before its last good answer is. */
async function finish(
  { source, zone, state, deps, now }: Poll,
  next: SourceState,
  shown: SourceFinding | null,
  waits: Omit<PollingState, 'failures' | 'changes'>,
  { saved, edited, open = 0 }: SavedCounts,
): Promise<PollReport> {
  const answered = next.failures === 0;
  const polling = { ...waits, failures: next.failures, changes: next.memory?.changes ?? [] };
  const usual = nextPoll(source, zone, now, polling, deps.jitter());
  const nextPollAt = (open > 0 ? Math.min(usual, now + SOON_MS) : usual) as Instant;
  const finding = standing(shown, state.finding, now);
  const gap = await noteGap(
    gapAt(source, answered ? state : { ...next, finding }, now, answered),
    deps.store,
  );
  await deps.store.saveSourceState({ ...next, nextPollAt, finding });
  return {
    source: source.id,
    saved,
    edited,
    unchanged: saved + edited === 0,
    failed: !answered,
    finding: shown,
    news: shown !== null && state.finding?.code !== shown.code,
    gap,
  };
}
