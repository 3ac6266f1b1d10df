import { Agent, buildConnector, type Dispatcher, request } from 'undici';
import { checkedAddress, type Resolve } from './address-guard.ts';
import { DEFAULT_LIMITS, type FetchLimits } from './limits.ts';
import { unpack } from './unpack.ts';

export interface FetchRequest {
  readonly url: string;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly referer?: string | null;
}

/** Every way an answer can end. Failure is a value with a code, a sentence and how long the server asked to wait. */
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
    }
  | { readonly kind: 'not-modified'; readonly freshForMs: number | null }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly retryAfterMs: number | null;
    };

export type Fetch = (wanted: FetchRequest) => Promise<FetchOutcome>;

/**
 * A polite, guarded HTTP client. `allow` names hosts that may be private (tests, an own RSSHub). No request leaves for an
 * address that was not checked, also after a redirect. A 521 or a redirect to itself with a cookie is asked again with that cookie.
 */
export function createFetch(options: {
  readonly userAgent: string;
  readonly allow: ReadonlySet<string>;
  readonly limits?: Partial<FetchLimits>;
  readonly resolve?: Resolve;
  /** Wall clock for Retry-After and Expires dates. */
  readonly now: () => number;
}): Fetch & { close(): Promise<void> } {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const agent = guardedAgent(options.allow, limits, options.resolve);
  const ask = async (wanted: FetchRequest): Promise<FetchOutcome> => {
    try {
      return await follow(wanted, agent, limits, options);
    } catch (error) {
      return { kind: 'failed', ...failure(error), retryAfterMs: null };
    }
  };
  return Object.assign(ask, { close: () => agent.close() });
}

function guardedAgent(allow: ReadonlySet<string>, limits: FetchLimits, resolve?: Resolve): Agent {
  const connect = buildConnector({ timeout: limits.connectMs });
  return new Agent({
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    connections: 2,
    pipelining: 1,
    connect: (options, callback) => {
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
      checkedAddress(options.hostname, port, allow, resolve).then(
        (checked) =>
          checked.ok
            ? connect(
                {
                  ...options,
                  hostname: checked.address,
                  servername:
                    options.servername ?? (options.protocol === 'https:' ? options.hostname : undefined),
                } as buildConnector.Options,
                callback,
              )
            : callback(Object.assign(new Error(checked.because), { code: 'ADDRESS_BLOCKED' }), null),
        (error: Error) => callback(error, null),
      );
    },
  });
}

async function follow(
  wanted: FetchRequest,
  agent: Agent,
  limits: FetchLimits,
  options: { readonly userAgent: string; readonly now: () => number },
): Promise<FetchOutcome> {
  let url = wanted.url;
  let permanent = true;
  let cookie: string | null = null;
  for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
    if (!/^https?:$/.test(new URL(url).protocol))
      return { kind: 'failed', code: 'bad-url', message: `${url} is not http or https`, retryAfterMs: null };
    const answer = await request(url, {
      dispatcher: agent,
      headers: headersFor(wanted, options.userAgent, cookie),
    });
    const redirect = header(answer, 'location');
    const given = cookieFrom(answer);
    if (
      answer.statusCode >= 300 &&
      answer.statusCode < 400 &&
      answer.statusCode !== 304 &&
      redirect !== null
    ) {
      await answer.body.dump();
      const next = new URL(redirect, url).href;
      if (next === url && given === null)
        return {
          kind: 'failed',
          code: 'redirect-loop',
          message: `${url} redirects to itself`,
          retryAfterMs: null,
        };
      permanent &&= answer.statusCode === 301 || answer.statusCode === 308;
      cookie = given ?? cookie;
      url = next;
      continue;
    }
    if (answer.statusCode === 521 && given !== null && given !== cookie) {
      await answer.body.dump();
      cookie = given;
      continue;
    }
    return settle(answer, url, url !== wanted.url && permanent ? url : null, limits, options.now());
  }
  return {
    kind: 'failed',
    code: 'redirect-loop',
    message: `more than ${limits.maxRedirects} redirects from ${wanted.url}`,
    retryAfterMs: null,
  };
}

function headersFor(wanted: FetchRequest, userAgent: string, cookie: string | null): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8',
    'accept-encoding': 'gzip, br, deflate',
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8',
    ...(wanted.etag ? { 'if-none-match': wanted.etag } : {}),
    ...(wanted.lastModified ? { 'if-modified-since': wanted.lastModified } : {}),
    ...(wanted.referer ? { referer: wanted.referer } : {}),
    ...(cookie === null ? {} : { cookie }),
  };
}

async function settle(
  answer: Dispatcher.ResponseData,
  url: string,
  movedTo: string | null,
  limits: FetchLimits,
  now: number,
): Promise<FetchOutcome> {
  const freshForMs = freshFor(answer, now);
  if (answer.statusCode === 304) {
    await answer.body.dump();
    return { kind: 'not-modified', freshForMs };
  }
  if (answer.statusCode !== 200) {
    await answer.body.dump();
    return {
      kind: 'failed',
      code: `http-${answer.statusCode}`,
      message: `${url} answered ${answer.statusCode}`,
      retryAfterMs: retryAfter(answer, now),
    };
  }
  const body = await unpack(answer.body, header(answer, 'content-encoding'), limits);
  if (!body.ok)
    return { kind: 'failed', code: body.code, message: `${url}: ${body.message}`, retryAfterMs: null };
  return {
    kind: 'ok',
    url,
    movedTo,
    bytes: body.bytes,
    contentType: header(answer, 'content-type'),
    etag: header(answer, 'etag'),
    lastModified: header(answer, 'last-modified'),
    freshForMs,
  };
}

function header(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name];
  return value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : value;
}

function cookieFrom(answer: Dispatcher.ResponseData): string | null {
  const given = answer.headers['set-cookie'];
  if (given === undefined) return null;
  return (Array.isArray(given) ? given : [given]).map((one) => one.split(';', 1)[0]).join('; ');
}

/** RFC 9111: Cache-Control max-age wins over Expires; no-cache and no-store mean "not at all". */
function freshFor(answer: Dispatcher.ResponseData, now: number): number | null {
  const control = header(answer, 'cache-control') ?? '';
  if (/no-cache|no-store/i.test(control)) return null;
  const age = /max-age\s*=\s*(\d+)/i.exec(control)?.[1];
  if (age !== undefined) return Number(age) * 1000;
  const expires = Date.parse(header(answer, 'expires') ?? '');
  return Number.isNaN(expires) || expires <= now ? null : expires - now;
}

/** RFC 9110 10.2.3: seconds or an HTTP date. */
function retryAfter(answer: Dispatcher.ResponseData, now: number): number | null {
  const value = header(answer, 'retry-after');
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function failure(error: unknown): { code: string; message: string } {
  const cause = error as { code?: string; message?: string; cause?: { code?: string; message?: string } };
  const code = cause.cause?.code ?? cause.code ?? 'network';
  const message = cause.cause?.message ?? cause.message ?? 'the request failed';
  return { code: code.toLowerCase().replaceAll('_', '-'), message };
}
