import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { FindingCode } from './findings.ts';

type Headed = Pick<Dispatcher.ResponseData, 'headers'>;

export function header(answer: Headed, name: string): string | null {
  const value = answer.headers[name];
  return value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : value;
}

const LONGEST_VALIDATOR = 500;

/** A validator of the answer; one of thirty kilobytes is none. */
export function validator(answer: Headed, name: 'etag' | 'last-modified'): string | null {
  const value = header(answer, name);
  return value !== null && value.length <= LONGEST_VALIDATOR ? value : null;
}

/** Longest time that is kept of what a server says, in milliseconds: a number with forty digits is no promise. */
const LONGEST_MS = 365 * 86_400_000;
const bounded = (ms: number) => (Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_MS) : LONGEST_MS);

/** RFC 9111: Cache-Control max-age less Age wins over Expires; no-cache and no-store mean "not at all". */
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

/** Name and value of each cookie that an answer sets; an expired one has an empty value. */
function cookiesOf(answer: Headed): [string, string][] {
  const given = answer.headers['set-cookie'];
  const lines = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return lines.flatMap((line): [string, string][] => {
    const pair = /^\s*([^=;\s]+)\s*=\s*([^;]*)/.exec(line);
    if (pair === null) return [];
    return [[pair[1]!, /max-age\s*=\s*(?:0|-)/i.test(line) ? '' : pair[2]!.trim()]];
  });
}

const MOST_HOSTS = 500;
const MOST_COOKIES = 30;

/** Cookies by origin, in memory only: what a site sets with its first answer is shown to that site alone. */
export class CookieJar {
  readonly #origins = new Map<string, Map<string, string>>();

  /** Takes what an answer sets; true where something is new or changed. */
  take(origin: string, answer: Headed): boolean {
    const given = cookiesOf(answer);
    if (given.length === 0) return false;
    const cookies = this.#origins.get(origin) ?? new Map<string, string>();
    this.#origins.delete(origin);
    this.#origins.set(origin, cookies);
    if (this.#origins.size > MOST_HOSTS) this.#origins.delete(this.#origins.keys().next().value!);
    let changed = false;
    for (const [name, value] of given.slice(0, MOST_COOKIES)) {
      changed ||= cookies.get(name) !== value;
      if (value === '') cookies.delete(name);
      else if (cookies.size < MOST_COOKIES || cookies.has(name)) cookies.set(name, value);
    }
    return changed;
  }

  of(origin: string): string | null {
    const cookies = this.#origins.get(origin);
    if (cookies === undefined || cookies.size === 0) return null;
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/**
 * Reads and unpacks a body, and stops at the limit while it streams, so that neither ten gigabytes nor a small bomb that
 * unpacks to them is ever held. `signal` ends the whole exchange: one byte a second does not keep a slot for ever.
 */
export async function unpack(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; code: FindingCode; message: string }> {
  // A destroyed body reports that it was destroyed; without a listener that would end the process.
  body.on('error', () => {});
  const name = (encoding ?? '').trim().toLowerCase();
  const unpacker = UNPACKERS[name];
  if (unpacker === undefined && name !== '' && name !== 'identity') {
    body.destroy();
    return { ok: false, code: 'broken-body', message: `content encoding "${name}" is not known` };
  }
  const stream =
    unpacker === undefined ? body : body.pipe(unpacker() as unknown as NodeJS.WritableStream & Readable);
  const end = () => body.destroy(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
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
  } finally {
    signal.removeEventListener('abort', end);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
