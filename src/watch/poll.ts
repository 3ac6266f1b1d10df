import { toText } from '../charset/to-text.ts';
import type { Item, SourceState } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { nextPoll } from './cadence.ts';
import type { Fetch, FetchOutcome } from './fetch.ts';
import { hashOf, itemId } from './identity.ts';
import type { Entry } from './kinds/entry.ts';
import { KINDS } from './kinds/index.ts';

export interface PollDeps {
  readonly store: Pick<Store, 'sourceState' | 'saveSourceState' | 'knownKeys' | 'saveItem'>;
  readonly fetch: Fetch;
  /** 0..1, spreads the next poll. */
  readonly jitter: () => number;
}

export interface PollReport {
  readonly source: Source['id'];
  readonly saved: number;
  readonly unchanged: boolean;
  readonly finding: { readonly code: string; readonly message: string } | null;
}

/**
 * Asks one source once: its address, then its mirrors; reads the entries; fetches and saves every new one, oldest first. A new
 * entry is known only once its bytes are saved, so a crash or a failed page is tried again at the next poll.
 */
export async function pollSource(
  source: Source,
  zone: string,
  deps: PollDeps,
  now: Instant,
): Promise<PollReport> {
  const state = (await deps.store.sourceState(source.id)) ?? freshState(source, now);
  const answer = await askInOrder(source, state, deps.fetch);
  if (answer.kind === 'failed') return fail(source, zone, state, deps, now, answer, answer.retryAfterMs);
  if (answer.kind === 'not-modified') {
    await deps.store.saveSourceState(succeeded(source, zone, state, deps, now, answer.freshForMs, {}));
    return { source: source.id, saved: 0, unchanged: true, finding: null };
  }
  const { text } = toText(answer.bytes, { declared: answer.contentType });
  const read = await KINDS[source.kind](text, source, answer.url);
  if (!read.ok) return fail(source, zone, state, deps, now, read, null);
  const { saved, problem } = await saveNew(source, read.entries, state.lastSuccessAt === null, deps, now);
  const asked = Math.max(answer.freshForMs ?? 0, read.ttlMs ?? 0);
  const settled = succeeded(source, zone, state, deps, now, asked > 0 ? asked : null, {
    // With a page still missing the list must be read again, so its validators are not kept.
    etag: problem === null ? answer.etag : null,
    lastModified: problem === null ? answer.lastModified : null,
    url: answer.movedTo ?? state.url,
    ...(saved > 0 ? { lastChangeAt: now } : {}),
    finding: problem === null ? null : { ...problem, since: now },
  });
  await deps.store.saveSourceState(settled);
  return { source: source.id, saved, unchanged: saved === 0, finding: problem };
}

function freshState(source: Source, now: Instant): SourceState {
  return {
    source: source.id,
    etag: null,
    lastModified: null,
    url: null,
    nextPollAt: now,
    lastAttemptAt: null,
    lastSuccessAt: null,
    lastChangeAt: null,
    failures: 0,
    finding: null,
  };
}

async function askInOrder(source: Source, state: SourceState, fetch: Fetch): Promise<FetchOutcome> {
  const first = await fetch({
    url: state.url ?? source.url,
    etag: state.etag,
    lastModified: state.lastModified,
  });
  if (first.kind !== 'failed') return first;
  for (const mirror of source.mirrors) {
    const answer = await fetch({ url: mirror });
    if (answer.kind !== 'failed') return answer;
  }
  return first;
}

async function saveNew(
  source: Source,
  entries: readonly Entry[],
  firstRun: boolean,
  deps: PollDeps,
  now: Instant,
): Promise<{ saved: number; problem: { code: string; message: string } | null }> {
  const known = await deps.store.knownKeys(source.id);
  const fresh = entries.filter((entry) => entry.key !== '' && !known.has(entry.key)).reverse();
  let saved = 0;
  let problem: { code: string; message: string } | null = null;
  for (const entry of fresh) {
    const content = await contentOf(source, entry, deps.fetch);
    if (!content.ok) {
      problem = { code: content.code, message: `${entry.title || entry.url}: ${content.message}` };
      continue;
    }
    const item = itemOf(source, entry, content, firstRun, now);
    if ((await deps.store.saveItem({ item, bytes: content.bytes, files: [] })) !== 'known') saved += 1;
  }
  return { saved, problem };
}

type Content =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly url: string;
    }
  | { readonly ok: false; readonly code: string; readonly message: string };

async function contentOf(source: Source, entry: Entry, fetch: Fetch): Promise<Content> {
  if (!source.fetchPage || entry.url === '')
    return {
      ok: true,
      bytes: Buffer.from(entry.body ?? entry.title, 'utf8'),
      contentType: 'text/html; charset=utf-8',
      url: entry.url,
    };
  const page = await fetch({ url: entry.url, referer: source.url });
  if (page.kind === 'ok')
    return { ok: true, bytes: page.bytes, contentType: page.contentType, url: page.url };
  if (page.kind === 'not-modified')
    return { ok: false, code: 'empty-page', message: 'the page answered 304 to a first request' };
  return { ok: false, code: page.code, message: page.message };
}

function itemOf(
  source: Source,
  entry: Entry,
  content: Extract<Content, { ok: true }>,
  firstRun: boolean,
  now: Instant,
): Item {
  return {
    id: itemId(source.id, entry.key, 1),
    source: source.id,
    key: entry.key,
    version: 1,
    url: entry.url,
    title: entry.title,
    statedDate: entry.statedDate,
    publishedAt: entry.publishedAt as Instant | null,
    contentType: content.contentType,
    fetchedAt: now,
    firstSeenAt: now,
    backfill: firstRun,
    hash: hashOf(content.bytes),
  };
}

function succeeded(
  source: Source,
  zone: string,
  state: SourceState,
  deps: PollDeps,
  now: Instant,
  serverAsksMs: number | null,
  changes: Partial<SourceState>,
): SourceState {
  return {
    ...state,
    finding: null,
    ...changes,
    failures: 0,
    lastAttemptAt: now,
    lastSuccessAt: now,
    nextPollAt: nextPoll(source, zone, now, { serverAsksMs, failures: 0 }, deps.jitter()),
  };
}

async function fail(
  source: Source,
  zone: string,
  state: SourceState,
  deps: PollDeps,
  now: Instant,
  finding: { readonly code: string; readonly message: string },
  retryAfterMs: number | null,
): Promise<PollReport> {
  const failures = state.failures + 1;
  const since = state.finding?.code === finding.code ? state.finding.since : now;
  await deps.store.saveSourceState({
    ...state,
    failures,
    lastAttemptAt: now,
    finding: { code: finding.code, message: finding.message, since },
    nextPollAt: nextPoll(source, zone, now, { serverAsksMs: retryAfterMs, failures }, deps.jitter()),
  });
  return {
    source: source.id,
    saved: 0,
    unchanged: true,
    finding: { code: finding.code, message: finding.message },
  };
}
