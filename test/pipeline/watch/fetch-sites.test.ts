import { createServer } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createRawServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetch, type FetchOptions } from '../../../src/pipeline/watch/fetch.ts';
import { createPace } from '../../../src/pipeline/watch/pace.ts';
import { type Loopback, startLoopback } from '../../support/loopback.ts';
import { SELF_SIGNED } from './self-signed.ts';

let server: Loopback | null = null;
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await server?.close();
  server = null;
});

type Answer = Parameters<typeof startLoopback>[0];
async function serve(answer: Answer): Promise<string> {
  server = await startLoopback(answer);
  return server.origin;
}

function client(more: Partial<FetchOptions> = {}) {
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1', 'localhost']),
    limits: { connectMs: 500, headersMs: 500, exchangeMs: 2_000 },
    now: () => 0,
    ...more,
  });
  open.push(fetch);
  return fetch;
}

describe('sites as they are', () => {
  test('connections are kept and used again, and a chunked body comes whole', async () => {
    const sockets = new Set<unknown>();
    const origin = await serve((request, response) => {
      sockets.add(request.socket);
      response.writeHead(200);
      response.write('first, ');
      response.end('second');
    });
    const fetch = client();
    for (let n = 0; n < 12; n += 1) {
      const answer = await fetch({ url: `${origin}/${n}` });
      expect(answer.kind === 'ok' && Buffer.from(answer.bytes).toString()).toBe('first, second');
    }
    expect(sockets.size).toBeLessThan(4);
  });

  test('a certificate that nobody vouches for is refused with what to do', async () => {
    const tls = createTls(SELF_SIGNED, (_, response) => response.end('secret'));
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    open.push(tls);
    const { port } = tls.address() as AddressInfo;
    expect(await client()({ url: `https://localhost:${port}/` })).toMatchObject({
      kind: 'failed',
      code: 'bad-certificate',
    });
  });

  test('a redirect to itself that sets a cookie is asked again with it; the cookie is kept for the next request', async () => {
    const origin = await serve((request, response) =>
      request.headers.cookie === 'wzws=1'
        ? response.writeHead(200).end('page')
        : response.writeHead(302, { location: '/', 'set-cookie': 'wzws=1; HttpOnly' }).end(),
    );
    const fetch = client();
    expect(await fetch({ url: `${origin}/` })).toMatchObject({ kind: 'ok' });
    expect(await fetch({ url: `${origin}/` })).toMatchObject({ kind: 'ok' });
    expect(server!.requests).toHaveLength(3);
  });

  test('cookies of one site are not shown to another', async () => {
    const other = await startLoopback((_, response) => response.writeHead(200).end('other'));
    open.push(other);
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'set-cookie': 'mine=1' }).end('mine'),
    );
    const fetch = client();
    expect(await fetch({ url: origin })).toMatchObject({ kind: 'ok' });
    expect(await fetch({ url: other.origin })).toMatchObject({ kind: 'ok' });
    expect(other.requests[0]!.headers.cookie).toBe(undefined);
  });

  test.each([
    [521, '<html><script>document.cookie="__jsl_clearance=1";location.href="/"</script></html>'],
    [403, '<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>'],
    [412, '<html><script>$_ts={};</script></html>'],
  ])('a script challenge with status %i is told apart from a refusal', async (status, page) => {
    const origin = await serve((_, response) => response.writeHead(status).end(page));
    expect(await client()({ url: origin })).toMatchObject({ code: 'challenged', status });
  });

  test('a plain 403 is a refusal', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(403).end('<html><p>no</p></html>'),
    );
    expect(await client()({ url: origin })).toMatchObject({ code: 'refused', status: 403 });
  });

  test('a host that asks for a rest is left in peace, also by other sources', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(429, { 'retry-after': '120' }).end(),
    );
    const fetch = client({
      pace: createPace([{ hosts: ['127.0.0.1'], perSecond: 1_000, atOnce: 1 }]),
    });
    await fetch({ url: `${origin}/a` });
    const second = await fetch({ url: `${origin}/b` });
    expect(second).toMatchObject({ code: 'asked-to-wait', status: null });
    expect(second.kind === 'failed' && second.retryAfterMs).toBeGreaterThan(110_000);
    expect(server!.requests).toHaveLength(1);
  });

  test('headers without end', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'x-long': 'a'.repeat(15_000) }).end('x'),
    );
    expect(await client({ limits: { maxHeaderBytes: 4_000 } })({ url: origin })).toMatchObject({
      code: 'too-large',
    });
  });
});

describe('a source behind a proxy', () => {
  test('is asked through it, and no private address is', async () => {
    const origin = await serve((_, response) => response.writeHead(200).end('through the proxy'));
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const to = new URL(origin);
      const up = connect(Number(to.port), to.hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        up.pipe(socket).pipe(up);
      });
      up.on('error', () => socket.destroy());
      socket.on('error', () => up.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => proxy.closeAllConnections() }, proxy);
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const fetch = client({ allow: new Set() });
    expect(await fetch({ url: 'http://regulator.example/', proxy: address })).toMatchObject({
      kind: 'ok',
    });
    expect(asked).toEqual(['regulator.example:80']);
    for (const url of ['http://169.254.169.254/', 'http://[::1]/', 'http://localhost/'])
      expect(await fetch({ url, proxy: address })).toMatchObject({ code: 'address-blocked' });
    expect(asked).toHaveLength(1);
  });
});

describe('a proxy that opens no tunnel', () => {
  const HANG_UP: [string, (socket: Socket) => void][] = [
    ['closes on CONNECT', (socket) => socket.once('data', () => socket.destroy())],
    ['ends on CONNECT', (socket) => socket.once('data', () => socket.end())],
    ['closes at once', (socket) => void socket.destroy()],
    ['never answers', () => {}],
    [
      'refuses',
      (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n')),
    ],
  ];
  test.each(
    HANG_UP.flatMap(([says, act]) =>
      ['http', 'https'].map((scheme) => [says, scheme, act] as const),
    ),
  )('%s (%s): it ends after few connects', async (_, scheme, act) => {
    let connects = 0;
    const proxy = createRawServer((socket) => {
      connects += 1;
      socket.on('error', () => {});
      act(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => proxy.close() });
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const answer = await client()({ url: `${scheme}://regulator.example/`, proxy: address });
    expect(answer).toMatchObject({ kind: 'failed' });
    expect(connects).toBeLessThan(20);
    const before = connects;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(connects - before, 'nothing goes on behind it').toBeLessThan(3);
  });
});

test.each(['TLSv1', 'TLSv1.1'] as const)('a site of %s is told as such', async (version) => {
  const options = {
    minVersion: version,
    maxVersion: version,
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const;
  const tls = createTls({ ...SELF_SIGNED, ...options }, (_, response) => response.end('old'));
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  open.push(tls);
  const url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/`;
  const answer = await client()({ url });
  expect(answer).toMatchObject({ kind: 'failed', code: 'old-tls' });
  expect(answer.kind === 'failed' && answer.message).toContain('only TLS 1.0 or 1.1');
});
