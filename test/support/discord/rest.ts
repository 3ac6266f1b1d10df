import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ParsedBody, parseBody } from './body.ts';
import { DiscordFailure } from './failure.ts';
import { type Fault, type Faults, onlySlows } from './faults.ts';
import type { Limiter } from './rate-limits.ts';
import type { Answer, Call, Found } from './routing.ts';

/** One request as it was seen, in the order of arrival. */
export interface SeenRequest {
  /** Real time of arrival, milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Without `/api/v10`, without the query. */
  readonly path: string;
  /** The table's spelling, null when no route fits. */
  readonly route: string | null;
  body: unknown;
  files: number;
  /** 0 while unanswered, and for good when the connection was cut or left hanging. */
  status: number;
  answeredAt: number | null;
}

export interface RestParts {
  readonly find: (method: string, path: string) => Found | null;
  readonly limiter: Limiter;
  readonly faults: Faults;
  readonly token: string;
  readonly keepBodies: boolean;
  readonly log: SeenRequest[];
  readonly files: Map<string, { bytes: Uint8Array; type: string }>;
  readonly callFor: (found: Found, query: URLSearchParams, body: ParsedBody) => Call;
}

/** A response ready to be written. */
interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** The HTTP side: authorisation, limits, faults, then the route. */
export function createRest(
  parts: RestParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const file = parts.files.get(url.pathname);
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
    const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?/, '');
    const method = request.method ?? 'GET';
    const found = parts.find(method, path);
    const seen: SeenRequest = {
      at: Date.now(),
      method,
      path,
      route: found?.route.path ?? null,
      body: undefined,
      files: 0,
      status: 0,
      answeredAt: null,
    };
    parts.log.push(seen);
    const raw = await readAll(request);
    if (raw === null) return;
    const struck = parts.faults.strike(method, path, found?.route.path ?? null);
    await wait(struck.filter((fault) => fault.when !== 'after'));
    const before = struck.find((fault) => fault.when !== 'after' && !onlySlows(fault));
    if (before) return fail(before, request, response, seen, parts.limiter);
    const outgoing = await answer(parts, request, found, url, raw, seen);
    await wait(struck.filter((fault) => fault.when === 'after'));
    const after = struck.find((fault) => fault.when === 'after' && !onlySlows(fault));
    if (after) return fail(after, request, response, seen, parts.limiter);
    write(response, seen, parts.limiter, outgoing);
  };
}

async function answer(
  parts: RestParts,
  request: IncomingMessage,
  found: Found | null,
  url: URL,
  raw: Buffer,
  seen: SeenRequest,
): Promise<Outgoing> {
  const banned = parts.limiter.banned();
  if (banned !== null)
    return { status: 429, headers: { 'retry-after': String(banned) }, text: 'error code: 1015' };
  if (!/^DiscordBot \(/.test(request.headers['user-agent'] ?? ''))
    return { status: 403, headers: {}, json: { message: 'internal network error', code: 40333 } };
  if (!found?.route.open && request.headers.authorization !== `Bot ${parts.token}`)
    return { status: 401, headers: {}, json: { message: '401: Unauthorized', code: 0 } };
  if (!found) return { status: 404, headers: {}, json: { message: '404: Not Found', code: 0 } };
  const verdict = parts.limiter.judge(seen.method, found.route.path, found.params);
  if (verdict.refused)
    return {
      status: 429,
      headers: verdict.headers,
      json: {
        message: 'You are being rate limited.',
        retry_after: Number(verdict.refused.retryAfter.toFixed(3)),
        global: verdict.refused.global,
      },
    };
  const acted = await act(parts, found, url, raw, request.headers['content-type'], seen);
  return { ...acted, headers: verdict.headers };
}

async function act(
  parts: RestParts,
  found: Found,
  url: URL,
  raw: Buffer,
  contentType: string | undefined,
  seen: SeenRequest,
): Promise<Answer> {
  try {
    const body = await parseBody(raw, contentType);
    if (parts.keepBodies) seen.body = body.json;
    seen.files = body.files.length;
    return await found.route.act(parts.callFor(found, url.searchParams, body));
  } catch (failure) {
    if (!(failure instanceof DiscordFailure)) throw failure;
    const { status, code, message, errors } = failure;
    return { status, json: { message, code, ...(errors ? { errors } : {}) } };
  }
}

async function wait(faults: readonly Fault[]): Promise<void> {
  const total = faults.reduce((sum, fault) => sum + (fault.delayMs ?? 0), 0);
  if (total > 0) await new Promise((resolve) => setTimeout(resolve, total));
}

function fail(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  seen: SeenRequest,
  limiter: Limiter,
): void {
  if (fault.hang) return;
  if (fault.reset) {
    request.socket.resetAndDestroy();
    return;
  }
  if (fault.rateLimit) {
    const { retryAfter, scope = 'user', header = Math.ceil(retryAfter), code } = fault.rateLimit;
    const headers = {
      'retry-after': String(header),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    };
    const json = {
      message: 'You are being rate limited.',
      retry_after: retryAfter,
      global: scope === 'global',
      ...(code ? { code } : {}),
    };
    write(response, seen, limiter, { status: 429, headers, json });
    return;
  }
  const status = fault.status ?? 500;
  write(response, seen, limiter, {
    status,
    headers: {},
    json: fault.json ?? { message: `${status}: Server Error`, code: 0 },
  });
}

function write(
  response: ServerResponse,
  seen: SeenRequest,
  limiter: Limiter,
  outgoing: Outgoing,
): void {
  seen.status = outgoing.status;
  seen.answeredAt = Date.now();
  limiter.note(outgoing.status, outgoing.headers['x-ratelimit-scope']);
  if (response.destroyed) return;
  const text = outgoing.text ?? (outgoing.json === undefined ? '' : JSON.stringify(outgoing.json));
  response.writeHead(outgoing.status, {
    ...outgoing.headers,
    ...(text ? { 'content-type': outgoing.text ? 'text/html' : 'application/json' } : {}),
  });
  response.end(text);
}

/** The whole body, or null when the client went away. */
async function readAll(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}
