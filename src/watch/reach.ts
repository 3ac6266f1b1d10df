import type { Source } from '../domain/regulator.ts';
import { legibleHash } from './edits.ts';
import type { Fetch } from './fetch.ts';
import { boundedEntries } from './kinds/bounded.ts';
import type { Entries } from './kinds/entry.ts';
import { listCall } from './kinds/filled-list.ts';
import { KINDS } from './kinds/index.ts';
import { nextPage } from './kinds/next-page.ts';
import { filesOf, type PageFiles } from './page-files.ts';
import { type FeedOffer, offerOf } from './propose.ts';

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

/** Pages read in this process: one-shot commands and tests. */
export const PAGES_HERE: Pages = {
  entries: async (text, source, url) =>
    boundedEntries(await KINDS[source.kind](text.replaceAll('\0', ''), source, url)),
  files: async (...page) => filesOf(...page),
  legibleHash: async (...page) => legibleHash(...page),
  listCall: async (...page) => listCall(...page),
  nextPage: async (...page) => nextPage(...page),
  offer: async (...page) => offerOf(...page),
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

export const pagesOf = ({ pages }: Pick<FetchReach, 'pages'>): Pages => pages ?? PAGES_HERE;
