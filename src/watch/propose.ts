import { webAddress } from '../domain/web-address.ts';
import { parsePage } from '../markup/parse-page.ts';

const LEAST_LINKS = 3;
const LEAST_TITLE = 6;
const LEAST_PIECE = 4;

/** What a page offers in place of what was looked for: the address of a feed, or a selector that finds rows. */
export interface FeedOffer {
  readonly feed: string | null;
  readonly selector: { readonly text: string; readonly rows: number } | null;
}

/**
 * Looks for a feed that a page names in its head, and for the largest group of links that differ only in numbers, as notices in a
 * list do. A person judges it: it is proposed and never used by itself.
 */
export function offerOf(text: string, url: string): FeedOffer {
  const parsed = parsePage(text);
  if (!parsed.ok) return { feed: null, selector: null };
  const page = parsed.$;
  const named = page('link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"]').attr(
    'href',
  );
  const feed = webAddress(named, url);
  const shapes = new Map<string, Set<string>>();
  for (const one of page('a[href]').toArray()) {
    const link = page(one);
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
  return { feed, selector: { text: `a[href*="${piece.replaceAll('"', '\\"')}"]`, rows: links.size } };
}
