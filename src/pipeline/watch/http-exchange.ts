import type { Dispatcher } from 'undici';
import type { Access } from '../../domain/access.ts';
import { freshFor, header, unpack } from './answer.ts';
import { type FindingCode, finding } from './findings.ts';
import { isChallenge } from './page-failure.ts';

/** Body of a POST request. */
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
   * The page that named this address; absent = the operator did. A host of `allow` is open only to
   * its own pages.
   */
  readonly linkedFrom?: string | null;
  /** Address of the proxy to go through. */
  readonly proxy?: string | null;
  /** What the site requires of requests. */
  readonly access?: Access | null;
  /** Body of a POST; absent = a GET. */
  readonly body?: FetchBody | null | undefined;
  /** For a browser: every status is an answer, and cookies are the browser's own. */
  readonly raw?: boolean;
  /** Limits below the client's own: bytes, and milliseconds for the whole exchange. */
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
 * Every way a request can end. A failure is a value with a code, a sentence and the pause that the
 * server asked for.
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
      /** Only for raw requests. */
      readonly status?: number;
      readonly cookies?: readonly string[];
    }
  | { readonly kind: 'not-modified'; readonly freshForMs: number | null }
  | FetchFailure;

export type Fetch = (wanted: FetchRequest) => Promise<FetchOutcome>;

export type Hop =
  | { readonly to: string; readonly permanent: boolean; readonly keepsBody?: boolean }
  | FetchOutcome;

/** One request to one address, and its answer. */
export interface HttpExchange {
  readonly wanted: FetchRequest;
  readonly url: string;
  readonly answer: Dispatcher.ResponseData;
  readonly signal: AbortSignal;
  /** When the answer came, in milliseconds of the wall clock. */
  readonly now: number;
}

/** Statuses of bot shields; the page tells a challenge from a plain refusal. */
const SHIELD_STATUSES: readonly number[] = [202, 403, 405, 412, 429, 503, 521];

export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

export function redirected(
  { url, answer }: HttpExchange,
  location: string,
  newCookie: boolean,
): Hop {
  const { statusCode: status } = answer;
  const next = new URL(location, url);
  next.hash = '';
  if (next.href === url && !newCookie) return failed('redirect-loop', url, 'to itself');
  // RFC 9110 15.4: only 307 and 308 repeat method and body.
  const keepsBody = status === 307 || status === 308;
  return { to: next.href, permanent: status === 301 || status === 308, keepsBody };
}

export async function notModified(exchange: HttpExchange): Promise<FetchOutcome> {
  const { wanted, url, answer, now } = exchange;
  await skip(exchange);
  if (!wanted.etag && !wanted.lastModified)
    return failed('odd-status', url, '304 to a first request');
  return { kind: 'not-modified', freshForMs: freshFor(answer, now) };
}

export async function isChallenged(exchange: HttpExchange): Promise<boolean> {
  if (!SHIELD_STATUSES.includes(exchange.answer.statusCode)) {
    await skip(exchange);
    return false;
  }
  const page = await unpacked(exchange, 200_000);
  return page.ok && isChallenge(new TextDecoder().decode(page.bytes));
}

export const unpacked = ({ answer, signal }: HttpExchange, maxBytes: number) =>
  unpack(answer.body, header(answer, 'content-encoding'), maxBytes, signal);

/** Reads the body to its end, so that the connection can be reused; a long one is cut off. */
export const skip = ({ answer, signal }: HttpExchange) =>
  answer.body.dump({ limit: 65_536, signal });

export function failed(
  code: FindingCode,
  url: string,
  detail?: string,
  waitMs: number | null = null,
): FetchFailure {
  return { kind: 'failed', ...finding(code, url, detail), status: null, retryAfterMs: waitMs };
}
