import { toText } from '../../base/charset/to-text.ts';
import type { Item, ItemFile } from '../../domain/item.ts';
import { jsonIn } from '../../domain/json-text.ts';
import type { NewItem } from '../../domain/ports.ts';
import type { Source } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import { webAddress } from '../../domain/web-address.ts';
import { fetchLinked, type PollContext, pagesOf } from './fetch-context.ts';
import { finding, type SourceFinding } from './findings.ts';
import type { FetchOutcome, FetchRequest } from './http-exchange.ts';
import { hashOf, itemId, versionHash } from './identity.ts';
import type { Entry } from './kinds/entry.ts';
import { valueAt } from './kinds/json-value.ts';
import { FILES_BYTES, POLL_MS } from './limits.ts';
import { pageFailure } from './page-failure.ts';
import { type FileLink, isErrorPage, looksLikeHtml } from './page-files.ts';

/** The bytes of an entry with its files. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly files: readonly { file: ItemFile; bytes: Uint8Array }[];
  readonly missing: readonly string[];
  /**
   * Whether an announced list may still appear: it is neither in the page nor behind a link yet.
   */
  readonly awaitsList: boolean;
}

/** The text of a feed's entry as a document of its own. */
export function ownContent(entry: Entry): Content {
  return {
    bytes: Buffer.from(entry.body ?? entry.title, 'utf8'),
    contentType: entry.body === null ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
    etag: null,
    lastModified: null,
    files: [],
    missing: [],
    awaitsList: false,
  };
}

/**
 * Fetches the page of an entry and the files it names. A challenge, login or error page is no
 * content.
 */
export async function fetchContent(
  { url, title }: Pick<Entry, 'url' | 'title'>,
  poll: PollContext,
  validators: Pick<FetchRequest, 'etag' | 'lastModified'> = {},
): Promise<
  | ({ readonly kind: 'ok' } & Content)
  | { readonly kind: 'not-modified' }
  | ({ readonly kind: 'failed' } & SourceFinding)
> {
  const { source, fetch, proxy } = poll;
  const at = {
    url: contentAddress(url, source),
    referer: source.url,
    linkedFrom: source.url,
    proxy,
  };
  const plain = await fetch({ ...at, ...validators });
  const answer = isShut(plain, poll) ? await poll.browser!({ ...at, waitFor: null }) : plain;
  if (answer.kind !== 'ok') return answer;
  const page = source.content?.html === undefined ? answer : unwrapped(answer, source.content.html);
  const failure = failureOf(page, { url: contentAddress(url, source), title }, source);
  if (failure !== null) return { kind: 'failed', ...failure };
  const { bytes, contentType, etag, lastModified } = page;
  const { links, announcesList, hasTable } = await pagesOf(poll).files(
    bytes,
    contentType,
    page.url,
  );
  const { files, missing } = await fetchFiles(links, page.url, poll);
  const awaitsList = !hasTable && (announcesList || missing.length > 0);
  return { kind: 'ok', bytes, contentType, etag, lastModified, files, missing, awaitsList };
}

/** Whether a page needs a browser that its source may use. */
function isShut(answer: FetchOutcome, { source, browser }: PollContext): boolean {
  if (source.fetch !== 'browser' || browser === undefined) return false;
  if (answer.kind === 'failed') return answer.code === 'challenged';
  if (answer.kind !== 'ok' || !looksLikeHtml(answer.bytes, answer.contentType)) return false;
  const { text } = toText(answer.bytes, { declared: answer.contentType });
  return pageFailure(text, answer.url)?.code === 'challenged';
}

/**
 * The address of a notice's text: its own, or the one that its source defines, with parameters of
 * its own.
 */
export function contentAddress(url: string, { content }: Pick<Source, 'content'>): string {
  if (content == null) return url;
  const given = new URL(url).searchParams;
  let isWhole = true;
  const address = content.url.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given.get(name);
    if (value === null) isWhole = false;
    return encodeURIComponent(value ?? '');
  });
  return isWhole ? (webAddress(address, url) ?? url) : url;
}

type Came = Extract<FetchOutcome, { kind: 'ok' }>;

/** The HTML at a path of a JSON answer as a page; any other answer stays unchanged. */
function unwrapped(answer: Came, path: string): Came {
  const html = valueAt(jsonIn(toText(answer.bytes).text), path);
  if (typeof html !== 'string' || html === '') return answer;
  return {
    ...answer,
    bytes: Buffer.from(`<!DOCTYPE html><html><body>${html}</body></html>`, 'utf8'),
    contentType: 'text/html; charset=utf-8',
  };
}

/** Why an answer is not the page that the list promises; null = it is. */
function failureOf(
  { bytes, contentType, url }: Extract<FetchOutcome, { kind: 'ok' }>,
  listed: Pick<Entry, 'url' | 'title'>,
  source: Source,
): SourceFinding | null {
  if (bytes.length === 0) return finding('empty-page', url);
  if (leadsAway(listed.url, url, source)) return finding('gone', listed.url, `it leads to ${url}`);
  if (!looksLikeHtml(bytes, contentType)) return null;
  return pageFailure(toText(bytes, { declared: contentType }).text, url, listed.title);
}

/**
 * Sites redirect requests for a removed page to their front page or list: that is no edit of the
 * page.
 */
function leadsAway(wanted: string, came: string, source: Source): boolean {
  const from = new URL(wanted);
  const to = new URL(came);
  // `/?p=7` is the page of an entry.
  if (from.pathname === to.pathname || to.search !== '') return false;
  return came === source.url || /^\/(?:(?:index|default|main)\.\w{2,5})?$/.test(to.pathname);
}

/** Fetches files of a page; an error page under the name of a file counts as missing. */
async function fetchFiles(links: readonly FileLink[], page: string, poll: PollContext) {
  const files: { file: ItemFile; bytes: Uint8Array }[] = [];
  const missing: string[] = [];
  let left = FILES_BYTES;
  const started = performance.now();
  for (const link of links) {
    const late = poll.stopping?.() === true || performance.now() - started > POLL_MS;
    const answer = late
      ? null
      : await fetchLinked(poll, link.url, page, { maxBytes: Math.max(left, 1) });
    if (
      answer?.kind !== 'ok' ||
      answer.bytes.length === 0 ||
      isErrorPage(answer.bytes, answer.contentType)
    ) {
      missing.push(link.url);
      continue;
    }
    const { bytes, contentType } = answer;
    left -= bytes.length;
    files.push({ file: { ...link, contentType, hash: hashOf(bytes) }, bytes });
  }
  return { files, missing };
}

/**
 * Saves a version of an entry; its id is made of source, key and version.
 * @param together what is written in the same transaction
 */
export async function saveVersion(
  {
    url,
    title,
    statedDate,
    publishedAt,
  }: Pick<Entry, 'url' | 'title' | 'statedDate' | 'publishedAt'>,
  key: string,
  { bytes, contentType, files }: Content,
  newest: Item | null,
  { source, now, firstRun, flood, afterGap, store }: PollContext,
  {
    firstSeenAt = now,
    ...together
  }: Pick<NewItem, 'named' | 'check'> & { firstSeenAt?: Instant } = {},
): Promise<'new' | 'edited' | 'known'> {
  const version = (newest?.version ?? 0) + 1;
  const fileHashes = files.map(({ file }) => file.hash);
  const item: Item = {
    id: itemId(source.id, key, version),
    source: source.id,
    key,
    version,
    url,
    title,
    statedDate,
    publishedAt: publishedAt as Instant | null,
    contentType,
    fetchedAt: now,
    firstSeenAt: newest?.firstSeenAt ?? firstSeenAt,
    backfill: firstRun,
    ...(flood ? { flood } : {}),
    ...(afterGap ? { late: true } : {}),
    hash: versionHash(bytes, fileHashes),
  };
  return store.saveItem({ item, bytes, files, ...together });
}
