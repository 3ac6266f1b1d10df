import { toText } from '../charset/to-text.ts';
import type { FetchFailure, FetchOutcome } from './fetch.ts';
import { finding } from './findings.ts';
import { listFragment } from './kinds/filled-list.ts';
import { LIST_BYTES } from './limits.ts';
import { type FetchReach, pagesOf } from './reach.ts';

export type ListAnswer = Extract<FetchOutcome, { kind: 'ok' }>;
export type ListFailure = Pick<FetchFailure, 'kind' | 'code' | 'message' | 'retryAfterMs'>;

/** A list as its kind reads it: text, and how it was written. */
export interface ListText {
  readonly answer: ListAnswer;
  readonly text: string;
  readonly charset: string;
  /** The page whose call filled the list; null where the page is the list. */
  readonly filledFrom: { readonly text: string; readonly url: string } | null;
}

/** A list that a script would fill is asked for with the call that the page names; without one the page is the list. */
export async function filledList(
  page: ListAnswer,
  kind: string,
  reach: FetchReach,
): Promise<ListText | ListFailure> {
  const { text, charset } = toText(page.bytes, { declared: page.contentType });
  const call = kind === 'html-list' ? await pagesOf(reach).listCall(text, page.url, 1) : null;
  if (call === null) return { answer: page, text, charset, filledFrom: null };
  const list = await requestCall(call, page.url, reach);
  if ('code' in list) return list;
  // The page stays the same while its list changes: its validators say nothing.
  const answer = { ...page, bytes: list.bytes, etag: null, lastModified: null, freshForMs: list.freshForMs };
  return { answer, text: list.fragment, charset, filledFrom: { text, url: page.url } };
}

/** The fragment that a call answers. */
export async function requestCall(
  call: string,
  referer: string,
  { fetch, proxy }: FetchReach,
): Promise<(Pick<ListAnswer, 'bytes' | 'freshForMs'> & { readonly fragment: string }) | ListFailure> {
  const list = await fetch({ url: call, referer, linkedFrom: referer, proxy, maxBytes: LIST_BYTES });
  if (list.kind === 'failed') return list;
  const fragment = list.kind === 'ok' ? listFragment(toText(list.bytes).text) : null;
  if (list.kind !== 'ok' || fragment === null)
    return {
      kind: 'failed',
      ...finding('list-not-found', referer, 'the call that fills it'),
      retryAfterMs: null,
    };
  return { bytes: list.bytes, freshForMs: list.freshForMs, fragment };
}
