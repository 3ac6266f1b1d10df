import { webAddress } from '../../../domain/web-address.ts';
import { finding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';
import { pageFailure } from '../page-failure.ts';
import { at, type Entry, type ListKind, linkEntry } from './entry.ts';
import { htmlList } from './html-list.ts';

/**
 * A JSON answer. `select.items` is the dotted path of the array, `link`, `title`, `date` and `key`
 * dotted paths in each element. `select.html` instead names a path that holds an HTML fragment,
 * which is then read as a list page.
 */
export const json: ListKind = async (text, source, url) => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const failure = /^\s*</.test(text) ? pageFailure(text, url) : null;
    return {
      ok: false,
      ...(failure ?? finding('not-json', url, (error as Error).message.slice(0, 120))),
    };
  }
  const { html, items = 'items' } = source.select;
  if (html !== undefined) {
    const fragment = at(parsed, html);
    if (typeof fragment !== 'string')
      return { ok: false, ...finding('list-not-found', url, `no text at "${html}"`) };
    return htmlList(fragment, source, url);
  }
  const list = at(parsed, items);
  if (!Array.isArray(list))
    return { ok: false, ...finding('list-not-found', url, `no array at "${items}"`) };
  const entries = list
    .slice(0, MOST_ROWS)
    .map((one) => entryOf(one, source.select, url))
    .filter((one) => one !== null);
  if (entries.length === 0)
    return { ok: false, ...finding('list-not-found', url, `no element of "${items}" with a link`) };
  return { ok: true, entries, ttlMs: null, cut: list.length > MOST_ROWS };
};

function entryOf(
  one: unknown,
  select: Readonly<Record<string, string>>,
  base: string,
): Entry | null {
  const link = at(one, select.link ?? 'url');
  const url = typeof link === 'string' ? webAddress(link, base) : null;
  if (url === null) return null;
  const key = at(one, select.key ?? 'id');
  const date = at(one, select.date ?? 'date');
  const title = String(at(one, select.title ?? 'title') ?? '').trim();
  return linkEntry(
    url,
    title,
    date === undefined || date === null ? null : String(date),
    String(key ?? url),
  );
}
