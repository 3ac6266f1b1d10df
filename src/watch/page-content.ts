import { toText } from '../charset/to-text.ts';
import type { Item, ItemFile } from '../domain/item.ts';
import type { NewItem, Store } from '../domain/ports.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import type { FetchOutcome } from './fetch.ts';
import { type FindingCode, finding, type SourceFinding } from './findings.ts';
import { hashOf, itemId, versionHash } from './identity.ts';
import type { Entry } from './kinds/entry.ts';
import { FILES_BYTES, POLL_MS } from './limits.ts';
import { pageFailure } from './page-failure.ts';
import { type FileLink, isErrorPage, looksLikeHtml } from './page-files.ts';
import { type FetchReach, fetchLinked, pagesOf } from './reach.ts';

/** The bytes of an entry with its files. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly files: readonly { file: ItemFile; bytes: Uint8Array }[];
  readonly missing: readonly string[];
  /** Whether the list that it announces may still be on its way: nothing in the page, nothing behind a link yet. */
  readonly awaitsList: boolean;
}

export type FetchedPage =
  | ({ readonly ok: true } & Content)
  | {
      readonly ok: false;
      readonly code: FindingCode;
      readonly message: string;
      readonly status: number | null;
    };

/** What a feed says of an entry, as a document of its own. */
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

/** Fetches the page of an entry and the files it names. A challenge, login or error page is no content. */
export async function fetchContent(
  entry: ListedPage,
  source: Source,
  reach: FetchReach,
): Promise<FetchedPage> {
  const page = await fetchLinked(reach, entry.url, source.url);
  if (page.kind === 'failed')
    return { ok: false, code: page.code, message: page.message, status: page.status };
  return contentOf(page, entry, source, reach);
}

type ListedPage = Pick<Entry, 'url' | 'title'>;

/** The content of a page that answered, under the address and title that its list gives it. */
export async function contentOf(
  page: Extract<FetchOutcome, { kind: 'ok' }>,
  listed: ListedPage,
  source: Source,
  reach: FetchReach,
): Promise<FetchedPage> {
  const { bytes, contentType, etag, lastModified, url } = page;
  if (bytes.length === 0) return refused(finding('empty-page', url));
  if (leadsAway(listed.url, url, source)) return refused(finding('gone', listed.url, `it leads to ${url}`));
  if (looksLikeHtml(bytes, contentType)) {
    const failure = pageFailure(toText(bytes, { declared: contentType }).text, url, listed.title);
    if (failure !== null) return refused(failure);
  }
  const { links, announcesList, hasTable } = await pagesOf(reach).files(bytes, contentType, url);
  const { files, missing } = await fetchFiles(links, url, reach);
  const awaitsList = !hasTable && (announcesList || missing.length > 0);
  return { ok: true, bytes, contentType, etag, lastModified, files, missing, awaitsList };
}

/** Sites send whoever asks for a page that was removed to their front page or to the list: that is no edit of the page. */
function leadsAway(wanted: string, came: string, source: Source): boolean {
  const [from, to] = [new URL(wanted), new URL(came)];
  // `/?p=7` is the page of an entry.
  if (from.pathname === to.pathname || to.search !== '') return false;
  return came === source.url || /^\/(?:(?:index|default|main)\.\w{2,5})?$/.test(to.pathname);
}

const refused = (found: SourceFinding): FetchedPage => ({ ok: false, ...found, status: null });

/** Fetches files of a page; what is no file (an error page under the name of a docx) counts as not there yet. */
async function fetchFiles(
  links: readonly FileLink[],
  page: string,
  reach: FetchReach,
): Promise<Pick<Content, 'files' | 'missing'>> {
  const files: { file: ItemFile; bytes: Uint8Array }[] = [];
  const missing: string[] = [];
  let left = FILES_BYTES;
  const started = performance.now();
  for (const link of links) {
    if (reach.stopping?.() === true || performance.now() - started > POLL_MS) {
      missing.push(link.url);
      continue;
    }
    const answer = await fetchLinked(reach, link.url, page, { maxBytes: Math.max(left, 1) });
    if (answer.kind !== 'ok' || answer.bytes.length === 0 || isErrorPage(answer.bytes, answer.contentType)) {
      missing.push(link.url);
      continue;
    }
    left -= answer.bytes.length;
    const { bytes, contentType } = answer;
    files.push({ file: { ...link, contentType, hash: hashOf(bytes) }, bytes });
  }
  return { files, missing };
}

export interface Circumstances {
  readonly source: Source;
  readonly firstRun: boolean;
  /** True where the source was not seen for too long before: what is found now is late. */
  readonly afterGap: boolean;
  /** The last good answer before this one. */
  readonly seenBefore: Instant | null;
  readonly now: Instant;
}

/** Saves a version of an entry; its id is made of source, key and version. */
export async function saveVersion(
  entry: Pick<Entry, 'url' | 'title' | 'statedDate' | 'publishedAt'>,
  key: string,
  content: Content,
  newest: Item | null,
  around: Pick<Circumstances, 'source' | 'firstRun' | 'afterGap' | 'now'> & { firstSeenAt?: Instant },
  deps: { readonly store: Store },
  /** What is written in the same transaction. */
  together: Pick<NewItem, 'named' | 'check'> = {},
): Promise<'new' | 'edited' | 'known'> {
  const { source, now, firstRun, afterGap } = around;
  const version = (newest?.version ?? 0) + 1;
  const item: Item = {
    id: itemId(source.id, key, version),
    source: source.id,
    key,
    version,
    url: entry.url,
    title: entry.title,
    statedDate: entry.statedDate,
    publishedAt: entry.publishedAt as Instant | null,
    contentType: content.contentType,
    fetchedAt: now,
    firstSeenAt: newest?.firstSeenAt ?? around.firstSeenAt ?? now,
    backfill: firstRun,
    ...(afterGap ? { late: true } : {}),
    hash: versionHash(
      content.bytes,
      content.files.map(({ file }) => file),
    ),
  };
  return deps.store.saveItem({ item, bytes: content.bytes, files: content.files, ...together });
}
