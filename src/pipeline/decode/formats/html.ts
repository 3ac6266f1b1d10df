import { withoutEnd } from '../../../domain/edges.ts';
import { cleanLine } from '../clean.ts';
import type { Draft, ParsedDocument } from '../compose.ts';
import { htmlKindOf } from '../html/html-kind.ts';
import { liftLongTables } from '../html/long-tables.ts';
import { readMainPart } from '../html/main-part.ts';
import { type HtmlPage, isWithin, parse, wordsOf } from '../html/page.ts';
import { jsonRecords } from '../json-records.ts';
import { dateInText } from '../stated-date.ts';
import { whereTheListIs } from '../where-the-list-is.ts';

/**
 * An HTML page or fragment (a feed's body, Word turned to HTML). Findings: `list-is-a-picture`,
 * `list-in-attachment`. Throws where the page has more of something than any page needs.
 * @param url its address; null = not known
 */
export function decodeHtml(html: string, url: string | null = null): ParsedDocument {
  const lifted = liftLongTables(html);
  const page = parse(lifted.html);
  const [metas, title] = [metasOf(page), titleOf(page)];
  const kind = htmlKindOf(html, page, metas, url);
  const hasFiles = linksToFile(page);
  const { drafts, pictures, dateLines } = readMainPart(page, { kind, title }, lifted.rowsOf);
  if (kind !== 'article') drafts.push(...scriptRecords(page, drafts));
  const findings = whereTheListIs(drafts, pictures, hasFiles);
  return {
    drafts,
    pictures,
    title,
    statedDate: statedDateOf(page) ?? dateInText(dateLines),
    hasFiles,
    findings,
  };
}

/** A page with fewer letters is drawn by its scripts. */
const THIN = 400;

/** The list that a page's script would draw, where the page itself says next to nothing. */
function scriptRecords(page: HtmlPage, drafts: readonly Draft[]): Draft[] {
  const letters = drafts.reduce(
    (sum, draft) => sum + (draft.kind === 'paragraph' ? draft.text.length : THIN),
    0,
  );
  if (letters >= THIN) return [];
  const lists = page.named('script').flatMap((script) => jsonRecords(wordsOf(script)) ?? []);
  const [longest] = lists.sort((a, b) => b.rows.length - a.rows.length);
  return longest === undefined ? [] : [longest];
}

const DATE_NAMES = (
  'pubdate publishdate publish_date publishedtime firstpublishedtime ' +
  'article:published_time og:published_time og:release_date ' +
  'datepublished dc.date.issued dcterms.created dc.date date'
).split(' ');

/** The publication time as the page's metadata states it, verbatim; null where it states none. */
function statedDateOf(page: HtmlPage): string | null {
  const metas = metasOf(page);
  const stated = DATE_NAMES.find((name) => metas.has(name));
  if (stated !== undefined) return metas.get(stated)!;
  for (const { attribs } of [
    ...page.matching('[itemprop="datePublished"]'),
    ...page.named('time'),
  ]) {
    const value = cleanLine(attribs.content ?? attribs.datetime ?? '');
    if (value !== '') return value;
  }
  const data = page.named('script').filter(({ attribs }) => attribs.type === 'application/ld+json');
  const dates = data.map(
    (script) => /"datePublished"\s*:\s*"([^"]{4,40})"/.exec(wordsOf(script))?.[1],
  );
  return dates.find((date) => date !== undefined) ?? null;
}

function metasOf(page: HtmlPage): Map<string, string> {
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
 * The document's title: the one stated by the publishing system, else the first heading that the
 * page's own title repeats, else the page's titles, without the site's name after a dash or
 * underscore.
 */
function titleOf(page: HtmlPage): string | null {
  const metas = metasOf(page);
  const article = metas.get('articletitle');
  if (article) return article;
  const shared = metas.get('og:title') ?? metas.get('twitter:title') ?? '';
  const tab = cleanLine(page.named('title').map(wordsOf)[0] ?? '');
  const headings = page
    .matching('h1, #con_title, .con-title, .article-title, .article_title')
    .map((heading) => cleanLine(wordsOf(heading)))
    .filter((text) => text !== '' && text.length <= 200);
  const same = (text: string) => text.replace(/\s+/gu, '');
  const repeated = headings
    .filter((text) => same(shared || tab).includes(same(text)))
    .sort((a, b) => b.length - a.length)[0];
  const site = cleanLine(metas.get('sitename') ?? metas.get('og:site_name') ?? '');
  const heading = repeated ?? (shared ? undefined : headings.find((text) => text !== site));
  return heading ?? (shared || withoutSite(tab, site) || null);
}

function withoutSite(tab: string, site: string): string {
  if (site !== '' && tab.endsWith(site) && tab !== site)
    return withoutEnd(tab.slice(0, -site.length), /[\s_|\-–—·]/u);
  const parts = tab.split(/[_|]|\s[-–—]{1,9}\s|--/u);
  return parts[0]?.trim() || tab;
}

const FILE = /\.(?:docx?|xlsx?|wps|et|pdf|zip|rar|7z|csv|png|jpe?g|webp|bmp|tiff?)(?=$|[?#&])/i;

/**
 * Whether the page links to a file or shows one in a viewer (`viewer.html?file=`, `fileurl`) that
 * may hold its list.
 */
function linksToFile(page: HtmlPage): boolean {
  return page.named('a', 'iframe', 'embed', 'object').some((element) => {
    const { href, download, fileurl, src, data, 'data-src': later } = element.attribs;
    const addresses =
      element.name === 'a'
        ? [href, wordsOf(element).trim(), download]
        : [fileurl, src, data, later];
    if (element.name === 'a' && isWithin(element, 'nav', 'footer')) return false;
    return addresses.some((address) => address !== undefined && FILE.test(address));
  });
}
