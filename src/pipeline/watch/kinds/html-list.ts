import type { CheerioAPI } from 'cheerio';
import { contains, load } from 'cheerio/slim';
import {
  ancestors,
  type HtmlNode,
  type HtmlRoot,
  parsePage,
} from '../../../base/markup/parse-page.ts';
import type { Source } from '../../../domain/regulator.ts';
import { webAddress } from '../../../domain/web-address.ts';
import { finding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';
import { pageFailure } from '../page-failure.ts';
import { cleanTitle, type Entry, type ListKind, linkEntry } from './entry.ts';
import { dateIn, dateInAddress, listDate } from './list-date.ts';

/**
 * A list page. `select.item` finds the rows, `select.link` the link in a row (default `a`),
 * `select.title` and `select.date` its title and date. Without a date there, one in the row, right
 * behind it or in its address is taken. A page without any row is a finding, never "nothing new".
 */
export const htmlList: ListKind = async (text, source, url) => {
  const { item = 'li', link = 'a', title, date } = source.select;
  const parsed = parsePage(recordsIn(text) ?? text);
  if (!parsed.ok)
    return { ok: false, ...finding('hostile-feed', url, `too many or too deep: ${parsed.limit}`) };
  const page = parsed.$;
  const wrong = [item, link, title, date].find((text) => text !== undefined && !isSelector(text));
  if (wrong !== undefined)
    return { ok: false, ...finding('list-not-found', url, `"${wrong}" is no selector`) };
  const all = page(item).toArray();
  const rows = all.slice(0, MOST_ROWS);
  const entries = entriesOf(rowsRead(page, rows, source.select, url));
  if (entries.length > 0) return { ok: true, entries, ttlMs: null, cut: all.length > rows.length };
  const missing = () => finding('list-not-found', url, `"${item}" with a link "${link}"`);
  return { ok: false, ...(pageFailure(text, url) ?? missing()) };
};

/** A row of a list page with the entry that it makes. */
interface RowEntry {
  readonly row: HtmlNode;
  readonly entry: Entry;
}

/** The entry of each row that has a link. */
function rowsRead(
  page: CheerioAPI,
  rows: readonly HtmlNode[],
  { link = 'a', title, date, dates: order }: Source['select'],
  url: string,
): RowEntry[] {
  // Of two links to one notice the first is often its picture.
  const links = firstWithin(page, rows, link, (htmlNode) => wordsOf(page, htmlNode) !== '');
  const titles = title === undefined ? null : firstWithin(page, rows, title);
  const dates = date === undefined ? null : firstWithin(page, rows, date);
  const monthFirst = order === 'month-first';
  const isRow = new Set<HtmlRoot | HtmlNode>(rows);
  const dateOf = (row: HtmlNode, address: string): string | null => {
    const named = dates === null ? '' : page(dates.get(row)!).text().trim();
    if (named !== '') return listDate(named, monthFirst).stated;
    const found = dateIn(wordsAround(row, isRow), monthFirst);
    return found === null ? dateInAddress(address) : listDate(found, monthFirst).stated;
  };
  return rows.flatMap((row) => {
    const anchor = page(row).is(link) ? page(row) : page(links.get(row)!);
    const address = webAddress(anchor.attr('href')?.replace(/#.*$/s, ''), url);
    if (address === null) return [];
    const heading =
      titles === null ? wordsOf(page, anchor[0]!) : cleanTitle(page(titles.get(row)!).text());
    return [{ row, entry: linkEntry(address, heading, dateOf(row, address)) }];
  });
}

/**
 * One entry for each notice. A menu or layout table around the rows matches as a row too: the
 * innermost row counts. A notice that is listed twice takes the longer title.
 */
function entriesOf(read: readonly RowEntry[]): Entry[] {
  const entries: Entry[] = [];
  const places = new Map<string, { readonly index: number; readonly row: HtmlNode }>();
  for (const { row, entry } of read) {
    const before = places.get(entry.url);
    const isFrame = before !== undefined && contains(before.row, row);
    const same = before === undefined || isFrame ? undefined : entries[before.index];
    if (same !== undefined && isSameRow(same, entry)) {
      if (entry.title.length > same.title.length) entries[before!.index] = entry;
      continue;
    }
    const index = isFrame ? before.index : entries.length;
    entries[index] = entry;
    places.set(entry.url, { index, row });
  }
  return entries;
}

const isSameRow = (entry: Entry, other: Entry) =>
  entry.statedDate === null || other.statedDate === null || entry.statedDate === other.statedDate;

/** The name of a link: its title, its text, or the text of its picture. */
function wordsOf(page: CheerioAPI, anchor: HtmlNode): string {
  const link = page(anchor);
  const named = cleanTitle(link.attr('title') ?? '');
  const words = named === '' ? cleanTitle(link.text()) : named;
  return words === '' ? cleanTitle(link.find('img[alt]').attr('alt') ?? '') : words;
}

const MOST_WORDS = 600;
/** Elements behind a row that may belong to it: its date, in a list of pairs. */
const MOST_BEHIND = 2;

/** The text of a row beside its links, and right behind it up to the next row. */
function wordsAround(row: HtmlNode, isRow: ReadonlySet<HtmlRoot | HtmlNode>): string {
  const pieces: string[] = [];
  let left = MOST_WORDS;
  /** False at a link: text behind a row belongs to it only without one. */
  const collect = (node: HtmlNode): boolean => {
    if (left <= 0) return true;
    if (node.type === 'text') {
      pieces.push(node.data);
      left -= node.data.length;
      return true;
    }
    if (!('children' in node) || ('name' in node && node.name === 'script')) return true;
    if ('name' in node && node.name === 'a') return false;
    return node.children.map(collect).every(Boolean);
  };
  collect(row);
  let next = row.next;
  for (let n = 0; next !== null && n < MOST_BEHIND; next = next.next) {
    if (isRow.has(next)) break;
    pieces.push(' ');
    const from = pieces.length;
    if (!collect(next)) {
      pieces.length = from;
      break;
    }
    if (next.type === 'tag') n += 1;
  }
  return pieces.join(' ').replace(/\s+/g, ' ');
}

/**
 * The first match of a selector in each of some elements, found in one search of the page; a
 * `liked` match comes before others.
 */
function firstWithin(
  $: CheerioAPI,
  roots: readonly HtmlNode[],
  selector: string,
  liked: (htmlNode: HtmlNode) => boolean = () => true,
) {
  // A selector that begins at the element cannot be searched for from the top.
  if (/^\s*[>+~]|:scope/.test(selector)) {
    const best = (all: HtmlNode[]) => all.find(liked) ?? all[0];
    return new Map(roots.map((root) => [root, best($(root).find(selector).toArray())] as const));
  }
  const found = new Map<HtmlRoot | HtmlNode, HtmlNode | undefined>(
    roots.map((root) => [root, undefined]),
  );
  const settled = new Set<HtmlRoot | HtmlNode>();
  for (const anyNode of $(selector).toArray()) {
    const isLiked = liked(anyNode);
    for (const up of ancestors(anyNode)) {
      if (!found.has(up) || settled.has(up)) continue;
      if (isLiked) settled.add(up);
      if (isLiked || found.get(up) === undefined) found.set(up, anyNode);
    }
  }
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
