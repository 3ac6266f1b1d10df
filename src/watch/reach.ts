import type { Store } from '../domain/ports.ts';
import type { Source } from '../domain/regulator.ts';
import type { Fetch, FetchOutcome, FetchRequest } from './fetch.ts';
import type { Entries, ListKind } from './kinds/entry.ts';
import type { FeedOffer } from './kinds/list-page.ts';
import { LIST_BYTES } from './limits.ts';
import { filesOf, legibleHash, type PageFiles } from './page-files.ts';

/**
 * Everything for which the tree of a fetched page is built. All of it is values in, values out, so that the running program reads
 * pages in a process apart.
 */
export interface Pages {
  entries(text: string, source: Pick<Source, 'select' | 'kind'>, url: string): Promise<Entries>;
  files(bytes: Uint8Array, contentType: string | null, url: string): Promise<PageFiles>;
  legibleHash(bytes: Uint8Array, contentType: string | null): Promise<string>;
  listCall(text: string, url: string, pageNo: number): Promise<string | null>;
  nextPage(text: string, selector: string, url: string): Promise<string | null>;
  offer(text: string, url: string): Promise<FeedOffer>;
}

/** One file a kind of source, loaded with the first source of its kind. */
export const KINDS: Readonly<Record<Source['kind'], ListKind>> = {
  rss: async (...list) => (await import('./kinds/rss.ts')).rss(...list),
  'html-list': async (...list) => (await import('./kinds/html-list.ts')).htmlList(...list),
  json: async (...list) => (await import('./kinds/json.ts')).json(...list),
};

/** Pages read in this process: one-shot commands and tests. What reads them is loaded with the first. */
export const PAGES_HERE: Pages = {
  async entries(text, source, url) {
    const { boundedEntries } = await import('./kinds/bounded.ts');
    return boundedEntries(await KINDS[source.kind](text.replaceAll('\0', ''), source, url));
  },
  files: async (...page) => filesOf(...page),
  legibleHash: async (...page) => legibleHash(...page),
  listCall: async (...page) => (await import('./kinds/list-page.ts')).listCall(...page),
  nextPage: async (...page) => (await import('./kinds/list-page.ts')).nextPage(...page),
  offer: async (...page) => (await import('./kinds/list-page.ts')).offerOf(...page),
};

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

export const pagesOf = ({ pages }: Pick<FetchReach, 'pages'>): Pages => pages ?? PAGES_HERE;

/** What a request without validators is answered: there is nothing that could be unchanged. */
export type NewAnswer = Exclude<FetchOutcome, { kind: 'not-modified' }>;

/** Asks for what a page links to. */
export async function fetchLinked(
  { fetch, proxy }: FetchReach,
  url: string,
  page: string,
  maxBytes?: number,
): Promise<NewAnswer> {
  const wanted = { url, referer: page, linkedFrom: page, proxy };
  return (await fetch(maxBytes === undefined ? wanted : { ...wanted, maxBytes })) as NewAnswer;
}

/** The request for a list of a source at one of its addresses. */
export const listRequest = (source: Source, url: string, proxy: string | null): FetchRequest => ({
  ...{ url, referer: source.referer ?? null, proxy, maxBytes: LIST_BYTES },
});
