import type { Dispatcher } from 'undici';
import type { Access } from '../../domain/access.ts';
import { freshFor, header, unpack } from './answer.ts';
import { type FindingCode, finding } from './findings.ts';
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

/** Statuses with which shields answer; their page tells a challenge from a plain refusal. */
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
  // RFC 9110 15.4: only 307 and 308 ask for the same again.
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

/** Reads the body to its end, so that the connection serves again; a long one is cut off. */
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
