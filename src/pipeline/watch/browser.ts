import PQueue from 'p-queue';
import type { Source } from '../../domain/regulator.ts';
import { type Chrome, type ChromePage, openChrome } from './chrome.ts';
import { finding } from './findings.ts';
import type { Fetch, FetchOutcome, FetchRequest } from './http-exchange.ts';

/** A page to render: its address, and the element that shows that its script is done. */
export interface Rendering extends Pick<FetchRequest, 'url' | 'linkedFrom' | 'referer' | 'proxy'> {
  readonly waitFor: string | null;
}

/** A page as a browser shows it, after its scripts ran. */
export type Browser = (wanted: Rendering) => Promise<FetchOutcome>;

/** Bounds of one page: requests, bytes of all of them, and milliseconds. */
const MOST_REQUESTS = 80;
const MOST_BYTES = 20_000_000;
const PAGE_MS = 40_000;
const LOOK_MS = 250;
/** A page without an awaited element is done this long after its last request. */
const STILL_MS = 1_500;
/** Resource types that no text needs. */
const LEFT_OUT = new Set([
  'Image',
  'Media',
  'Font',
  'Ping',
  'TextTrack',
  'EventSource',
  'WebSocket',
]);
/** Disables connections that would bypass this program. */
const SHUT =
  "worker-src 'none'; frame-src 'none'; object-src 'none'; connect-src http: " +
  "https:; webrtc 'block'";

/**
 * A browser at its DevTools address. It only computes: `fetch` makes every request of its pages,
 * under the guards of this program (no private address, size, time). One page at a time.
 */
export function createBrowser(endpoint: string, fetch: Fetch): Browser {
  const queue = new PQueue({ concurrency: 1 });
  return (wanted) =>
    queue.add(async () => {
      let chrome: Chrome | null = null;
      try {
        chrome = await openChrome(endpoint);
        return await shown(chrome, wanted, fetch);
      } catch (error) {
        return failed(wanted.url, (error as Error).message);
      } finally {
        chrome?.close();
      }
    });
}

const failed = (url: string, detail: string): FetchOutcome => ({
  kind: 'failed',
  ...finding('browser-failed', url, detail.slice(0, 120)),
  status: null,
  retryAfterMs: null,
});

interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
}

type RefusedPage = Extract<FetchOutcome, { kind: 'failed' }>;

/** State of one page: its requests so far, and why its document did not come. */
interface PageState {
  requests: number;
  bytes: number;
  /** Requests without an answer yet. */
  under: number;
  lastAt: number;
  refused: RefusedPage | null;
}

async function shown(chrome: Chrome, wanted: Rendering, fetch: Fetch): Promise<FetchOutcome> {
  const page = await chrome.openPage();
  const state: PageState = {
    requests: 0,
    bytes: 0,
    under: 0,
    lastAt: performance.now(),
    refused: null,
  };
  page.on('Fetch.requestPaused', (event) => {
    const paused = event as unknown as Paused;
    state.under += 1;
    void answer(page, paused, wanted, fetch, state)
      .catch(() => refuse(page, paused, 'Failed').catch(() => {}))
      .finally(() => {
        state.under -= 1;
        state.lastAt = performance.now();
      });
  });
  await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  await page.send('Page.navigate', { url: wanted.url });
  const isDone = await untilShown(page, wanted.waitFor, state);
  if (state.refused !== null) return state.refused;
  if (!isDone) return failed(wanted.url, `no ${wanted.waitFor ?? 'end of its requests'}`);
  return contentOf(page, wanted.url);
}

async function untilShown(
  page: ChromePage,
  waitFor: string | null,
  state: PageState,
): Promise<boolean> {
  const until = performance.now() + PAGE_MS;
  while (performance.now() < until && state.refused === null) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (await isShown(page, waitFor, state)) return true;
  }
  return false;
}

async function contentOf(page: ChromePage, requested: string): Promise<FetchOutcome> {
  const script = '[document.documentElement.outerHTML, location.href]';
  const [html, url] = (await page.evaluate(script)) as [string, string];
  const bytes = Buffer.from(`<!DOCTYPE html>${html}`, 'utf8');
  if (bytes.length > MOST_BYTES) return failed(requested, 'too large');
  const nothing = { movedTo: null, etag: null, lastModified: null, freshForMs: null };
  return { kind: 'ok', url, bytes, contentType: 'text/html; charset=utf-8', ...nothing };
}

const refuse = (page: ChromePage, { requestId }: Paused, errorReason: string) =>
  page.send('Fetch.failRequest', { requestId, errorReason });

/** Makes a request of a page and gives the page the answer. */
async function answer(
  page: ChromePage,
  paused: Paused,
  wanted: Rendering,
  fetch: Fetch,
  state: PageState,
): Promise<void> {
  const { requestId, resourceType, request } = paused;
  state.requests += 1;
  const isTooMuch = state.requests > MOST_REQUESTS || state.bytes > MOST_BYTES;
  if (LEFT_OUT.has(resourceType) || isTooMuch) return refuse(page, paused, 'BlockedByClient');
  const isOwn = resourceType === 'Document' && request.url === wanted.url;
  const got = await fetch({
    url: request.url,
    linkedFrom: isOwn ? (wanted.linkedFrom ?? null) : wanted.url,
    referer: request.headers.Referer ?? wanted.referer ?? null,
    proxy: wanted.proxy ?? null,
    access: await asBrowser(page, request),
    body: bodyOf(request),
    raw: true,
  });
  if (got.kind !== 'ok') {
    if (isOwn && got.kind === 'failed') state.refused ??= got;
    return refuse(page, paused, 'AccessDenied');
  }
  state.bytes += got.bytes.length;
  await page.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: got.status ?? 200,
    responseHeaders: headersOf(got),
    body: Buffer.from(got.bytes).toString('base64'),
  });
}

const headersOf = ({ contentType, cookies = [] }: Extract<FetchOutcome, { kind: 'ok' }>) => [
  { name: 'content-type', value: contentType ?? 'text/html' },
  { name: 'content-security-policy', value: SHUT },
  ...cookies.map((value) => ({ name: 'set-cookie', value })),
];

/** The browser sends its own User-Agent; its cookies are those of the page. */
async function asBrowser(page: ChromePage, { url, headers }: Paused['request']) {
  const { cookies = [] } = (await page.call('Network.getCookies', { urls: [url] })) as {
    cookies?: readonly { readonly name: string; readonly value: string }[];
  };
  return {
    reason: 'a page that its script fills',
    userAgent: headers['User-Agent'],
    cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
  };
}

const bodyOf = ({ method, postData, headers }: Paused['request']): FetchRequest['body'] =>
  method === 'POST'
    ? { type: headers['Content-Type'] ?? 'application/x-www-form-urlencoded', text: postData ?? '' }
    : null;

async function isShown(
  page: ChromePage,
  waitFor: string | null,
  { under, lastAt }: { readonly under: number; readonly lastAt: number },
): Promise<boolean> {
  // During a navigation nothing can be evaluated.
  const look = (script: string) => page.evaluate(script).catch(() => false);
  if (waitFor !== null)
    return (await look(`document.querySelector(${JSON.stringify(waitFor)}) !== null`)) === true;
  const isStill = under === 0 && performance.now() - lastAt > STILL_MS;
  return isStill && (await look('document.readyState === "complete"')) === true;
}

/** The awaited element of a list: a row with a link. */
export const rowOf = ({ select }: Pick<Source, 'select'>): string =>
  `:is(${select.item ?? 'li'}) :is(${select.link ?? 'a'}), ` +
  `:is(${select.item ?? 'li'}):is(${select.link ?? 'a'})`;
