import { type Dispatcher, request } from 'undici';
import type { Access } from '../../domain/access.ts';
import { checkedAddress, guardedAgent, proxyAgent, type Resolve, type TlsAccess } from './agent.ts';
import { CookieJar, freshFor, header, retryAfter, validator } from './answer.ts';
import { finding, networkFinding, statusFinding } from './findings.ts';
import {
  type Fetch,
  type FetchFailure,
  type FetchOutcome,
  type FetchRequest,
  failed,
  type Hop,
  type HttpExchange,
  isChallenged,
  isRedirect,
  notModified,
  redirected,
  skip,
  unpacked,
} from './http-exchange.ts';
import { DEFAULT_LIMITS, type FetchLimits } from './limits.ts';
import type { Pace } from './pace.ts';

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

/** Statuses with which a site only sets a cookie and expects the request again. */
const COOKIE_STATUSES: readonly number[] = [521, 412, 403];

const LONGEST_REST_MS = 6 * 3_600_000;

/** A client with its state between requests. */
interface Client extends Omit<FetchOptions, 'limits'> {
  readonly limits: FetchLimits;
  readonly jar: CookieJar;
  /** One dispatcher for each proxy and TLS setting. */
  readonly agents: Map<string, Dispatcher>;
}

/**
 * A polite, guarded HTTP client. Every address is checked before a request, also after a redirect.
 * A 521, or a redirect to itself with a cookie, is requested again with that cookie. A host that
 * asked for a pause gets one.
 */
export function createFetch(options: FetchOptions): Fetch & { close(): Promise<void> } {
  const agents = new Map<string, Dispatcher>();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const client: Client = { ...options, limits, jar: new CookieJar(), agents };
  const fetch: Fetch = (wanted) =>
    follow(client, wanted).catch((error: unknown) => {
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

function dispatcherOf(
  { agents, allow, limits, resolve }: Client,
  proxy: string | null,
  access: Access | null,
): Dispatcher {
  const { certificate, minTls } = access ?? {};
  const tls: TlsAccess = { certificate, minTls };
  const name = [proxy, certificate, minTls].join(' ');
  const agent =
    agents.get(name) ??
    (proxy === null ? guardedAgent(allow, limits, resolve, tls) : proxyAgent(proxy, limits, tls));
  agents.set(name, agent);
  return agent;
}

/**
 * An address named by a page, a feed or a redirect must be public, or on the host that named it: an
 * opened host is open to its own pages only.
 */
async function isReachableFrom(
  { allow, resolve }: Client,
  page: string,
  url: string,
): Promise<boolean> {
  const { hostname, host } = new URL(url);
  if ((!allow.has(hostname) && !allow.has(host)) || host === new URL(page).host) return true;
  return (await checkedAddress(hostname, 0, new Set(), resolve)).ok;
}

/** Why an address may not be requested now; null = it may. */
async function refusal(
  client: Client,
  url: string,
  linkedFrom: string | null,
): Promise<FetchFailure | null> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return failed('bad-url', url);
  if (linkedFrom !== null && !(await isReachableFrom(client, linkedFrom, url)))
    return failed('address-blocked', url);
  const rest = client.pace?.resting(hostname) ?? 0;
  if (rest <= 0) return null;
  return failed('asked-to-wait', url, `for ${Math.ceil(rest / 1000)} s more`, rest);
}

async function follow(client: Client, wanted: FetchRequest): Promise<FetchOutcome> {
  let url = wanted.url;
  let permanent = true;
  let linkedFrom = wanted.linkedFrom ?? null;
  let hopWanted = wanted;
  // Time in the queue of a host does not count.
  let left = Math.min(wanted.withinMs ?? Number.POSITIVE_INFINITY, client.limits.exchangeMs);
  for (let hop = 0; hop <= client.limits.maxRedirects; hop += 1) {
    const refused = await refusal(client, url, linkedFrom);
    if (refused !== null) return refused;
    linkedFrom = url;
    const at = url;
    const moved = at === wanted.url || !permanent ? null : at;
    const next = async () => {
      const started = performance.now();
      const signal = AbortSignal.timeout(Math.max(1, Math.round(left)));
      const done = await ask(client, hopWanted, at, moved, signal);
      left -= performance.now() - started;
      return done;
    };
    const step = await (client.pace === undefined
      ? next()
      : client.pace.run(new URL(url).hostname, next));
    if ('kind' in step) return step;
    permanent &&= step.permanent || step.to === url;
    if (step.keepsBody === false) hopWanted = { ...hopWanted, body: null };
    url = step.to;
  }
  return failed('redirect-loop', wanted.url, `more than ${client.limits.maxRedirects} hops`);
}

/** Why a proxy may not be used for an address; null = it may, or there is none. */
async function refusedByProxy(
  { allow, resolve }: Client,
  wanted: FetchRequest,
  url: string,
): Promise<FetchFailure | null> {
  const { proxy = null, access } = wanted;
  if (proxy === null) return null;
  if (access?.certificate !== undefined)
    return failed('bad-certificate', url, 'one that is pinned is not seen through a proxy');
  const { hostname } = new URL(url);
  if (!/^[\d.]+$|^\[|^localhost$/i.test(hostname)) return null;
  const checked = await checkedAddress(hostname, 0, allow, resolve);
  return checked.ok ? null : failed('address-blocked', url);
}

function send(
  client: Client,
  wanted: FetchRequest,
  url: string,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const access = wanted.access ?? null;
  const sent = wanted.body ?? null;
  const own = Object.entries(access?.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
  const stored = wanted.raw === true ? null : client.jar.of(new URL(url).origin);
  return request(url, {
    dispatcher: dispatcherOf(client, wanted.proxy ?? null, access),
    method: sent === null ? 'GET' : 'POST',
    body: sent?.text ?? null,
    headers: {
      ...ACCEPTED,
      'user-agent': access?.userAgent ?? client.userAgent,
      ...lowerCased(access?.headers ?? {}),
      ...stated({
        'content-type': sent?.type,
        'if-none-match': wanted.etag,
        'if-modified-since': wanted.lastModified,
        referer: wanted.referer,
        cookie: [stored, ...own].filter(Boolean).join('; '),
      }),
    },
    signal,
  });
}

async function ask(
  client: Client,
  wanted: FetchRequest,
  url: string,
  movedTo: string | null,
  signal: AbortSignal,
): Promise<Hop> {
  const refused = await refusedByProxy(client, wanted, url);
  if (refused !== null) return refused;
  const answer = await send(client, wanted, url, signal);
  const { statusCode: status } = answer;
  const exchange: HttpExchange = { wanted, url, answer, signal, now: client.now() };
  const newCookie = wanted.raw !== true && client.jar.take(new URL(url).origin, answer);
  const location = status === 304 || !isRedirect(status) ? null : header(answer, 'location');
  if (location !== null) {
    await skip(exchange);
    return redirected(exchange, location, newCookie);
  }
  if (newCookie && COOKIE_STATUSES.includes(status)) {
    await skip(exchange);
    return { to: url, permanent: true };
  }
  if (status === 304) return notModified(exchange);
  if (status !== 200 && wanted.raw !== true) return refusedWith(client, exchange);
  return opened(client, exchange, movedTo);
}

async function refusedWith({ pace }: Client, exchange: HttpExchange): Promise<FetchFailure> {
  const { answer, url } = exchange;
  const { statusCode: status } = answer;
  const retryAfterMs = retryAfter(answer, exchange.now);
  if (retryAfterMs !== null && (status === 429 || status === 503))
    pace?.rest(new URL(url).hostname, Math.min(retryAfterMs, LONGEST_REST_MS));
  const found = (await isChallenged(exchange))
    ? finding('challenged', url, `status ${status}`)
    : statusFinding(status, url);
  return { kind: 'failed', ...found, status, retryAfterMs };
}

async function opened(
  { limits }: Client,
  exchange: HttpExchange,
  movedTo: string | null,
): Promise<FetchOutcome> {
  const { wanted, url, answer } = exchange;
  const limit = wanted.maxBytes ?? Number.POSITIVE_INFINITY;
  const read = await unpacked(exchange, Math.min(limit, limits.maxBytes));
  if (!read.ok) return failed(read.code, url, read.message);
  return {
    kind: 'ok',
    url,
    movedTo,
    bytes: read.bytes,
    freshForMs: freshFor(answer, exchange.now),
    contentType: header(answer, 'content-type'),
    etag: validator(answer, 'etag'),
    lastModified: validator(answer, 'last-modified'),
    ...(wanted.raw === true
      ? { status: answer.statusCode, cookies: [answer.headers['set-cookie'] ?? []].flat() }
      : {}),
  };
}

/** The headers that have a value. */
const stated = (headers: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(Object.entries(headers).filter((pair): pair is [string, string] => !!pair[1]));

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const ACCEPTED = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8',
  'accept-encoding': 'gzip, br, deflate',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8',
};
