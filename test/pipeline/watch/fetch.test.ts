import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import type { Fetch } from '../../../src/pipeline/watch/http-exchange.ts';
import type { FetchLimits } from '../../../src/pipeline/watch/limits.ts';
import { type Loopback, startLoopback } from '../../support/loopback.ts';

let server: Loopback | null = null;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await server?.close();
  server = null;
});

async function serve(
  answer: (
    path: string,
    response: ServerResponse,
    header: (name: string) => string | undefined,
  ) => void,
): Promise<string> {
  server = await startLoopback((request, response) =>
    answer(request.url ?? '/', response, (name) => request.headers[name] as string | undefined),
  );
  return server.origin;
}

function fetcher(
  limits: Partial<FetchLimits> = {},
  allow: readonly string[] = ['127.0.0.1'],
): Fetch {
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(allow),
    limits: { connectMs: 500, headersMs: 500, exchangeMs: 2_000, ...limits },
    now: () => Date.parse('2021-08-18T00:00Z'),
  });
  open.push(fetch);
  return fetch;
}

describe('a polite request', () => {
  test('sends what it knows and understands "not modified"', async () => {
    const origin = await serve((_, response, header) => {
      if (header('if-none-match') === '"v1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"v1"', 'last-modified': 'Wed, 18 Aug 2021 00:00:00 GMT' })
          .end('hello');
    });
    const fetch = fetcher();
    const first = await fetch({ url: origin });
    expect(first).toMatchObject({ kind: 'ok', etag: '"v1"' });
    expect(await fetch({ url: origin, etag: '"v1"' })).toEqual({
      kind: 'not-modified',
      freshForMs: null,
    });
    expect(server!.requests[0]!.headers['user-agent']).toBe('Tocsin test');
  });

  test.each([
    ['gzip', gzipSync('压缩的页面')],
    ['br', brotliCompressSync('压缩的页面')],
  ])('unpacks %s', async (encoding, body) => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const answer = await fetcher()({ url: origin });
    expect(answer.kind === 'ok' && Buffer.from(answer.bytes).toString('utf8')).toBe('压缩的页面');
  });

  test.each([
    ['120', 120_000],
    ['Wed, 18 Aug 2021 00:05:00 GMT', 300_000],
  ])('Retry-After %s is %i ms', async (value, expected) => {
    const origin = await serve((_, response) =>
      response.writeHead(429, { 'retry-after': value }).end(),
    );
    expect(await fetcher()({ url: origin })).toMatchObject({
      kind: 'failed',
      code: 'asked-to-wait',
      retryAfterMs: expected,
    });
  });

  test('max-age is how long the answer is fresh', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'cache-control': 'public, max-age=600' }).end('x'),
    );
    expect(await fetcher()({ url: origin })).toMatchObject({ freshForMs: 600_000 });
  });

  test('a permanent redirect is followed and remembered', async () => {
    const origin = await serve((path, response) =>
      path === '/old'
        ? response.writeHead(301, { location: '/new' }).end()
        : response.writeHead(200).end('new'),
    );
    expect(await fetcher()({ url: `${origin}/old` })).toMatchObject({
      kind: 'ok',
      url: `${origin}/new`,
      movedTo: `${origin}/new`,
    });
  });

  test('a temporary redirect is followed and not remembered', async () => {
    const origin = await serve((path, response) =>
      path === '/old'
        ? response.writeHead(302, { location: '/new' }).end()
        : response.writeHead(200).end('new'),
    );
    expect(await fetcher()({ url: `${origin}/old` })).toMatchObject({ kind: 'ok', movedTo: null });
  });

  test('a 521 that sets a cookie is asked again with that cookie', async () => {
    const origin = await serve((_, response, header) =>
      header('cookie') === 'pass=1'
        ? response.writeHead(200).end('page')
        : response.writeHead(521, { 'set-cookie': 'pass=1; Path=/' }).end('challenge'),
    );
    expect(await fetcher()({ url: origin })).toMatchObject({ kind: 'ok' });
  });
});

test('a request may be given less time than the client gives by itself', async () => {
  const origin = await serve(() => {});
  const patient = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1']),
    now: () => 0,
  });
  // The client itself waits for twenty seconds, and the test for thirty: two such answers would be
  // too late.
  const wanted = { url: origin, withinMs: 50 };
  expect([await patient(wanted), await patient(wanted)]).toMatchObject([
    { code: 'too-slow' },
    { code: 'too-slow' },
  ]);
  await patient.close();
});

describe('a hostile or broken server costs one request and a reason', () => {
  test.each<[string, (path: string, response: ServerResponse) => void, string]>([
    [
      'a redirect loop',
      (_, response) => response.writeHead(302, { location: '/again' }).end(),
      'redirect-loop',
    ],
    [
      'more bytes than the limit',
      (_, response) => response.writeHead(200).end(Buffer.alloc(200_000)),
      'too-large',
    ],
    [
      'a gzip bomb',
      (_, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(50_000_000))),
      'too-large',
    ],
    [
      'a body that never ends',
      (_, response) => void response.writeHead(200).write('slow'),
      'too-slow',
    ],
    ['an answer that never comes', () => {}, 'too-slow'],
    [
      'broken gzip',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
      'broken-body',
    ],
    [
      'an encoding nobody knows',
      (_, response) => response.writeHead(200, { 'content-encoding': 'zstd9' }).end('x'),
      'broken-body',
    ],
    ['a missing page', (_, response) => response.writeHead(404).end('gone'), 'gone'],
    ['a reset connection', (_, response) => void response.socket?.destroy(), 'not-reached'],
  ])('%s', async (_, answer, code) => {
    const origin = await serve(answer);
    expect(await fetcher({ maxBytes: 100_000 })({ url: origin })).toMatchObject({
      kind: 'failed',
      code,
    });
  });

  test('a private address is not asked at all', async () => {
    const origin = await serve((_, response) => response.writeHead(200).end('secret'));
    expect(await fetcher({}, [])({ url: origin })).toMatchObject({
      kind: 'failed',
      code: 'address-blocked',
    });
    expect(server!.requests).toHaveLength(0);
  });

  test('a redirect to a private address is not followed', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    );
    expect(await fetcher()({ url: origin })).toMatchObject({
      kind: 'failed',
      code: 'address-blocked',
    });
  });

  test('bytes that are no HTTP', async () => {
    const raw = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('hello, I am not a web server\r\n\r\n');
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const { port } = raw.address() as { port: number };
    expect(await fetcher()({ url: `http://127.0.0.1:${port}` })).toMatchObject({ kind: 'failed' });
    raw.close();
  });

  test('an address that is no http', async () => {
    expect(await fetcher()({ url: 'file:///etc/passwd' })).toMatchObject({
      kind: 'failed',
      code: 'bad-url',
    });
  });
});
