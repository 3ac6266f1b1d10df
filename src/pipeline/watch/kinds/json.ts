import { webAddress } from '../../../domain/web-address.ts';
import { finding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';
import { pageFailure } from '../page-failure.ts';
import type { Entry, ListKind } from './entry.ts';
import { htmlList } from './html-list.ts';
import { arrayAt, textBy, titleOf, valueAt } from './json-value.ts';
import { dateInAddress, listDate } from './list-date.ts';

/** A JSON answer without its function call: `jsonpCallback({…})`. */
function uncalled(text: string): string {
  const open = text.indexOf('(');
  const end = text.lastIndexOf(')');
  const isCall =
    open > 0 && end > open && /^\s*[A-Za-z_$][\w$.]{0,60}\s*$/.test(text.slice(0, open));
  return isCall ? text.slice(open + 1, end) : text;
}

/**
 * A JSON answer. `select.items` is the dotted path of the array (`.` = the answer is the array, `*`
 * = of each element); `link`, `title`, `date`, `key` and `body` say what is taken of each element:
 * a path, a text with paths in braces, or several of which the first that says something wins.
 * `select.html` instead names a path that holds an HTML fragment, which is then read as a list
 * page.
 */
export const json: ListKind = async (text, source, url) => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(uncalled(text));
  } catch (error) {
    const failure = /^\s*</.test(text) ? pageFailure(text, url) : null;
    return {
      ok: false,
      ...(failure ?? finding('not-json', url, (error as Error).message.slice(0, 120))),
    };
  }
  const { html, items = 'items' } = source.select;
  if (html !== undefined) {
    const fragment = valueAt(parsed, html);
    if (typeof fragment !== 'string')
      return { ok: false, ...finding('list-not-found', url, `no text at "${html}"`) };
    return htmlList(fragment, source, url);
  }
  const list = arrayAt(parsed, items);
  if (list === null)
    return { ok: false, ...finding('list-not-found', url, `no array at "${items}"`) };
  const entries = list
    .slice(0, MOST_ROWS)
    .map((one) => entryOf(one, source.select, url))
    .filter((entry) => entry !== null);
  if (entries.length === 0)
    return { ok: false, ...finding('list-not-found', url, `no element of "${items}" with a link`) };
  return { ok: true, entries, ttlMs: null, cut: list.length > MOST_ROWS };
};

function entryOf(
  row: unknown,
  select: Readonly<Record<string, string>>,
  base: string,
): Entry | null {
  const url = webAddress(textBy(row, select.link ?? 'url', true), base);
  if (url === null) return null;
  const date = textBy(row, select.date ?? 'date');
  const found =
    date === ''
      ? { stated: dateInAddress(url), at: null }
      : listDate(date, select.dates === 'month-first');
  return {
    key: textBy(row, select.key ?? 'id') || url,
    url,
    title: titleOf(textBy(row, select.title ?? 'title')),
    statedDate: found.stated,
    publishedAt: found.at,
    body: select.body === undefined ? null : textBy(row, select.body) || null,
  };
}
