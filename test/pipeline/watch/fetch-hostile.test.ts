import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetch, type FetchOptions } from '../../../src/pipeline/watch/fetch.ts';
import { type Loopback, startLoopback } from '../../support/loopback.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function client(more: Partial<FetchOptions> = {}) {
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1', 'localhost']),
    limits: { connectMs: 400, headersMs: 400, exchangeMs: 1_500, maxBytes: 200_000 },
    now: () => 0,
    ...more,
  });
  open.push(fetch);
  return fetch;
}

async function serve(answer: Parameters<typeof startLoopback>[0]): Promise<Loopback> {
  const site = await startLoopback(answer);
  open.push(site);
  return site;
}

/** A server that speaks bytes and no HTTP of its own. */
async function raw(speak: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    speak(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => sockets.forEach((one) => void one.destroy()) }, server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a server that never ends', () => {
  test('one byte after the other costs the time limit and no more', async () => {
    const site = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const answer = await client()({ url: site.origin });
    expect(answer).toMatchObject({ code: 'too-slow' });
  });

  test('headers one byte after the other', async () => {
    const host = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-long: ');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const answer = await client()({ url: `http://${host}/` });
    expect(answer).toMatchObject({ code: 'too-slow' });
  });

  test.each([200, 201, 302, 304, 403, 404, 412, 429, 500, 503, 521])(
    'a body that drips behind status %i',
    async (status) => {
      const host = await raw((socket) => {
        const cookie = status === 521 ? 'set-cookie: a=b\r\n' : '';
        socket.write(
          `HTTP/1.1 ${status} X\r\nlocation: /next\r\n${cookie}content-length: 60000\r\n\r\n`,
        );
        const drip = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(drip));
      });
      const fetch = client({ limits: { connectMs: 400, headersMs: 400, exchangeMs: 400 } });
      const answer = await fetch({ url: `http://${host}/` });
      // Of an answer without a body nothing more is waited for.
      expect(answer).toMatchObject(status === 304 ? { code: 'odd-status' } : { code: 'too-slow' });
    },
  );

  test('early hints without end', async () => {
    const host = await raw((socket) => {
      const hints = setInterval(
        () => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
        20,
      );
      socket.on('close', () => clearInterval(hints));
    });
    expect(await client()({ url: `http://${host}/` })).toMatchObject({ code: 'too-slow' });
  });

  test('a redirect after the other, each as slow as it may be', async () => {
    const site = await serve((request, response) => {
      const n = Number(request.url!.slice(1));
      setTimeout(() => response.writeHead(302, { location: `/${n + 1}` }).end(), 300);
    });
    const fetch = client({ limits: { connectMs: 400, headersMs: 400, exchangeMs: 700 } });
    expect(await fetch({ url: `${site.origin}/1` })).toMatchObject({ code: 'too-slow' });
  });

  test('a handshake that nobody answers', async () => {
    const host = await raw(() => {});
    const answer = await client()({ url: `https://${host}/` });
    expect(answer).toMatchObject({ code: 'too-slow' });
  });

  test.each([
    ['ten gigabytes, announced', { 'content-length': '10000000000' }],
    ['ten gigabytes, in chunks', {}],
  ])('%s, are dropped at the limit', async (_, headers) => {
    let sent = 0;
    const chunk = Buffer.alloc(64_000);
    const site = await serve((_request, response) => {
      response.writeHead(200, headers);
      const push = () => {
        while (!response.destroyed && sent < 1e10) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', push);
        }
      };
      push();
    });
    expect(await client()({ url: site.origin })).toMatchObject({ code: 'too-large' });
    expect(sent).toBeLessThan(20_000_000);
  });
});

describe('a name that means another address a moment later (DNS rebinding)', () => {
  test('is judged at every connection, and only the address that was judged is asked', async () => {
    const site = await serve((_, response) =>
      response.writeHead(200, { connection: 'close' }).end('inside'),
    );
    const { port } = new URL(site.origin);
    const answers = [['127.0.0.1'], ['127.0.0.1']];
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return answers.shift() ?? ['127.0.0.1'];
    };
    const url = `http://rebind.example:${port}/`;
    // Opened by name, the name goes where our own look-up says, not where the system would look it
    // up again.
    expect(await client({ resolve, allow: new Set(['rebind.example']) })({ url })).toMatchObject({
      kind: 'ok',
    });
    expect(site.requests).toHaveLength(1);
    expect(await client({ resolve, allow: new Set() })({ url })).toMatchObject({
      code: 'address-blocked',
    });
    expect(site.requests).toHaveLength(1);
    expect(asked).toEqual(['rebind.example', 'rebind.example']);
  });

  test('a public answer at the first connection is no pass for the second', async () => {
    const site = await serve((_, response) =>
      response.writeHead(302, { location: '/again', connection: 'close' }).end(),
    );
    const { port } = new URL(site.origin);
    let looks = 0;
    // The first hop is let through by name and port; the redirect leads to a name that now means
    // this machine.
    const resolve = async (name: string) => {
      looks += 1;
      if (name === 'first.example') return ['127.0.0.1'];
      return looks === 2 ? ['10.0.0.7'] : ['8.8.8.8'];
    };
    const moved = await serve((_, response) =>
      response
        .writeHead(302, { location: `http://second.example:${port}/`, connection: 'close' })
        .end(),
    );
    const fetch = client({
      resolve,
      allow: new Set([`first.example:${new URL(moved.origin).port}`]),
    });
    const answer = await fetch({ url: `http://first.example:${new URL(moved.origin).port}/` });
    expect(answer).toMatchObject({ code: 'address-blocked' });
    expect(site.requests).toHaveLength(0);
  });
});

describe('a host that the operator opened', () => {
  test.each([
    ['a page elsewhere names it', { linkedFrom: 'https://a.example/feed' }, false],
    ['its own page names it', 'own', true],
    ['the operator names it', {}, true],
  ] as const)('%s', async (_, linked, reached) => {
    const inside = await serve((_request, response) => response.end('<p>inside'));
    const own = linked === 'own' ? { linkedFrom: `${inside.origin}/list` } : linked;
    const answer = await client()({ url: `${inside.origin}/admin`, ...own });
    expect(answer).toMatchObject(reached ? { kind: 'ok' } : { code: 'address-blocked' });
  });

  test('is not reached by a redirect from another host', async () => {
    const inside = await serve((_request, response) => response.end('<p>inside'));
    const outside = await serve((_request, response) =>
      response.writeHead(302, { location: `${inside.origin}/admin` }).end(),
    );
    expect(await client()({ url: outside.origin })).toMatchObject({ code: 'address-blocked' });
    expect(inside.requests).toHaveLength(0);
  });
});
