import { parsePage } from '../../../base/markup/parse-page.ts';
import { jsonIn } from '../../../domain/json-text.ts';
import { webAddress } from '../../../domain/web-address.ts';
import { at } from './entry.ts';

const PAGE_SIZE = 24;

/** The publishing system spells its own attribute value in two ways. */
const FILLED = /buildstatic|bulidstatic/i;
const MOST_CALLS = 3;
/** Names of parts of a page that hold no notices, as these pages call them. */
const ASIDE = /位置|导航|面包屑|菜单|轮播|页头|页脚/;
const LISTS = /列表|list|内容|分页|栏目/i;

/**
 * The calls with which a page of the publishing system of MIIT, its provincial bureaus, SAMR and
 * MOFCOM fills its list, the likeliest first: `pageNo` counts from 1.
 * `<script parseType="bulidstatic" url="…" queryData="{'webId':'…',…}">`, or the same on another
 * tag. Read, never run. Empty = the page is complete by itself.
 */
export function listCalls(text: string, url: string, pageNo = 1): readonly string[] {
  if (!FILLED.test(text)) return [];
  const parsed = parsePage(text);
  if (!parsed.ok) return [];
  const page = parsed.$;
  const calls = page('[parsetype][url][querydata]')
    .toArray()
    .filter((element) => FILLED.test(page(element).attr('parsetype')!))
    .flatMap((element) => {
      const query = pairsOf(page(element).attr('querydata')!);
      const call = callOf(page(element).attr('url')!, query, url, pageNo);
      return call === null ? [] : [{ call, rank: rankOf(query.get('tagId') ?? '') }];
    })
    .toSorted((a, b) => a.rank - b.rank);
  return [...new Set(calls.map(({ call }) => call))].slice(0, MOST_CALLS);
}

/** Rank of a call: 0 = named like a list, 1 = not named, 2 = named like a part of the frame. */
function rankOf(tag: string): number {
  if (ASIDE.test(tag)) return 2;
  return LISTS.test(tag) ? 0 : 1;
}

function callOf(
  address: string,
  query: ReadonlyMap<string, string>,
  url: string,
  pageNo: number,
): string | null {
  if (query.size === 0 || !URL.canParse(address, url)) return null;
  const call = new URL(address, url);
  for (const [name, value] of query) call.searchParams.set(name, value);
  if (pageNo > 1 || !query.has('paramJson'))
    call.searchParams.set('paramJson', withPage(query.get('paramJson'), pageNo));
  return call.href;
}

/** The parameters that the page states, for another page of the list. */
const withPage = (parameters: string | undefined, pageNo: number): string =>
  JSON.stringify(
    Object.assign({ pageNo, pageSize: PAGE_SIZE }, jsonIn(parameters ?? ''), { pageNo }),
  );

/** The HTML that such a call answers: `{"data":{"html":"…"}}`; null where it is something else. */
export function listFragment(text: string): string | null {
  const html = at(jsonIn(text), 'data.html');
  return typeof html === 'string' ? html : null;
}

/** How many links a fragment holds: the one with the most is the list. */
export const linksIn = (fragment: string): number => fragment.match(/<a\s/gi)?.length ?? 0;

/** Names and values of an object that is written with single or double quotes. */
function pairsOf(text: string): Map<string, string> {
  const stated = jsonIn(text) as object | null;
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  if (stated !== null)
    return new Map(Object.entries(stated).map(([name, value]) => [name, asText(value)]));
  const pairs = text.matchAll(
    /(['"])(\w{1,60})\1\s{0,9}:\s{0,9}(?:'([^']*)'|"([^"]*)"|([\d.]+)|(\{[^{}]*\}))/g,
  );
  return new Map(
    [...pairs].map((pair) => [pair[2]!, pair[3] ?? pair[4] ?? pair[5] ?? pair[6] ?? '']),
  );
}

/**
 * The address behind the link that leads on to the next page of a list; null where there is none.
 */
export function nextPage(text: string, selector: string, url: string): string | null {
  const page = parsePage(text);
  return page.ok ? webAddress(page.$(selector).first().attr('href'), url) : null;
}

const LEAST_LINKS = 3;
const LEAST_TITLE = 6;
const LEAST_PIECE = 4;

/**
 * What a page offers in place of what was looked for: the address of a feed, or a selector that
 * finds rows.
 */
export interface FeedOffer {
  readonly feed: string | null;
  readonly selector: { readonly text: string; readonly rows: number } | null;
}

/**
 * Finds the feed that a page names in its head, and the largest group of links that differ only in
 * numbers, as notices of a list do. It is proposed to a person and never used automatically.
 */
export function offerOf(text: string, url: string): FeedOffer {
  const parsed = parsePage(text);
  if (!parsed.ok) return { feed: null, selector: null };
  const page = parsed.$;
  const named = page('link[rel~="alternate"]:is([type*="rss"], [type*="atom"])');
  const feed = webAddress(named.attr('href'), url);
  const shapes = new Map<string, Set<string>>();
  for (const element of page('a[href]').toArray()) {
    const link = page(element);
    const title = (link.attr('title') ?? link.text()).replace(/\s+/g, ' ').trim();
    const href = link.attr('href')!;
    if (title.length < LEAST_TITLE || !/\d/.test(href)) continue;
    const shape = href.replace(/[0-9a-f]{16,}|\d+/gi, '#');
    shapes.set(shape, (shapes.get(shape) ?? new Set()).add(href));
  }
  const [largest] = [...shapes].sort(([, a], [, b]) => b.size - a.size);
  if (largest === undefined || largest[1].size < LEAST_LINKS) return { feed, selector: null };
  const [shape, links] = largest;
  const [piece = ''] = shape.split('#').sort((a, b) => b.length - a.length);
  if (piece.length < LEAST_PIECE) return { feed, selector: null };
  return {
    feed,
    selector: { text: `a[href*="${piece.replaceAll('"', '\\"')}"]`, rows: links.size },
  };
}

const FRAME =
  'nav, header, footer, [role="navigation"], .nav, .menu, .navbar, .navigation, .breadcrumb, ' +
  '.footer, .header, .sidebar, #nav, #menu, #header, #footer, #sidebar';

/** The addresses that stand in the frame of a page: menus, head, foot and sides. */
export function menuOf(text: string, url: string): readonly string[] {
  const parsed = parsePage(text);
  if (!parsed.ok) return [];
  const page = parsed.$;
  const links = page(`:is(${FRAME}) a[href]`).toArray();
  const addresses = links.map((link) =>
    webAddress(page(link).attr('href')!.replace(/#.*$/s, ''), url),
  );
  return [...new Set(addresses.filter((address) => address !== null))];
}
