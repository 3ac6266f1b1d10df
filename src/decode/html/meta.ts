import type { CheerioAPI } from 'cheerio';
import { cleanLine } from '../clean.ts';

const DATE_NAMES = [
  'pubdate',
  'publishdate',
  'publish_date',
  'publishedtime',
  'firstpublishedtime',
  'article:published_time',
  'og:published_time',
  'og:release_date',
  'datepublished',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'date',
];

/** The publication time as the page's metadata states it, verbatim; null where it states none. */
export function statedDateOf($: CheerioAPI): string | null {
  const stated = metas($);
  for (const name of DATE_NAMES) {
    const value = stated.get(name);
    if (value) return value;
  }
  const marked = $('[itemprop="datePublished"], time[pubdate], time[datetime]').first();
  const value = cleanLine(marked.attr('content') ?? marked.attr('datetime') ?? '');
  if (value !== '') return value;
  for (const script of $('script[type="application/ld+json"]').toArray()) {
    const date = /"datePublished"\s*:\s*"([^"]{4,40})"/.exec($(script).text())?.[1];
    if (date) return date;
  }
  return null;
}

function metas($: CheerioAPI): Map<string, string> {
  const found = new Map<string, string>();
  $('meta').each((_, meta) => {
    const { name, property, itemprop, content } = meta.attribs;
    const key = (name ?? property ?? itemprop ?? '').toLowerCase();
    const value = cleanLine(content ?? '');
    if (key !== '' && value !== '' && !found.has(key)) found.set(key, value);
  });
  return found;
}

/**
 * The document's title: what the publishing system states, else the first heading that the page's own title repeats, else the stated titles.
 * The site's name after a dash or underline is cut off the latter.
 */
export function titleOf($: CheerioAPI): string | null {
  const stated = metas($);
  const article = stated.get('articletitle');
  if (article) return article;
  const shared = stated.get('og:title') ?? stated.get('twitter:title') ?? '';
  const tab = cleanLine($('head > title').first().text());
  const headings = $('h1, #con_title, .con-title, .article-title, .article_title')
    .toArray()
    .map((heading) => cleanLine($(heading).text()))
    .filter((text) => text !== '' && text.length <= 200);
  const same = (text: string) => text.replace(/\s+/gu, '');
  const repeated = headings
    .filter((text) => same(shared || tab).includes(same(text)))
    .sort((a, b) => b.length - a.length)[0];
  const site = cleanLine(stated.get('sitename') ?? stated.get('og:site_name') ?? '');
  const heading = repeated ?? (shared ? undefined : headings.find((text) => text !== site));
  return heading ?? (shared || withoutSite(tab, site) || null);
}

function withoutSite(tab: string, site: string): string {
  if (site !== '' && tab.endsWith(site) && tab !== site)
    return tab.slice(0, -site.length).replace(/[\s_|\-–—·]+$/u, '');
  const parts = tab.split(/\s*[_|]\s*|\s+[-–—]+\s+|-{2,}/u);
  return parts[0]?.trim() || tab;
}
