import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Dispatcher } from 'undici';
import type { FindingCode } from './findings.ts';

type Headed = Pick<Dispatcher.ResponseData, 'headers'>;

export const header = (answer: Headed, name: string): string | null =>
  [answer.headers[name]].flat()[0] ?? null;

const LONGEST_VALIDATOR = 500;

/** A validator of the answer; one of thirty kilobytes is ignored. */
export function validator(answer: Headed, name: 'etag' | 'last-modified'): string | null {
  const value = header(answer, name);
  return value !== null && value.length <= LONGEST_VALIDATOR ? value : null;
}

/** Longest time in milliseconds that is accepted from a server's headers. */
const LONGEST_MS = 365 * 86_400_000;
const bounded = (ms: number) =>
  Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_MS) : LONGEST_MS;

/**
 * RFC 9111: Cache-Control max-age less Age wins over Expires; no-cache and no-store mean "not at
 * all".
 */
export function freshFor(answer: Headed, now: number): number | null {
  const control = header(answer, 'cache-control') ?? '';
  if (/no-cache|no-store/i.test(control)) return null;
  const age = /max-age\s*=\s*"?(\d+)/i.exec(control)?.[1];
  if (age !== undefined) {
    const left = Number(age) - (Number(header(answer, 'age')) || 0);
    return left <= 0 ? null : bounded(left * 1000);
  }
  const expires = Date.parse(header(answer, 'expires') ?? '');
  return Number.isNaN(expires) || expires <= now ? null : bounded(expires - now);
}

/** RFC 9110 10.2.3: seconds or an HTTP date. */
export function retryAfter(answer: Headed, now: number): number | null {
  const value = header(answer, 'retry-after')?.trim();
  if (value === undefined) return null;
  if (/^\d+$/.test(value)) return bounded(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : bounded(at - now);
}

const MOST_HOSTS = 500;
const MOST_COOKIES = 30;

/** Cookies by origin, in memory only: a site gets only its own cookies back. */
export class CookieJar {
  readonly #origins = new LRUCache<string, Map<string, string>>({ max: MOST_HOSTS });

  /** Stores the cookies of an answer; true where one is new or changed. */
  take(origin: string, answer: Headed): boolean {
    const lines = [answer.headers['set-cookie'] ?? []].flat().slice(0, MOST_COOKIES);
    if (lines.length === 0) return false;
    const before = this.of(origin);
    const cookies = this.#origins.get(origin) ?? new Map<string, string>();
    this.#origins.set(origin, cookies);
    for (const line of lines) {
      const [, name, value] = /^\s*([^=;\s]+)\s*=\s*([^;]*)/.exec(line) ?? [];
      if (name === undefined) continue;
      const isOver = /max-age\s*=\s*(?:0|-)/i.test(line) || value!.trim() === '';
      if (isOver) cookies.delete(name);
      else if (cookies.size < MOST_COOKIES || cookies.has(name)) cookies.set(name, value!.trim());
    }
    return this.of(origin) !== before;
  }

  of(origin: string): string | null {
    const pairs = [...(this.#origins.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? null : pairs.join('; ');
  }
}

const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/**
 * Reads and unpacks a body, and stops at the limit while streaming, so that neither ten gigabytes
 * nor a small archive bomb fills the memory. `signal` belongs to the request and destroys the body:
 * one byte a second does not occupy a slot for ever.
 */
export async function unpack(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; code: FindingCode; message: string }> {
  // A destroyed body emits an error; without a listener it would end the process.
  body.on('error', () => {});
  const name = (encoding ?? '').trim().toLowerCase();
  const unpacker = UNPACKERS[name];
  if (unpacker === undefined && name !== '' && name !== 'identity') {
    body.destroy();
    return { ok: false, code: 'broken-body', message: `content encoding "${name}" is not known` };
  }
  const stream =
    unpacker === undefined
      ? body
      : body.pipe(unpacker() as unknown as NodeJS.WritableStream & Readable);
  body.on('error', (error) => (stream as Readable).destroy(error));
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) {
        body.destroy();
        return { ok: false, code: 'too-large', message: `more than ${maxBytes} bytes` };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { ok: false, code: 'broken-body', message: (error as Error).message };
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
