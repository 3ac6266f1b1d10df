import { toText } from '../../base/charset/to-text.ts';
import type { Store } from '../../domain/ports.ts';
import type { Source } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import { type Browser, rowOf } from './browser.ts';
import { finding } from './findings.ts';
import type { Fetch, FetchFailure, FetchOutcome, FetchRequest } from './http-exchange.ts';
import { type NamedEntry, namedEntries } from './identity.ts';
import type { Entries, ListKind } from './kinds/entry.ts';
import { linksIn, listFragment } from './kinds/list-page.ts';
import { LIST_BYTES, MOST_OLDER_PAGES } from './limits.ts';
import { listRequest, placeOfPage } from './list-request.ts';
import { filesOf, legibleHash } from './page-files.ts';
import type { Robots } from './robots.ts';
import { sourceFetch } from './source-fetch.ts';

/** The reader of each kind of source, loaded at first use. */
export const KINDS: Readonly<Record<Source['kind'], ListKind>> = {
  rss: async (...list) => (await import('./kinds/rss.ts')).rss(...list),
  'html-list': async (...list) => (await import('./kinds/html-list.ts')).htmlList(...list),
  json: async (...list) => (await import('./kinds/json.ts')).json(...list),
  series: async (...list) => (await import('./kinds/series.ts')).series(...list),
};

const listPage = () => import('./kinds/list-page.ts');

/** Reads pages in this process, for one-shot commands and tests. Modules load at first use. */
export const PAGES_HERE = {
  async entries(
    text: string,
    source: Pick<Source, 'select' | 'kind'>,
    url: string,
  ): Promise<Entries> {
    const { boundedEntries } = await import('./kinds/entry.ts');
    return boundedEntries(await KINDS[source.kind](text.replaceAll('\0', ''), source, url));
  },
  files: async (...page: Parameters<typeof filesOf>) => filesOf(...page),
  legibleHash: async (...page: Parameters<typeof legibleHash>) => legibleHash(...page),
  listCalls: async (text: string, url: string, pageNo: number) =>
    (await listPage()).listCalls(text, url, pageNo),
  nextPage: async (text: string, selector: string, url: string) =>
    (await listPage()).nextPage(text, selector, url),
  offer: async (text: string, url: string) => (await listPage()).offerOf(text, url),
  menu: async (text: string, url: string) => (await listPage()).menuOf(text, url),
};

/**
 * All functions that parse a fetched page. They take and return values, so that the running program
 * can call them in a process apart.
 */
export type Pages = Readonly<typeof PAGES_HERE>;

/** How a source is requested and its pages are read. */
export interface FetchContext {
  readonly fetch: Fetch;
  /** Address of the proxy to go through. */
  readonly proxy: string | null;
  /** Absent = in this process. */
  readonly pages?: Pages;
  /** Absent = robots.txt is not read. */
  readonly robots?: Robots;
  /** Absent = no browser is configured. */
  readonly browser?: Browser;
  /** True once the program ends: what has not begun waits for its next start. */
  readonly stopping?: () => boolean;
}

/** The same, with the store for what is found. */
export interface StoredFetchContext extends FetchContext {
  readonly store: Store;
}

/**
 * One poll of a source: how it is requested, where entries are stored, and what is known so far.
 */
export interface PollContext extends StoredFetchContext {
  readonly source: Source;
  readonly now: Instant;
  readonly firstRun: boolean;
  /**
   * True where the source cannot have made so many new entries: they are stored, and not reported
   * as news.
   */
  readonly flood?: boolean;
  /** True where the source was unobserved for too long before: what is found now is late. */
  readonly afterGap: boolean;
  /** The last good answer before this one. */
  readonly seenBefore: Instant | null;
}

export const pagesOf = ({ pages }: Pick<FetchContext, 'pages'>): Pages => pages ?? PAGES_HERE;

/** The answer to a request without validators, which is never "unchanged". */
export type NewAnswer = Exclude<FetchOutcome, { kind: 'not-modified' }>;

/** Fetches an address that a page links to. */
export async function fetchLinked(
  { fetch, proxy }: FetchContext,
  url: string,
  page: string,
  more: Pick<FetchRequest, 'maxBytes' | 'body'> = {},
): Promise<NewAnswer> {
  return (await fetch({ url, referer: page, linkedFrom: page, proxy, ...more })) as NewAnswer;
}

/**
 * Reads older pages of a list where no row in the lower half of the first page is known: more was
 * published since the last poll than one page shows. A known row in the upper half may be pinned and
 * proves nothing. Stops at the first page with a known row in its lower half, at a page without a
 * new row, and after `MOST_OLDER_PAGES`. A source without further pages has only its first one.
 * @param through pages to read in any case: an earlier poll did not save all that it found there
 * @returns `entries` newest first, in the order of the pages; `pages` read or tried; `broken` = the
 * last page could not be read, and it and those behind it are still to be fetched
 */
export async function withOlderPages(
  first: readonly NamedEntry[],
  list: ListText,
  through: number,
  poll: PollContext,
) {
  const { source } = poll;
  const entries = [...first];
  let newest = first;
  const names = new Set(entries.flatMap((entry) => entry.names));
  let page = list;
  for (let n = 2; ; n += 1) {
    const done = { entries, pages: n - 1, broken: false, problem: null };
    if (n > through && (await isKnownBelow(newest, poll))) return done;
    const fetchNext = await nextPage(page, n, poll);
    if (fetchNext === null) return done;
    if (n > MOST_OLDER_PAGES + 1) {
      const detail = `the rows of ${MOST_OLDER_PAGES} older pages were not known`;
      return { ...done, problem: finding('too-many-rows', source.url, detail) };
    }
    const broken = { ...done, pages: n, broken: true };
    const next = await fetchNext();
    if ('code' in next) return { ...broken, problem: next };
    const { url } = next.answer;
    const read = await pagesOf(poll).entries(next.text, source, url);
    if (!read.ok) return { ...broken, problem: finding('page-failed', url, read.message) };
    const fresh = namedEntries(read.entries, url, source.url).filter(
      (entry) => !entry.names.some((name) => names.has(name)),
    );
    if (fresh.length === 0) return done;
    for (const name of fresh.flatMap((entry) => entry.names)) names.add(name);
    entries.push(...fresh);
    newest = fresh;
    page = next;
  }
}

/** How page `n` behind a page is fetched; null = the source has no such page. */
async function nextPage(
  page: ListText,
  n: number,
  poll: PollContext,
): Promise<(() => Promise<ListOutcome>) | null> {
  const from = page.filledFrom;
  if (from !== null) return async () => (await calledList(from, n, poll)) ?? page;
  const place = await placeOf(page, n, poll);
  return place === null ? null : () => linkedList(place, page.answer.url, poll);
}

async function isKnownBelow(
  page: readonly NamedEntry[],
  { source, store }: PollContext,
): Promise<boolean> {
  const names = page.slice(Math.floor(page.length / 2)).flatMap((entry) => entry.names);
  return names.length === 0 || (await store.itemNames(source.id, names)).size > 0;
}

type PagePlace = NonNullable<ReturnType<typeof placeOfPage>>;

async function linkedList(
  { url, body }: PagePlace,
  page: string,
  context: FetchContext,
): Promise<ListOutcome> {
  const answer = await fetchLinked(context, url, page, {
    maxBytes: LIST_BYTES,
    body: body ?? null,
  });
  return answer.kind === 'failed' ? answer : listOf(answer);
}

/** Where page `n` stands: as the source says, or behind the link that leads on. */
async function placeOf(
  { text, answer }: ListText,
  n: number,
  poll: PollContext,
): Promise<PagePlace | null> {
  const next = poll.source.pages?.next;
  if (next === undefined) return placeOfPage(poll.source, text, n, poll.now);
  const url = await pagesOf(poll).nextPage(text, next, answer.url);
  return url === null ? null : { url, body: null };
}

export type ListAnswer = Extract<FetchOutcome, { kind: 'ok' }>;
export type ListFailure = Omit<FetchFailure, 'status'> & { readonly status?: number | null };

/** A list as its kind reads it: text, and how it was written. */
export interface ListText {
  readonly answer: ListAnswer;
  readonly text: string;
  readonly charset: string;
  /** The page whose call filled the list; null where the page is the list. */
  readonly filledFrom: ListText | null;
}

type ListOutcome = ListText | ListFailure;

const listOf = (answer: ListAnswer): ListText => {
  const { text, charset } = toText(answer.bytes, { declared: answer.contentType });
  return { answer, text, charset, filledFrom: null };
};

/** The context of one source: requests follow its `access` and its robots.txt. */
export const contextOf = <Context extends FetchContext>(
  source: Source,
  context: Context,
): Context => ({
  ...context,
  fetch: sourceFetch(source, context.fetch, context.robots),
});

/** Fetches the list of a source at one of its addresses. */
export async function askList(
  url: string,
  source: Source,
  context: FetchContext,
  now: number,
): Promise<ListOutcome> {
  const page = (await context.fetch(listRequest(source, url, context.proxy, now))) as NewAnswer;
  return page.kind === 'ok' ? filledList(page, source, context) : page;
}

/** Another way to a list: an RSSHub route, or a browser. */
export interface OtherWay {
  readonly url: string;
  /** The source as which the list is read. */
  readonly source: Source;
  readonly ask: () => Promise<NewAnswer>;
}

/** The ways to a list, in order, where neither its address nor a mirror gives one. */
export function otherWays(source: Source, context: FetchContext): OtherWay[] {
  const { route, url } = source;
  const { fetch, proxy, browser } = context;
  const ways: OtherWay[] = [];
  if (route != null && URL.canParse(route))
    ways.push({
      url: route,
      source: { ...source, kind: 'rss', select: {} },
      ask: async () =>
        (await fetch({ url: route, proxy: null, maxBytes: LIST_BYTES })) as NewAnswer,
    });
  if (source.fetch === 'browser' && browser !== undefined)
    ways.push({
      url,
      source,
      ask: async () =>
        (await browser({
          url,
          referer: source.referer ?? null,
          proxy,
          waitFor: rowOf(source),
        })) as NewAnswer,
    });
  return ways;
}

/**
 * Fetches the call that would fill a list by script, where the page names one; otherwise the page
 * is the list. Where the call fails, a page with dated rows of its own counts as the list.
 */
export async function filledList(
  page: ListAnswer,
  source: Source,
  context: FetchContext,
): Promise<ListOutcome> {
  const list = listOf(page);
  if (source.kind !== 'html-list') return list;
  const called = (await calledList(list, 1, context)) ?? list;
  return 'code' in called && (await hasOwnRows(list, source, context)) ? list : called;
}

async function hasOwnRows(
  { text, answer }: ListText,
  source: Source,
  context: FetchContext,
): Promise<boolean> {
  const read = await pagesOf(context).entries(text, source, answer.url);
  return (
    read.ok && read.entries.filter((entry) => entry.statedDate !== null).length >= ENOUGH_LINKS
  );
}

/** Links from which on an answer counts as a list. */
const ENOUGH_LINKS = 3;

/**
 * Page `n` of a list by the calls that its page names: the first answer that is a list, else the
 * one with the most links; null = the page names none.
 */
async function calledList(page: ListText, n: number, context: FetchContext) {
  const { answer, text, charset } = page;
  const calls = await pagesOf(context).listCalls(text, answer.url, n);
  let failure: ListFailure | null = null;
  let best: { readonly links: number; readonly list: ListText } | null = null;
  for (const call of calls) {
    const list = await fetchLinked(context, call, answer.url, { maxBytes: LIST_BYTES });
    if (list.kind === 'failed') {
      failure ??= list;
      continue;
    }
    const fragment = listFragment(toText(list.bytes).text);
    if (fragment === null) {
      const found = finding('list-not-found', answer.url, 'the call that fills it');
      failure ??= { kind: 'failed', ...found, retryAfterMs: null };
      continue;
    }
    const { bytes, freshForMs } = list;
    const links = linksIn(fragment);
    // The page stays the same while its list changes: its validators say nothing.
    const filled = { ...answer, bytes, etag: null, lastModified: null, freshForMs };
    if (best === null || links > best.links)
      best = { links, list: { answer: filled, text: fragment, charset, filledFrom: page } };
    if (links >= ENOUGH_LINKS) break;
  }
  return best?.list ?? failure;
}
