import { withoutEnd } from '../../domain/edges.ts';
import { cleanLine } from '../clean.ts';
import { type HtmlPage, wordsOf } from './tree.ts';

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
export function statedDateOf(page: HtmlPage): string | null {
  const stated = metas(page);
  for (const name of DATE_NAMES) {
    const value = stated.get(name);
    if (value) return value;
  }
  for (const { attribs } of [...page.matching('[itemprop="datePublished"]'), ...page.named('time')]) {
    const value = cleanLine(attribs.content ?? attribs.datetime ?? '');
    if (value !== '') return value;
  }
  for (const script of page.named('script')) {
    if (script.attribs.type !== 'application/ld+json') continue;
    const date = /"datePublished"\s*:\s*"([^"]{4,40})"/.exec(wordsOf(script))?.[1];
    if (date) return date;
  }
  return null;
}

function metas(page: HtmlPage): Map<string, string> {
  const found = new Map<string, string>();
  for (const meta of page.named('meta')) {
    const { name, property, itemprop, content } = meta.attribs;
    const key = (name ?? property ?? itemprop ?? '').toLowerCase();
    const value = cleanLine(content ?? '');
    if (key !== '' && value !== '' && !found.has(key)) found.set(key, value);
  }
  return found;
}

/**
 * The document's title: what the publishing system states, else the first heading that the page's own title repeats, else the stated titles.
 * The site's name after a dash or underline is cut off the latter.
 */
export function titleOf(page: HtmlPage): string | null {
  const stated = metas(page);
  const article = stated.get('articletitle');
  if (article) return article;
  const shared = stated.get('og:title') ?? stated.get('twitter:title') ?? '';
  const tab = cleanLine(page.named('title').map(wordsOf)[0] ?? '');
  const headings = page
    .matching('h1, #con_title, .con-title, .article-title, .article_title')
    .map((heading) => cleanLine(wordsOf(heading)))
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
    return withoutEnd(tab.slice(0, -site.length), /[\s_|\-–—·]/u);
  const parts = tab.split(/[_|]|\s[-–—]{1,9}\s|--/u);
  return parts[0]?.trim() || tab;
}
