import { toText } from '../charset/to-text.ts';
import type { Source } from '../domain/regulator.ts';
import { webAddress } from '../domain/web-address.ts';
import type { FetchFailure, FetchOutcome } from './fetch.ts';
import { finding, type SourceFinding } from './findings.ts';
import { type NamedEntry, namedEntries } from './identity.ts';
import { listFragment } from './kinds/list-page.ts';
import { LIST_BYTES, MOST_OLDER_PAGES } from './limits.ts';
import {
  type FetchReach,
  fetchLinked,
  listRequest,
  type NewAnswer,
  type PollContext,
  pagesOf,
} from './reach.ts';

export interface Older {
  /** All entries, newest first: those of the first page, then those of the pages behind it. */
  readonly entries: readonly NamedEntry[];
  /** Pages that were read, or tried. */
  readonly pages: number;
  /** True where the last of them could not be read: what stands there and behind it is still to be fetched. */
  readonly broken: boolean;
  readonly problem: SourceFinding | null;
}

/**
 * Reads the pages behind the first one of a list where no row of its lower half is known: more was published than it shows since it was
 * seen last. A known row above may be pinned and says nothing. It stops at the first page with a known row there, at one that brings
 * nothing new, and after `MOST_OLDER_PAGES`; where the source names no further pages the first one is all there is.
 * @param through pages that are read in any case: what an earlier poll found there is not saved yet
 */
export async function withOlderPages(
  first: readonly NamedEntry[],
  list: ListText,
  through: number,
  poll: PollContext,
): Promise<Older> {
  const { source } = poll;
  const entries = [...first];
  let newest = first;
  const names = new Set(entries.flatMap((one) => one.names));
  let page: OlderPage = { text: list.text, url: list.answer.url, call: list.filledFrom };
  for (let n = 2; ; n += 1) {
    const done = { entries, pages: n - 1, broken: false, problem: null };
    if (n > through && (await isKnownBelow(newest, poll))) return done;
    const address = page.call === null ? await addressOf(page, n, poll) : page.call.url;
    if (address === null) return done;
    if (n > MOST_OLDER_PAGES + 1) {
      const detail = `the rows of ${MOST_OLDER_PAGES} older pages were not known`;
      return { ...done, problem: finding('too-many-rows', source.url, detail) };
    }
    const broken = { ...done, pages: n, broken: true };
    const next = await askPage(page, address, n, poll);
    if ('code' in next) return { ...broken, problem: next };
    const read = await pagesOf(poll).entries(next.text, source, next.url);
    if (!read.ok) return { ...broken, problem: finding('page-failed', next.url, read.message) };
    const fresh = namedEntries(read.entries, next.url, source.url).filter(
      (one) => !one.names.some((name) => names.has(name)),
    );
    if (fresh.length === 0) return done;
    for (const name of fresh.flatMap((one) => one.names)) names.add(name);
    entries.push(...fresh);
    newest = fresh;
    page = next;
  }
}

interface OlderPage {
  readonly text: string;
  readonly url: string;
  /** The page whose call fills the list. */
  readonly call: ListText['filledFrom'];
}

async function isKnownBelow(page: readonly NamedEntry[], { source, store }: PollContext): Promise<boolean> {
  const names = page.slice(Math.floor(page.length / 2)).flatMap((one) => one.names);
  return names.length === 0 || (await store.itemNames(source.id, names)).size > 0;
}

async function askPage(
  page: OlderPage,
  url: string,
  n: number,
  reach: FetchReach,
): Promise<OlderPage | SourceFinding> {
  if (page.call !== null) {
    const call = (await pagesOf(reach).listCall(page.call.text, url, n)) ?? url;
    const list = await requestCall(call, url, reach);
    return 'code' in list ? list : { text: list.fragment, url: page.url, call: page.call };
  }
  const answer = await fetchLinked(reach, url, page.url, { maxBytes: LIST_BYTES });
  if (answer.kind === 'failed') return answer;
  return { text: toText(answer.bytes, { declared: answer.contentType }).text, url: answer.url, call: null };
}

/** The address of page `n`: by the template (`{n}`, or `{n-1}` where the second page is number 1), or behind the link that leads on. */
async function addressOf(page: OlderPage, n: number, poll: PollContext): Promise<string | null> {
  const { pages, url } = poll.source;
  if (pages?.template === undefined)
    return pages?.next === undefined ? null : pagesOf(poll).nextPage(page.text, pages.next, page.url);
  return webAddress(
    pages.template.replace(/\{n(-1)?\}/g, (_, less) => String(less ? n - 1 : n)),
    url,
  );
}

export type ListAnswer = Extract<FetchOutcome, { kind: 'ok' }>;
export type ListFailure = Omit<FetchFailure, 'status'> & { readonly status?: number | null };

/** A list as its kind reads it: text, and how it was written. */
export interface ListText {
  readonly answer: ListAnswer;
  readonly text: string;
  readonly charset: string;
  /** The page whose call filled the list; null where the page is the list. */
  readonly filledFrom: { readonly text: string; readonly url: string } | null;
}

/** The list of a source at one of its addresses, asked for anew. */
export async function askList(
  url: string,
  source: Source,
  reach: FetchReach,
): Promise<ListText | ListFailure> {
  const page = (await reach.fetch(listRequest(source, url, reach.proxy))) as NewAnswer;
  return page.kind === 'ok' ? filledList(page, source.kind, reach) : page;
}

/** A list that a script would fill is asked for with the call that the page names; without one the page is the list. */
export async function filledList(
  page: ListAnswer,
  kind: string,
  reach: FetchReach,
): Promise<ListText | ListFailure> {
  const { text, charset } = toText(page.bytes, { declared: page.contentType });
  const call = kind === 'html-list' ? await pagesOf(reach).listCall(text, page.url, 1) : null;
  if (call === null) return { answer: page, text, charset, filledFrom: null };
  const list = await requestCall(call, page.url, reach);
  if ('code' in list) return list;
  // The page stays the same while its list changes: its validators say nothing.
  const answer = { ...page, bytes: list.bytes, etag: null, lastModified: null, freshForMs: list.freshForMs };
  return { answer, text: list.fragment, charset, filledFrom: { text, url: page.url } };
}

/** The fragment that a call answers. */
async function requestCall(
  call: string,
  referer: string,
  reach: FetchReach,
): Promise<(Pick<ListAnswer, 'bytes' | 'freshForMs'> & { readonly fragment: string }) | ListFailure> {
  const list = await fetchLinked(reach, call, referer, { maxBytes: LIST_BYTES });
  if (list.kind === 'failed') return list;
  const fragment = listFragment(toText(list.bytes).text);
  if (fragment === null) {
    const found = finding('list-not-found', referer, 'the call that fills it');
    return { kind: 'failed', ...found, retryAfterMs: null };
  }
  return { bytes: list.bytes, freshForMs: list.freshForMs, fragment };
}
