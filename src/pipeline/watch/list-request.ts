import { jsonIn } from '../../domain/json-text.ts';
import type { Source } from '../../domain/regulator.ts';
import { DAY_MS } from '../../domain/time.ts';
import { webAddress } from '../../domain/web-address.ts';
import type { FetchBody, FetchRequest } from './http-exchange.ts';
import { valueAt } from './kinds/json-value.ts';
import { LIST_BYTES } from './limits.ts';

/** A page of a list: its number, and the cursor that the page before named. */
export interface ListPlace {
  readonly n: number;
  readonly cursor: string | null;
}

export const FIRST_PAGE: ListPlace = { n: 1, cursor: null };

/** The latest calendar day anywhere is 14 hours before UTC's. */
const AHEAD_MS = 14 * 3_600_000;
const DAY = /\{today(?:-(\d{1,3}))?\}/g;

/** Fills `{today}` and `{today-30}` with days as 20260302. */
export const withDays = (text: string, now: number): string =>
  text.replace(DAY, (_, ago: string | undefined) =>
    new Date(now + AHEAD_MS - Number(ago ?? 0) * DAY_MS)
      .toISOString()
      .slice(0, 10)
      .replaceAll('-', ''),
  );

/** The number and cursor of a page in a text; on the first page the cursor is empty. */
const withPlace = (text: string, { n, cursor }: ListPlace): string =>
  text
    .replaceAll('{n}', `${n}`)
    .replaceAll('{n-1}', `${n - 1}`)
    .replaceAll('{cursor}', cursor ?? '');

/** The body of a list that is asked for by POST; null = it is asked for without one. */
export function bodyOf(
  { post }: Pick<Source, 'post'>,
  place: ListPlace,
  now: number,
): FetchBody | null {
  if (post == null) return null;
  const fill = (text: string) => withDays(withPlace(text, place), now);
  if (post.form !== undefined) {
    const pairs = Object.entries(post.form).map(([name, value]): [string, string] => [
      name,
      fill(value),
    ]);
    return {
      type: 'application/x-www-form-urlencoded; charset=UTF-8',
      text: new URLSearchParams(pairs).toString(),
    };
  }
  return { type: 'application/json', text: JSON.stringify(filledJson(post.json, fill)) };
}

/** Fills every text of a JSON value; a text that is only `{n}` becomes a number. */
function filledJson(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return value === '{n}' ? Number(fill(value)) : fill(value);
  if (Array.isArray(value)) return value.map((one) => filledJson(one, fill));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, filledJson(one, fill)]),
  );
}

/** The request for a list of a source at one of its addresses. */
export const listRequest = (
  source: Source,
  url: string,
  proxy: string | null,
  now: number,
): FetchRequest => ({
  url: withDays(url, now),
  referer: source.referer ?? null,
  proxy,
  access: source.access ?? null,
  body: bodyOf(source, FIRST_PAGE, now),
  maxBytes: source.megabytes == null ? LIST_BYTES : source.megabytes * 1_000_000,
});

/** Whether further pages are requested with another body. */
const isPagedByBody = ({ post, pages }: Pick<Source, 'post' | 'pages'>): boolean =>
  post != null && pages?.template === undefined && /\{(?:n|cursor)\}/.test(JSON.stringify(post));

/**
 * Where page `n` of a list stands, named by the page before: by its cursor, by the template (`{n}`,
 * or `{n-1}` where the second page is number 1), or with another body; null = there is none, or it
 * is behind a link.
 */
export function placeOfPage(
  source: Source,
  text: string,
  n: number,
  now: number,
): { readonly url: string; readonly body: FetchBody | null } | null {
  const { pages, url } = source;
  let cursor: string | null = null;
  if (pages?.cursor !== undefined) {
    const found = valueAt(jsonIn(text), pages.cursor);
    if (typeof found !== 'string' && typeof found !== 'number') return null;
    if (found === '') return null;
    cursor = String(found);
  }
  const place = { n, cursor };
  if (pages?.template !== undefined) {
    const escaped = { n, cursor: cursor === null ? null : encodeURIComponent(cursor) };
    const address = webAddress(withDays(withPlace(pages.template, escaped), now), url);
    return address === null ? null : { url: address, body: bodyOf(source, place, now) };
  }
  if (isPagedByBody(source)) return { url: withDays(url, now), body: bodyOf(source, place, now) };
  return null;
}
