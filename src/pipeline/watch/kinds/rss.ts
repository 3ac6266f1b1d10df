import Parser, { type ParserOptions } from 'rss-parser';
import { webAddress } from '../../../domain/web-address.ts';
import { finding } from '../findings.ts';
import { pageFailure } from '../page-failure.ts';
import { at, boundedFeed, type Entry, type ListKind } from './entry.ts';

const OPTIONS = {
  customFields: {
    feed: ['ttl'],
    item: [
      ['content:encoded', 'encoded'],
      ['dc:date', 'date'],
    ],
  },
} satisfies ParserOptions<FeedMore, ItemMore>;

/** What rss-parser gives beside its own fields. */
type FeedMore = { readonly ttl?: string };
type ItemMore = { readonly id?: string; readonly encoded?: string; readonly date?: string };

/**
 * RSS, Atom and RDF. rss-parser reads well-formed feeds; feedsmith reads those that it refuses as a
 * whole (a bare `&`, an unclosed tag, one bad date). `parseString` only: its own HTTP knows no
 * charset, limit or redirect check.
 */
export const rss: ListKind = async (raw, _source, url) => {
  if (looksLikePage(raw))
    return { ok: false, ...(pageFailure(raw, url) ?? finding('not-a-feed', url)) };
  if (raw.trim() === '') return { ok: false, ...finding('empty-page', url) };
  if (!/^[\s\uFEFF]*</.test(raw))
    return { ok: false, ...finding('broken-feed', url, 'it begins with no tag') };
  const bounded = boundedFeed(raw, url);
  if ('refused' in bounded) return { ok: false, ...bounded.refused };
  const { text, cut } = bounded;
  try {
    // A new parser for each feed: the same one does not answer at all for a second broken feed.
    const feed = await new Parser<FeedMore, ItemMore>(OPTIONS).parseString(text);
    const ttl = Number(feed.ttl);
    const entries = feed.items.map((item) => fromRssParser(item, url));
    return { ok: true, entries, ttlMs: ttl > 0 ? ttl * 60_000 : null, cut };
  } catch (first) {
    const broken = finding(
      'broken-feed',
      url,
      (first as Error).message.split('\n')[0]!.slice(0, 120),
    );
    // Without one complete item the tolerant reader could find nothing and would only take time.
    if (!/<\/(?:\w{1,20}:)?(?:item|entry)\s{0,20}>/i.test(text)) return { ok: false, ...broken };
    try {
      const { parseFeed } = await import('feedsmith');
      return { ok: true, entries: fromFeedsmith(parseFeed(text), url), ttlMs: null, cut };
    } catch {
      return { ok: false, ...broken };
    }
  }
};

function looksLikePage(text: string): boolean {
  let head = text.slice(0, 20_000).trimStart();
  for (
    let end = head.indexOf('-->');
    head.startsWith('<!--') && end !== -1;
    end = head.indexOf('-->')
  )
    head = head.slice(end + 3).trimStart();
  return /^<(?:!doctype html|html|script|head|body)\b/i.test(head);
}

function fromRssParser(item: Parser.Item & ItemMore, base: string): Entry {
  const link = webAddress(item.link, base) ?? '';
  const stated = item.pubDate ?? item.date ?? null;
  return {
    key: (item.guid || item.id || link || item.title || '').trim(),
    url: link,
    title: (item.title ?? '').trim(),
    statedDate: stated,
    // Its `isoDate` assumes this machine's zone for a local time: only the text is used.
    publishedAt: machineDate(stated),
    body: item.encoded ?? item.content ?? item.summary ?? null,
  };
}

const BODIES = [
  'content.encoded',
  'content',
  'content.value',
  'description',
  'summary',
  'summary.value',
];

/** The first text at one of some paths: the four formats have names of their own. */
function firstText(item: unknown, ...paths: readonly string[]): string | null {
  return paths.map((path) => at(item, path)).find((one) => typeof one === 'string') ?? null;
}

function fromFeedsmith({ feed }: { readonly feed: object }, base: string): Entry[] {
  const items = (at(feed, 'items') ?? at(feed, 'entries') ?? []) as readonly object[];
  return items.map((item) => {
    const links = (at(item, 'links') ?? []) as readonly {
      readonly href?: string;
      readonly rel?: string;
    }[];
    const page = links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0];
    const link =
      webAddress(firstText(item, 'link') ?? page?.href ?? firstText(item, 'url') ?? '', base) ?? '';
    const stated = firstText(
      item,
      'pubDate',
      'published',
      'updated',
      'date_published',
      'dc.dates.0',
    );
    return {
      key: firstText(item, 'guid.value', 'id') ?? link,
      url: link,
      title: (firstText(item, 'title', 'title.value') ?? '').trim(),
      statedDate: stated,
      publishedAt: machineDate(stated),
      body: firstText(item, ...BODIES),
    };
  });
}

/**
 * Only dates with a zone are machine-readable: a bare local time would be guessed into some zone.
 */
function machineDate(text: string | null): number | null {
  if (text === null || !/(?:Z|GMT|UTC|[+-]\d\d:?\d\d|[A-Z]{3})\s*$/.test(text.trim())) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
