import { type Dispatcher, request } from 'undici';
import type { Access } from '../../domain/access.ts';
import { checkedAddress, guardedAgent, proxyAgent, type Resolve, type TlsAccess } from './agent.ts';
import { CookieJar, freshFor, header, retryAfter, unpack, validator } from './answer.ts';
import { type FindingCode, finding, networkFinding, statusFinding } from './findings.ts';
import { DEFAULT_LIMITS, type FetchLimits } from './limits.ts';
import type { Pace } from './pace.ts';
import { isChallenge } from './page-failure.ts';

/** What is sent by POST. */
export interface FetchBody {
  readonly type: string;
  readonly text: string;
}

export interface FetchRequest {
  readonly url: string;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly referer?: string | null;
  /**
   * The page that named this address; absent = the operator did. A host of `allow` is open to its
   * own pages only.
   */
  readonly linkedFrom?: string | null;
  /** Address of the proxy to go through. */
  readonly proxy?: string | null;
  /** How the site wants to be asked. */
  readonly access?: Access | null;
  /** What is sent by POST; absent = it is a GET. */
  readonly body?: FetchBody | null | undefined;
  /** For a browser: whatever status comes is the answer, and cookies are its own affair. */
  readonly raw?: boolean;
  /** Tighter limits than the client's own: in bytes, and for the whole exchange in milliseconds. */
  readonly maxBytes?: number;
  readonly withinMs?: number;
}

export interface FetchFailure {
  readonly kind: 'failed';
  readonly code: FindingCode;
  readonly message: string;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
}

/**
 * Every way an answer can end. Failure is a value with a code, a sentence and how long the server
 * asked to wait.
 */
export type FetchOutcome =
  | {
      readonly kind: 'ok';
      readonly url: string;
      /** New address, where all redirects on the way were permanent. */
      readonly movedTo: string | null;
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
      /** Milliseconds for which the server calls the answer fresh. */
      readonly freshForMs: number | null;
      /** Where the answer was asked for raw. */
      readonly status?: number;
      readonly cookies?: readonly string[];
    }
  | { readonly kind: 'not-modified'; readonly freshForMs: number | null }
  | FetchFailure;

export type Fetch = (wanted: FetchRequest) => Promise<FetchOutcome>;

export interface FetchOptions {
  readonly userAgent: string;
  /** Hosts that may be private (tests, an own RSSHub): `host` or `host:port`. */
  readonly allow: ReadonlySet<string>;
  readonly limits?: Partial<FetchLimits>;
  readonly resolve?: Resolve;
  /** Queues of the hosts; without one every request starts at once. */
  readonly pace?: Pace;
  /** Wall clock for Retry-After and Expires dates. */
  readonly now: () => number;
}

type Hop =
  | { readonly to: string; readonly permanent: boolean; readonly keepsBody?: boolean }
  | FetchOutcome;

/** Statuses with which shields answer; their page tells a challenge from a plain refusal. */
const SHIELD_STATUSES: readonly number[] = [202, 403, 405, 412, 429, 503, 521];
const LONGEST_REST_MS = 6 * 3_600_000;

/**
 * A polite, guarded HTTP client. No request leaves for an address that was not checked, also after
 * a redirect. A 521 or a redirect to itself with a cookie is asked again with that cookie. A host
 * that asked for a rest is not asked before it is over.
 */
export function createFetch(options: FetchOptions): Fetch & { close(): Promise<void> } {
  const { allow, resolve, pace } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const agents = new Map<string, Dispatcher>();
  const jar = new CookieJar();
  /** One dispatcher for each proxy and each way of speaking TLS. */
  const dispatcherOf = (proxy: string | null, access: Access | null): Dispatcher => {
    const { certificate, minTls } = access ?? {};
    const tls: TlsAccess = { certificate, minTls };
    const name = [proxy, certificate, minTls].join(' ');
    const agent =
      agents.get(name) ??
      (proxy === null ? guardedAgent(allow, limits, resolve, tls) : proxyAgent(proxy, limits, tls));
    agents.set(name, agent);
    return agent;
  };

  /**
   * What a page, a feed or a redirect names is public, or on the host that named it: an opened host
   * is not open to everybody.
   */
  const isReachableFrom = async (page: string, url: string): Promise<boolean> => {
    const { hostname, host } = new URL(url);
    if ((!allow.has(hostname) && !allow.has(host)) || host === new URL(page).host) return true;
    return (await checkedAddress(hostname, 0, new Set(), resolve)).ok;
  };

  async function follow(wanted: FetchRequest): Promise<FetchOutcome> {
    let url = wanted.url;
    let permanent = true;
    let linkedFrom = wanted.linkedFrom ?? null;
    let hopWanted = wanted;
    // What is waited for in the queue of a host does not count.
    let left = Math.min(wanted.withinMs ?? Number.POSITIVE_INFINITY, limits.exchangeMs);
    for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
      const { protocol, hostname } = new URL(url);
      if (protocol !== 'http:' && protocol !== 'https:') return failed('bad-url', url);
      if (linkedFrom !== null && !(await isReachableFrom(linkedFrom, url)))
        return failed('address-blocked', url);
      linkedFrom = url;
      const rest = pace?.resting(hostname) ?? 0;
      if (rest > 0)
        return failed('asked-to-wait', url, `for ${Math.ceil(rest / 1000)} s more`, rest);
      const at = url;
      const moved = at === wanted.url || !permanent ? null : at;
      const next = async () => {
        const started = performance.now();
        const done = await ask(
          hopWanted,
          at,
          moved,
          AbortSignal.timeout(Math.max(1, Math.round(left))),
        );
        left -= performance.now() - started;
        return done;
      };
      const step = await (pace === undefined ? next() : pace.run(hostname, next));
      if ('kind' in step) return step;
      permanent &&= step.permanent || step.to === url;
      if (step.keepsBody === false) hopWanted = { ...hopWanted, body: null };
      url = step.to;
    }
    return failed('redirect-loop', wanted.url, `more than ${limits.maxRedirects} hops`);
  }

  async function ask(
    wanted: FetchRequest,
    url: string,
    movedTo: string | null,
    signal: AbortSignal,
  ): Promise<Hop> {
    const { origin, hostname } = new URL(url);
    const proxy = wanted.proxy ?? null;
    const access = wanted.access ?? null;
    const sent = wanted.body ?? null;
    const own = Object.entries(access?.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
    const cookie = [wanted.raw === true ? null : jar.of(origin), ...own].filter(Boolean).join('; ');
    if (proxy !== null && access?.certificate !== undefined)
      return failed('bad-certificate', url, 'one that is pinned is not seen through a proxy');
    if (proxy !== null && /^[\d.]+$|^\[|^localhost$/i.test(hostname)) {
      const checked = await checkedAddress(hostname, 0, allow, resolve);
      if (!checked.ok) return failed('address-blocked', url);
    }
    const answer = await request(url, {
      dispatcher: dispatcherOf(proxy, access),
      method: sent === null ? 'GET' : 'POST',
      body: sent?.text ?? null,
      headers: {
        ...ACCEPTED,
        'user-agent': access?.userAgent ?? options.userAgent,
        ...lowerCased(access?.headers ?? {}),
        ...(sent === null ? {} : { 'content-type': sent.type }),
        ...(wanted.etag ? { 'if-none-match': wanted.etag } : {}),
        ...(wanted.lastModified ? { 'if-modified-since': wanted.lastModified } : {}),
        ...(wanted.referer ? { referer: wanted.referer } : {}),
        ...(cookie === '' ? {} : { cookie }),
      },
      signal,
    });
    const { statusCode: status, body } = answer;
    /** Reads the body to its end, so that the connection serves again; a long one is cut off. */
    const skip = () => body.dump({ limit: 65_536, signal });
    const newCookie = wanted.raw !== true && jar.take(origin, answer);
    const location = header(answer, 'location');
    if (status >= 300 && status < 400 && status !== 304 && location !== null) {
      await skip();
      const next = new URL(location, url);
      next.hash = '';
      if (next.href === url && !newCookie) return failed('redirect-loop', url, 'to itself');
      // RFC 9110 15.4: only 307 and 308 ask for the same again.
      const keepsBody = status === 307 || status === 308;
      return { to: next.href, permanent: status === 301 || status === 308, keepsBody };
    }
    if (newCookie && (status === 521 || status === 412 || status === 403)) {
      await skip();
      return { to: url, permanent: true };
    }
    const now = options.now();
    const freshForMs = freshFor(answer, now);
    if (status === 304) {
      await skip();
      if (!wanted.etag && !wanted.lastModified)
        return failed('odd-status', url, '304 to a first request');
      return { kind: 'not-modified', freshForMs };
    }
    const unpacked = (most: number) =>
      unpack(body, header(answer, 'content-encoding'), most, signal);
    if (status !== 200 && wanted.raw !== true) {
      const retryAfterMs = retryAfter(answer, now);
      if (retryAfterMs !== null && (status === 429 || status === 503))
        pace?.rest(hostname, Math.min(retryAfterMs, LONGEST_REST_MS));
      const page = SHIELD_STATUSES.includes(status)
        ? await unpacked(200_000)
        : await skip().then(() => null);
      const challenged = page?.ok === true && isChallenge(new TextDecoder().decode(page.bytes));
      const found = challenged
        ? finding('challenged', url, `status ${status}`)
        : statusFinding(status, url);
      return { kind: 'failed', ...found, status, retryAfterMs };
    }
    const read = await unpacked(
      Math.min(wanted.maxBytes ?? Number.POSITIVE_INFINITY, limits.maxBytes),
    );
    if (!read.ok) return failed(read.code, url, read.message);
    return {
      kind: 'ok',
      url,
      movedTo,
      bytes: read.bytes,
      freshForMs,
      contentType: header(answer, 'content-type'),
      etag: validator(answer, 'etag'),
      lastModified: validator(answer, 'last-modified'),
      ...(wanted.raw === true
        ? { status, cookies: [answer.headers['set-cookie'] ?? []].flat() }
        : {}),
    };
  }

  const fetch: Fetch = (wanted) =>
    follow(wanted).catch((error: unknown) => {
      return {
        kind: 'failed',
        ...networkFinding(error, wanted.url),
        status: null,
        retryAfterMs: null,
      };
    });
  const close = async () =>
    void (await Promise.all([...agents.values()].map((dispatcher) => dispatcher.close())));
  return Object.assign(fetch, { close });
}

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const ACCEPTED = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8',
  'accept-encoding': 'gzip, br, deflate',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8',
};

function failed(
  code: FindingCode,
  url: string,
  detail?: string,
  waitMs: number | null = null,
): FetchFailure {
  return { kind: 'failed', ...finding(code, url, detail), status: null, retryAfterMs: waitMs };
}
