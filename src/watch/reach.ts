import type { Source } from '../domain/regulator.ts';
import { legibleHash } from './edits.ts';
import type { Fetch } from './fetch.ts';
import type { Entries } from './kinds/entry.ts';
import { filesOf, type PageFiles } from './page-files.ts';
import type { FeedOffer } from './propose.ts';

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

/** Pages read in this process: one-shot commands and tests. What reads them is loaded with the first. */
export const PAGES_HERE: Pages = {
  async entries(text, source, url) {
    const [{ boundedEntries }, { KINDS }] = await Promise.all([
      import('./kinds/bounded.ts'),
      import('./kinds/index.ts'),
    ]);
    return boundedEntries(await KINDS[source.kind](text.replaceAll('\0', ''), source, url));
  },
  files: async (...page) => filesOf(...page),
  legibleHash: async (...page) => legibleHash(...page),
  listCall: async (...page) => (await import('./kinds/filled-list.ts')).listCall(...page),
  nextPage: async (...page) => (await import('./kinds/next-page.ts')).nextPage(...page),
  offer: async (...page) => (await import('./propose.ts')).offerOf(...page),
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
