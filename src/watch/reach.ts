import type { Store } from '../domain/ports.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import type { Fetch, FetchOutcome, FetchRequest } from './fetch.ts';
import type { Entries, ListKind } from './kinds/entry.ts';
import { LIST_BYTES } from './limits.ts';
import { filesOf, legibleHash } from './page-files.ts';

/** One file a kind of source, loaded with the first source of its kind. */
export const KINDS: Readonly<Record<Source['kind'], ListKind>> = {
  rss: async (...list) => (await import('./kinds/rss.ts')).rss(...list),
  'html-list': async (...list) => (await import('./kinds/html-list.ts')).htmlList(...list),
  json: async (...list) => (await import('./kinds/json.ts')).json(...list),
};

const listPage = () => import('./kinds/list-page.ts');

/** Pages read in this process: one-shot commands and tests. What reads them is loaded with the first. */
export const PAGES_HERE = {
  async entries(text: string, source: Pick<Source, 'select' | 'kind'>, url: string): Promise<Entries> {
    const { boundedEntries } = await import('./kinds/bounded.ts');
    return boundedEntries(await KINDS[source.kind](text.replaceAll('\0', ''), source, url));
  },
  files: async (...page: Parameters<typeof filesOf>) => filesOf(...page),
  legibleHash: async (...page: Parameters<typeof legibleHash>) => legibleHash(...page),
  listCall: async (text: string, url: string, pageNo: number) =>
    (await listPage()).listCall(text, url, pageNo),
  nextPage: async (text: string, selector: string, url: string) =>
    (await listPage()).nextPage(text, selector, url),
  offer: async (text: string, url: string) => (await listPage()).offerOf(text, url),
};

/**
 * Everything for which the tree of a fetched page is built. All of it is values in, values out, so that the running program reads
 * pages in a process apart.
 */
export type Pages = Readonly<typeof PAGES_HERE>;

/** How a source is reached and its pages are read. */
export interface FetchReach {
  readonly fetch: Fetch;
  /** Address of the proxy to go through. */
  readonly proxy: string | null;
  /** Absent = in this process. */
  readonly pages?: Pages;
  /** True once the program ends: what is not begun is left for its next start. */
  readonly stopping?: () => boolean;
}

/** The same, and where what was found is stored. */
export interface StoredReach extends FetchReach {
  readonly store: Store;
}

/** A look at one source: how it is reached, where what is found is stored, and what is known of it so far. */
export interface PollContext extends StoredReach {
  readonly source: Source;
  readonly now: Instant;
  readonly firstRun: boolean;
  /** True where the source was not seen for too long before: what is found now is late. */
  readonly afterGap: boolean;
  /** The last good answer before this one. */
  readonly seenBefore: Instant | null;
}

export const pagesOf = ({ pages }: Pick<FetchReach, 'pages'>): Pages => pages ?? PAGES_HERE;

/** What a request without validators is answered: there is nothing that could be unchanged. */
export type NewAnswer = Exclude<FetchOutcome, { kind: 'not-modified' }>;

/** Asks for what a page links to. */
export async function fetchLinked(
  { fetch, proxy }: FetchReach,
  url: string,
  page: string,
  more: Pick<FetchRequest, 'maxBytes'> = {},
): Promise<NewAnswer> {
  return (await fetch({ url, referer: page, linkedFrom: page, proxy, ...more })) as NewAnswer;
}

/** The request for a list of a source at one of its addresses. */
export const listRequest = (source: Source, url: string, proxy: string | null): FetchRequest => ({
  ...{ url, referer: source.referer ?? null, proxy, maxBytes: LIST_BYTES },
});
