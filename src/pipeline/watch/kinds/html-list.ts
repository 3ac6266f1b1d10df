import type { CheerioAPI } from 'cheerio';
import { contains, load } from 'cheerio/slim';
import {
  ancestors,
  type HtmlNode,
  type HtmlRoot,
  parsePage,
} from '../../../base/markup/parse-page.ts';
import { webAddress } from '../../../domain/web-address.ts';
import { finding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';
import { pageFailure } from '../page-failure.ts';
import { type Entry, type ListKind, linkEntry } from './entry.ts';

/**
 * A list page: `select.item` finds the rows, `select.link` the link in a row (default `a`),
 * `select.title` and `select.date` what stands beside it. A page without a single row is a finding,
 * never "nothing new".
 */
export const htmlList: ListKind = async (text, source, url) => {
  const { item = 'li', link = 'a', title, date } = source.select;
  const parsed = parsePage(recordsIn(text) ?? text);
  if (!parsed.ok)
    return { ok: false, ...finding('hostile-feed', url, `too many or too deep: ${parsed.limit}`) };
  const page = parsed.$;
  const wrong = [item, link, title, date].find((one) => one !== undefined && !isSelector(one));
  if (wrong !== undefined)
    return { ok: false, ...finding('list-not-found', url, `"${wrong}" is no selector`) };
  const all = page(item).toArray();
  const rows = all.slice(0, MOST_ROWS);
  const links = firstWithin(page, rows, link);
  const titles = title === undefined ? null : firstWithin(page, rows, title);
  const dates = date === undefined ? null : firstWithin(page, rows, date);
  const entries: Entry[] = [];
  const places = new Map<string, { readonly index: number; readonly row: (typeof rows)[number] }>();
  for (const row of rows) {
    const anchor = page(row).is(link) ? page(row) : page(links.get(row)!);
    const href = anchor.attr('href');
    const address = webAddress(href?.replace(/#.*$/s, ''), url);
    if (address === null) continue;
    const heading =
      titles === null ? (anchor.attr('title') ?? anchor.text()) : page(titles.get(row)!).text();
    const statedDate = dates === null ? null : page(dates.get(row)!).text().trim() || null;
    // A menu or layout table around the rows matches as a row of its own: the innermost one says
    // what its link is.
    const before = places.get(address);
    const frame = before !== undefined && contains(before.row, row);
    const index = frame ? before.index : entries.length;
    entries[index] = linkEntry(address, heading.replace(/\s+/g, ' ').trim(), statedDate);
    places.set(address, { index, row });
  }
  if (entries.length > 0) return { ok: true, entries, ttlMs: null, cut: all.length > rows.length };
  const missing = () => finding('list-not-found', url, `"${item}" with a link "${link}"`);
  return { ok: false, ...(pageFailure(text, url) ?? missing()) };
};

/**
 * The first element that fits a selector in each of some elements, searched for once in the whole
 * page.
 */
function firstWithin($: CheerioAPI, roots: readonly HtmlNode[], selector: string) {
  // A selector that begins at the element cannot be searched for from the top.
  if (/^\s*[>+~]|:scope/.test(selector))
    return new Map(roots.map((root) => [root, $(root).find(selector)[0]] as const));
  const found = new Map<HtmlRoot | HtmlNode, HtmlNode | undefined>(
    roots.map((root) => [root, undefined]),
  );
  for (const one of $(selector).toArray())
    for (const up of ancestors(one)) if (found.has(up)) found.set(up, found.get(up) ?? one);
  return found;
}

const EMPTY = load('');

function isSelector(text: string): boolean {
  try {
    return EMPTY(text) !== null;
  } catch {
    return false;
  }
}

/**
 * The rows of a page that carries them as data for a script:
 * `<record><![CDATA[<li>…</li>]]></record>`. null = it does not.
 */
function recordsIn(text: string): string | null {
  if (!/<record>/i.test(text)) return null;
  const rows = text
    .split(/<record>\s{0,20}<!\[CDATA\[/i)
    .slice(1)
    .map((row) => row.slice(0, Math.max(0, row.indexOf(']]>'))))
    .filter((row) => row !== '');
  return rows.length === 0 ? null : rows.join('\n');
}
