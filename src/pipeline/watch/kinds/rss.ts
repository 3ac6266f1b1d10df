import Parser, { type ParserOptions } from 'rss-parser';
import { finding } from '../findings.ts';
import { pageFailure } from '../page-failure.ts';
import { at, boundedFeed, type Entry, type ListKind, upToLastEntry } from './entry.ts';
import { entryAddress } from './entry-address.ts';
import { entryTitle, titleText, usualForm } from './entry-title.ts';

/** Elements with the day of an entry beside those that the parser knows, the first one counts. */
const DATE_ELEMENTS = [
  'dc:date',
  'dcterms:issued',
  'issued',
  'dcterms:created',
  'created',
  'dcterms:modified',
  'modified',
] as const;

const OPTIONS = {
  defaultRSS: 2,
  customFields: {
    // The types of the parser know no such field of a feed.
    feed: ['ttl', ['$', 'attributes', { keepArray: true }] as unknown as 'ttl'],
    item: [
      ['content:encoded', 'encoded'],
      ['guid', 'guidNodes', { keepArray: true }],
      ['title', 'titleNodes', { keepArray: true }],
      ['content', 'contentNodes', { keepArray: true }],
      ['media:title', 'mediaTitle'],
      ['$', 'attributes', { keepArray: true }],
      ...DATE_ELEMENTS.map((element): [string, string] => [element, element]),
    ],
  },
} satisfies ParserOptions<FeedMore, ItemMore>;

/** An element with its attributes, as rss-parser gives it; a text where it has none. */
type XmlNode = string | { readonly $?: Readonly<Record<string, string>> };
type WithAttributes = { readonly attributes?: Readonly<Record<string, string>> };

/** What rss-parser gives beside its own fields. */
type FeedMore = WithAttributes & { readonly ttl?: string };
type ItemMore = WithAttributes & {
  readonly id?: string;
  readonly encoded?: string;
  readonly guidNodes?: readonly XmlNode[];
  readonly titleNodes?: readonly XmlNode[];
  readonly contentNodes?: readonly XmlNode[];
  readonly mediaTitle?: XmlNode;
  readonly 'rdf:about'?: string;
} & { readonly [Element in (typeof DATE_ELEMENTS)[number]]?: string };

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
  const { cut } = bounded;
  const text = usualForm(bounded.text);
  try {
    return { ...(await readStrictly(text, url)), cut };
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
      const whole = upToLastEntry(text);
      if (whole === null) return { ok: false, ...broken };
      return readStrictly(whole, url).then(
        (read) => ({ ...read, cut: true }),
        () => ({ ok: false, ...broken }),
      );
    }
  }
};

/** Reads a well-formed feed; rejects where it is none. */
async function readStrictly(text: string, url: string) {
  // A new parser for each feed: the same one does not answer at all for a second broken feed.
  const feed = await new Parser<FeedMore, ItemMore>(OPTIONS).parseString(text);
  const ttl = Number(feed.ttl);
  const bases = [feed.attributes?.['xml:base'] ?? '', feed.link ?? '', url];
  const entries = feed.items.map((item) => fromRssParser(item, bases));
  return { ok: true, entries, ttlMs: ttl > 0 ? ttl * 60_000 : null } as const;
}

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

function attributeOf(nodes: readonly XmlNode[] | undefined, name: string): string | undefined {
  const [node] = nodes ?? [];
  return typeof node === 'string' ? undefined : node?.$?.[name];
}

/** @param bases what relative addresses are relative to, the nearest first */
function fromRssParser(item: Parser.Item & ItemMore, bases: readonly string[]): Entry {
  const { guidNodes, contentNodes, titleNodes, attributes, enclosure, mediaTitle } = item;
  const stated =
    item.pubDate ?? DATE_ELEMENTS.map((element) => item[element]).find(Boolean) ?? null;
  const link =
    entryAddress(
      {
        links: [item.link],
        guid: item.guid,
        isPermalink: attributeOf(guidNodes, 'isPermaLink')?.toLowerCase() !== 'false',
        others: [item.id, item['rdf:about'], attributeOf(contentNodes, 'src')],
        enclosure,
      },
      [attributes?.['xml:base'] ?? '', ...bases],
    ) ?? '';
  const beside = typeof mediaTitle === 'string' ? mediaTitle : null;
  return {
    key: (item.guid || item.id || link || item.title || '').trim(),
    url: link,
    title: entryTitle(item.title ?? beside, {
      type: attributeOf(titleNodes, 'type'),
      mode: attributeOf(titleNodes, 'mode'),
    }),
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
    const isPermalink = at(item, 'guid.isPermaLink') !== false;
    const guid = firstText(item, 'guid.value', 'id');
    const others = [firstText(item, 'external_url'), firstText(item, 'rdf.about')];
    const addresses = [firstText(item, 'link'), page?.href, firstText(item, 'url')];
    const link = entryAddress({ links: addresses, guid, isPermalink, others }, [base]) ?? '';
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
      title: titleText(firstText(item, 'title', 'title.value')),
      statedDate: stated,
      publishedAt: machineDate(stated),
      body: firstText(item, ...BODIES),
    };
  });
}

/** There were no feeds before: an earlier date is misread, as `-0312` for a year before ours. */
const EARLIEST = Date.UTC(1990, 0);

/**
 * Only dates with a zone are machine-readable: a bare local time would be guessed into some zone.
 */
function machineDate(text: string | null): number | null {
  if (text === null || !/(?:Z|GMT|UTC|[+-]\d\d:?\d\d|[A-Z]{3})\s*$/.test(text.trim())) return null;
  const at = Date.parse(text);
  return at >= EARLIEST ? at : null;
}
