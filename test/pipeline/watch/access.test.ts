import { X509Certificate } from 'node:crypto';
import { createServer as createTls } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { listRequest } from '../../../src/pipeline/watch/list-request.ts';
import { pollSource } from '../../../src/pipeline/watch/poll.ts';
import { createRobots, isAllowed, rulesIn } from '../../../src/pipeline/watch/robots.ts';
import { sourceFetch } from '../../../src/pipeline/watch/source-fetch.ts';
import { SELF_SIGNED } from './self-signed.ts';
import { feed, list, NOON, type Watched, watched } from './watched.ts';

let at: Watched;
const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set(['127.0.0.1', 'localhost']),
  limits: { headersMs: 1_000, exchangeMs: 3_000, connectMs: 1_000 },
  now: () => NOON,
});
beforeEach(async () => {
  at = await watched();
});
afterEach(() => at.close());

const ROWS = list(['/a', '关于侵害用户权益的通报一'], ['/b', '关于侵害用户权益的通报二']);

describe('a source is asked as its site wants it', () => {
  test('by its name, headers and cookies, and nobody else is', async () => {
    const seen: Record<string, unknown>[] = [];
    at.pages.set('/list', (request, response) => {
      seen.push(request.headers);
      response.end(ROWS);
    });
    const access = {
      reason: 'it answers programs of this name only',
      userAgent: 'Mozilla/5.0 (test)',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
      cookies: { token: 'abc' },
    };
    await at.poll({ access, fetchPage: false });
    expect(seen[0]).toMatchObject({
      'user-agent': 'Mozilla/5.0 (test)',
      'x-requested-with': 'XMLHttpRequest',
      cookie: 'token=abc',
    });
    // Another host hears nothing of it.
    const asked: unknown[] = [];
    const source = at.source({ url: 'https://www.example.org/list', access });
    const asks = sourceFetch(source, async (wanted) => {
      asked.push(wanted.access);
      return { kind: 'not-modified', freshForMs: null };
    });
    await asks({ url: 'https://www.example.org/a' });
    await asks({ url: 'https://files.example.net/a.pdf', linkedFrom: source.url });
    expect(asked).toEqual([access, null]);
  });

  test('by POST, page after page in the body, with its days', async () => {
    const bodies: string[] = [];
    const row = (n: number) => ({
      id: n,
      url: `/n/${n}`,
      title: `Announcement of a filing number ${n}`,
      date: 1772380800000,
    });
    at.pages.set('/list', (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
        const page = Number(new URLSearchParams(body).get('pageNum'));
        const rows =
          page > 2
            ? []
            : [1, 2, 3, 4].map((n) => row(page * 10 + n + (bodies.length > 1 ? 100 : 0)));
        response.end(JSON.stringify({ announcements: rows }));
      });
    });
    const source: Partial<Source> = {
      kind: 'json',
      fetchPage: false,
      select: { items: 'announcements' },
      post: { form: { pageNum: '{n}', seDate: '{today-30}~{today}' } },
    };
    await at.poll(source);
    expect(bodies).toEqual([
      'POST application/x-www-form-urlencoded; charset=UTF-8 pageNum=1&seDate=20260131%7E20260302',
    ]);
    const later = await at.later(3_600_000, source);
    expect(bodies.slice(1).map((body) => /pageNum=\d/.exec(body)?.[0])).toEqual([
      'pageNum=1',
      'pageNum=2',
      'pageNum=3',
    ]);
    expect(later.saved).toBe(8);
  });

  test('a cursor in the answer leads to the next page', async () => {
    const asked: string[] = [];
    let base = 0;
    const answer = (cursor: string, rows: number[]) =>
      JSON.stringify({
        next: cursor,
        items: rows.map((n) => ({
          id: n,
          url: `/n/${base + n}`,
          title: `Notice ${base + n}`,
          date: '20260302',
        })),
      });
    for (const [path, body] of [
      ['/list', () => answer('abc=', [1, 2])],
      ['/list?after=abc%3D', () => answer('', [3, 4])],
    ] as const)
      at.pages.set(path, (request, response) => {
        asked.push(request.url!);
        response.end(body());
      });
    const source: Partial<Source> = {
      kind: 'json',
      fetchPage: false,
      select: { items: 'items', key: 'url' },
      pages: { cursor: 'next', template: '/list?after={cursor}' },
    };
    await at.poll(source);
    base = 10;
    const later = await at.later(3_600_000, source);
    expect(asked.slice(1)).toEqual(['/list', '/list?after=abc%3D']);
    expect(later.saved).toBe(4);
  });

  test('a certificate that nobody vouches for is taken where it is the one that is named', async () => {
    const tls = createTls(SELF_SIGNED, (_, response) => response.end('secret'));
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(tls.address() as AddressInfo).port}/list`;
    const certificate = new X509Certificate(SELF_SIGNED.cert).fingerprint256;
    const wrong = certificate.replace(/^../, certificate.startsWith('00') ? 'FF' : '00');
    const ask = (answer: string | null) =>
      fetch({
        url,
        access: answer === null ? null : { reason: 'an old authority', certificate: answer },
      });
    expect(await ask(null)).toMatchObject({ kind: 'failed', code: 'bad-certificate' });
    expect(await ask(wrong)).toMatchObject({ kind: 'failed', code: 'bad-certificate' });
    expect(await ask(certificate)).toMatchObject({ kind: 'ok' });
    expect(
      await fetch({ url, proxy: 'http://127.0.0.1:9', access: { reason: 'x', certificate } }),
    ).toMatchObject({ kind: 'failed', code: 'bad-certificate' });
    tls.close();
  });

  test('an old TLS is spoken only where the source says so', async () => {
    const tls = createTls(
      {
        ...SELF_SIGNED,
        maxVersion: 'TLSv1.1',
        minVersion: 'TLSv1',
        ciphers: 'DEFAULT:@SECLEVEL=0',
      },
      (_, response) => response.end('old'),
    );
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(tls.address() as AddressInfo).port}/list`;
    const certificate = new X509Certificate(SELF_SIGNED.cert).fingerprint256;
    const plain = await fetch({ url, access: { reason: 'x', certificate } });
    expect(plain).toMatchObject({ kind: 'failed', code: 'old-tls' });
    const old = await fetch({ url, access: { reason: 'x', certificate, minTls: 'TLSv1' } });
    expect(old).toMatchObject({ kind: 'ok' });
    tls.close();
  });

  test('through a SOCKS5 proxy', async () => {
    at.pages.set('/list', ROWS);
    const through: string[] = [];
    const socks = await startSocks(through);
    const { port } = socks.address() as AddressInfo;
    const answer = await fetch({
      url: `${at.site.origin}/list`,
      proxy: `socks5://127.0.0.1:${port}`,
    });
    expect(answer).toMatchObject({ kind: 'ok' });
    expect(through).toEqual([at.site.host]);
    socks.close();
  });
});

/** The least of RFC 1928: no authentication, CONNECT to an IPv4 address. */
async function startSocks(through: string[]): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        const isName = request[3] === 3;
        const length = isName ? request[4]! : 4;
        const from = isName ? 5 : 4;
        const host = isName
          ? request.subarray(from, from + length).toString()
          : [...request.subarray(4, 8)].join('.');
        const port = request.readUInt16BE(from + length);
        through.push(`${host}:${port}`);
        const upstream = connect(port, host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          socket.pipe(upstream);
          upstream.pipe(socket);
        });
        upstream.on('error', () => socket.destroy());
      });
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('what a site lets programs ask for', () => {
  test.each([
    ['User-agent: *\nDisallow: /list', '/list', false],
    ['User-agent: *\nDisallow: /list', '/other', true],
    ['User-agent: *\nDisallow: /\nAllow: /list', '/list/1.html', true],
    ['User-agent: *\nDisallow: /*.json$', '/data.json', false],
    ['User-agent: *\nDisallow: /*.json$', '/data.json?x=1', true],
    ['User-agent: other\nDisallow: /', '/list', true],
    ['User-agent: other\nUser-agent: *\nDisallow: /', '/list', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: Tocsin\nDisallow:', '/list', true],
    ['User-agent: *\nDisallow:', '/list', true],
    ['# nothing', '/list', true],
    ['User-agent: *\nDisallow: /a*b*c', '/axxbxxc', false],
  ])('%j and %s', (text, path, allowed) => {
    expect(isAllowed(path, rulesIn(text))).toBe(allowed);
  });

  test('is read once a day; a refusal is a finding, and the operator may decide otherwise', async () => {
    let asked = 0;
    let lists = 0;
    at.pages.set('/robots.txt', (_, response) => {
      asked += 1;
      response.end('User-agent: *\nDisallow: /list');
    });
    at.pages.set('/list', (_, response) => {
      lists += 1;
      response.end(ROWS);
    });
    const robots = createRobots(fetch, () => at.now);
    const poll = (more: Partial<Source> = {}) =>
      pollSource(
        at.source({ fetchPage: false, ...more }),
        'Asia/Shanghai',
        { store: at.store, fetch, robots, jitter: () => 0 },
        at.now as Instant,
      );
    const first = await poll();
    expect(first).toMatchObject({ failed: true, news: true, finding: { code: 'robots-refused' } });
    at.now += 3_600_000;
    await poll();
    expect([asked, lists]).toEqual([1, 0]);
    at.now += 24 * 3_600_000;
    await poll();
    expect(asked).toBe(2);
    const access = { robots: 'ignore', reason: 'a documented interface' } as const;
    expect(await poll({ access })).toMatchObject({ failed: false });
    expect(lists).toBe(1);
  });

  test('a file that is not there forbids nothing', async () => {
    at.pages.set('/list', ROWS);
    const robots = createRobots(fetch, () => at.now);
    expect(await robots.allows(`${at.site.origin}/list`, null)).toBe(true);
    const own = createRobots(fetch, () => at.now, new Set(['127.0.0.1']));
    at.pages.set('/robots.txt', (_, response) => response.end('User-agent: *\nDisallow: /'));
    expect(await own.allows(`${at.site.origin}/list`, null)).toBe(true);
    at.pages.set('/robots.txt', (_, response) => response.writeHead(503).end());
    expect(await createRobots(fetch, () => at.now).allows(`${at.site.origin}/list`, null)).toBe(
      true,
    );
  });
});

test('where neither the address nor a mirror answers, the route of RSSHub is asked', async () => {
  at.pages.set(
    '/hub/route',
    feed({ title: '关于示例应用的通报', link: 'https://www.example.org/a' }),
  );
  const gone: Partial<Source> = {
    mirrors: [`${at.site.origin}/mirror`],
    route: `${at.site.origin}/hub/route`,
    fetchPage: false,
  };
  expect(await at.poll(gone)).toMatchObject({ failed: false, saved: 1, finding: null });
  expect(at.site.requests.map(({ url }) => url)).toEqual(['/list', '/mirror', '/hub/route']);
  at.pages.set('/list', list(['https://www.example.org/a', '关于示例应用的通报']));
  // The same notice at its address is the same notice.
  expect(await at.later(3_600_000, gone)).toMatchObject({ saved: 0 });
});

test('the days of a list that asks for a span are filled in at every request', () => {
  const source = at.source({ url: 'https://www.example.org/s?from={today-30}&to={today}' });
  expect(listRequest(source, source.url, null, NOON).url).toBe(
    'https://www.example.org/s?from=20260131&to=20260302',
  );
});
