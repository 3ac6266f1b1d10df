import type { IncomingMessage, ServerResponse } from 'node:http';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { PAGES_HERE, type Pages } from '../../../src/pipeline/watch/fetch-context.ts';
import { recheckPage } from '../../../src/pipeline/watch/new-entries.ts';
import { pollSource } from '../../../src/pipeline/watch/poll.ts';
import { type Loopback, startLoopback } from '../../support/loopback.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const NOON = Date.parse('2026-03-02T12:00+08:00');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A site on loopback whose pages a test changes, and a source that watches it with an own store and
 * clock.
 */
export interface Watched {
  readonly site: Loopback;
  readonly store: OpenStore;
  now: number;
  /** What a path answers; text is a page of status 200. */
  readonly pages: Map<string, string | Answer>;
  source(more?: Partial<Source>): Source;
  poll(more?: Partial<Source>, pages?: Pages): ReturnType<typeof pollSource>;
  /** Lets time pass, then polls. */
  later(ms: number, more?: Partial<Source>, pages?: Pages): ReturnType<typeof pollSource>;
  /** Looks again at every page that is due. */
  look(more?: Partial<Source>): Promise<string[]>;
  /** Every item that waits for the reader, with its text. */
  items(): Promise<
    {
      title: string;
      version: number;
      text: string;
      files: string[];
      late: boolean;
      backfill: boolean;
    }[]
  >;
  close(): Promise<void>;
}

export async function watched(): Promise<Watched> {
  const pages = new Map<string, string | Answer>();
  const site = await startLoopback((request, response) => {
    const page = pages.get(request.url ?? '/');
    if (page === undefined) response.writeHead(404).end('not here');
    else if (typeof page === 'function') page(request, response);
    else
      response
        .writeHead(200, {
          'content-type': page.startsWith('<?xml')
            ? 'application/rss+xml'
            : 'text/html; charset=utf-8',
        })
        .end(page);
  });
  const store = await openStore({ path: ':memory:' });
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1']),
    limits: { connectMs: 500, headersMs: 500, exchangeMs: 2_000 },
    now: () => self.now,
  });
  const self: Watched = {
    site,
    store,
    now: NOON,
    pages,
    source: (more = {}) => ({
      id: 'cn-test-lists' as SourceId,
      title: 'Lists',
      kind: 'html-list',
      url: `${site.origin}/list`,
      mirrors: [],
      official: true,
      select: { item: 'li', link: 'a', date: 'span' },
      fetchPage: true,
      every: { busyMinutes: 5, quietMinutes: 30 },
      windows: [],
      expectedPer30Days: null,
      address: 'verified',
      instance: null,
      enabled: true,
      note: null,
      ...more,
    }),
    poll: (more, pages = PAGES_HERE) =>
      pollSource(
        self.source(more),
        'Asia/Shanghai',
        { store, fetch, pages, jitter: () => 0 },
        self.now as Instant,
      ),
    later(ms, more, pages) {
      self.now += ms;
      return self.poll(more, pages);
    },
    async look(more) {
      const looks: string[] = [];
      const now = self.now as Instant;
      for (const check of await store.pageChecks({ due: now, limit: 99 }))
        looks.push(await recheckPage(check, self.source(more), { store, fetch, proxy: null }, now));
      return looks;
    },
    async items() {
      const rows = await store.pendingItems(999);
      return Promise.all(
        rows.map(async (item) => {
          const stored = await store.itemBytes(item.id);
          return {
            title: item.title,
            version: item.version,
            text: new TextDecoder().decode(stored!.bytes),
            files: stored!.files.map(({ file }) => file.name),
            late: item.late === true,
            backfill: item.backfill,
          };
        }),
      );
    },
    async close() {
      await fetch.close();
      await store.close();
      await site.close();
    },
  };
  return self;
}

/** A list page with a row for each path. */
export const list = (...rows: readonly (readonly [path: string, title: string])[]) =>
  `<html><body><ul>${rows.map(([path, title]) => `<li><a href="${path}">${title}</a><span>2026-03-02</span></li>`).join('')}</ul></body></html>`;

/** A notice with a table of apps. */
export const notice = (text: string) =>
  `<html><body><article><p>${text}</p><table>${'<tr><td>1</td><td>晴空天气</td></tr>'.repeat(3)}</table></article></body></html>`;

export interface FeedItem {
  readonly guid?: string;
  readonly link?: string;
  readonly title: string;
  readonly body?: string;
}

/** A feed with these items. */
export const feed = (...items: readonly FeedItem[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>https://x.example/</link><description>d</description>${items
    .map(
      ({ guid, link, title, body }) =>
        `<item><title>${title}</title>${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${link === undefined ? '' : `<link>${link}</link>`}<description>${body ?? 'body'}</description></item>`,
    )
    .join('')}</channel></rss>`;
