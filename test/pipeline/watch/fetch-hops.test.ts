import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import type { Fetch, FetchRequest } from '../../../src/pipeline/watch/http-exchange.ts';
import { createPace } from '../../../src/pipeline/watch/pace.ts';
import { type Loopback, startLoopback } from '../../support/loopback.ts';

let site: Loopback;
/** What each path answers: a status, headers, and a body. */
let answers: Record<string, [status: number, headers?: Record<string, string>, body?: string]>;
/** Requests as `METHOD path body`. */
let asked: string[];
let fetch: Fetch & { close(): Promise<void> };
beforeEach(async () => {
  answers = { '/end': [200, { 'content-type': 'text/html' }, 'end'] };
  asked = [];
  site = await startLoopback((request, response: ServerResponse) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`.trim());
      const [status, headers = {}, text = ''] = answers[request.url!] ?? [404];
      response.writeHead(status, headers).end(text);
    });
  });
  fetch = createFetch({ userAgent: 'Tocsin test', allow: new Set(['127.0.0.1']), now: () => 0 });
});
afterEach(async () => {
  await fetch.close();
  await site.close();
});
const page = (path: string) => `${site.origin}${path}`;
const get = (path: string, more: Partial<FetchRequest> = {}) => fetch({ url: page(path), ...more });
const to = (location: string, status: number) =>
  [status, { location }] as [number, Record<string, string>];
const FORM = { type: 'application/x-www-form-urlencoded', text: 'page=2' };

describe('a request', () => {
  const headers = async (path: string, more: Partial<FetchRequest> = {}) => {
    await get(path, more);
    return site.requests.at(-1)!.headers;
  };

  test('is a GET in the name of this program, without what nobody set', async () => {
    const sent = await headers('/end');
    expect(asked).toEqual(['GET /end']);
    expect(sent['user-agent']).toBe('Tocsin test');
    for (const name of ['cookie', 'referer', 'content-type', 'if-none-match', 'if-modified-since'])
      expect(sent).not.toHaveProperty(name);
  });

  test('with a body is a POST of its type', async () => {
    expect((await headers('/end', { body: FORM }))['content-type']).toBe(FORM.type);
    expect(asked).toEqual(['POST /end page=2']);
  });

  test('holds what its site requires, whatever the case of its headers', async () => {
    const access = {
      reason: 'asked for',
      userAgent: 'Other',
      headers: { 'X-Token': 'a', ACCEPT: 'text/csv' },
      cookies: { a: '1', b: '2' },
    };
    const sent = await headers('/end', {
      access,
      referer: page('/'),
      etag: '"1"',
      lastModified: 'x',
    });
    expect(sent).toMatchObject({
      'user-agent': 'Other',
      'x-token': 'a',
      accept: 'text/csv',
      cookie: 'a=1; b=2',
      referer: page('/'),
      'if-none-match': '"1"',
      'if-modified-since': 'x',
    });
  });

  test('shows the cookies of its site beside its own, a raw one only its own', async () => {
    answers['/set'] = [404, { 'set-cookie': 'sid=7' }];
    await get('/set');
    const access = { reason: 'asked for', cookies: { a: '1' } };
    expect((await headers('/end', { access })).cookie).toBe('sid=7; a=1');
    expect((await headers('/end', { access, raw: true })).cookie).toBe('a=1');
  });
});

describe('an answer', () => {
  test('has its type and validators', async () => {
    const stated = { 'content-type': 'text/csv', etag: '"1"', 'last-modified': 'yesterday' };
    answers['/a'] = [200, { ...stated, 'set-cookie': 'x=1' }, 'a'];
    await get('/a');
    expect(await get('/a')).toMatchObject({
      kind: 'ok',
      contentType: 'text/csv',
      etag: '"1"',
      lastModified: 'yesterday',
      movedTo: null,
    });
    expect(await get('/a')).not.toHaveProperty('status');
    expect(await get('/a')).not.toHaveProperty('cookies');
  });

  test('of any status is one, where it was asked for raw, with its cookies', async () => {
    answers['/a'] = [404, { 'set-cookie': 'x=1' }, 'gone'];
    expect(await get('/a', { raw: true })).toMatchObject({
      kind: 'ok',
      status: 404,
      cookies: ['x=1'],
    });
    expect(await get('/end', { raw: true })).toMatchObject({ status: 200, cookies: [] });
    expect(await get('/a')).toMatchObject({ kind: 'failed', code: 'gone', status: 404 });
  });

  test('that nothing changed counts only where something was known', async () => {
    answers['/a'] = [304, { location: '/end' }];
    expect((await get('/a', { etag: '"1"' })).kind).toBe('not-modified');
    expect((await get('/a', { lastModified: 'x' })).kind).toBe('not-modified');
    expect(await get('/a')).toMatchObject({
      code: 'odd-status',
      message: expect.stringContaining('304 to a first request'),
    });
  });

  test('with a challenge is one under the statuses of shields alone', async () => {
    const challenge = '<html><script>var _cf_chl_opt={}</script></html>';
    for (const [status, code] of [
      [403, 'challenged'],
      [404, 'gone'],
    ] as const) {
      answers['/a'] = [status, {}, challenge];
      const found = await get('/a');
      expect(found).toMatchObject({ code, status });
      expect(found.kind === 'failed' && found.message).toContain(`status ${status}`);
    }
  });
});

describe('a redirect', () => {
  test.each([
    [301, true],
    [308, true],
    [302, false],
    [303, false],
    [307, false],
  ])('of %i is for good: %s', async (status, isForGood) => {
    answers['/a'] = to('/end', status);
    expect(await get('/a')).toMatchObject({
      url: page('/end'),
      movedTo: isForGood ? page('/end') : null,
    });
  });

  test('is for good only where each one on the way is', async () => {
    answers['/a'] = to('/b', 301);
    answers['/b'] = to('/end', 302);
    expect(await get('/a')).toMatchObject({ url: page('/end'), movedTo: null });
    answers['/b'] = to('/end#top', 308);
    expect(await get('/a')).toMatchObject({ movedTo: page('/end') });
  });

  test.each([
    [301, 'GET /end'],
    [302, 'GET /end'],
    [303, 'GET /end'],
    [307, 'POST /end page=2'],
    [308, 'POST /end page=2'],
  ])('of %i after a POST: %s', async (status, second) => {
    answers['/a'] = to('/end', status);
    await get('/a', { body: FORM });
    expect(asked).toEqual(['POST /a page=2', second]);
  });

  test('to itself is a circle, unless it gives a cookie first', async () => {
    answers['/a'] = to('/a', 302);
    expect(await get('/a')).toMatchObject({
      code: 'redirect-loop',
      message: expect.stringContaining('to itself'),
    });
    answers['/b'] = [302, { location: '/b', 'set-cookie': 'sid=1' }];
    await get('/b');
    expect(asked.filter((each) => each === 'GET /b').length).toBeGreaterThan(1);
  });

  test('may come six times', async () => {
    for (let n = 0; n < 7; n += 1) answers[`/${n}`] = to(n === 6 ? '/end' : `/${n + 1}`, 302);
    expect(await get('/1')).toMatchObject({ kind: 'ok' });
    expect(await get('/0')).toMatchObject({
      code: 'redirect-loop',
      message: expect.stringContaining('more than 6 hops'),
    });
  });

  test('leads to no opened host but the one that names it', async () => {
    const elsewhere = { linkedFrom: 'https://www.example.org/' };
    expect(await get('/end', elsewhere)).toMatchObject({ code: 'address-blocked' });
    expect(await get('/end', { linkedFrom: page('/') })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['GET /end']);
  });
});

describe('a host that asks for patience', () => {
  const paced = (retryAfter: string, status: number) => {
    answers['/a'] = [status, { 'retry-after': retryAfter }];
    const pace = createPace([], () => 0);
    const polite = createFetch({
      userAgent: 'x',
      allow: new Set(['127.0.0.1']),
      now: () => 0,
      pace,
    });
    return { pace, polite };
  };
  test.each([
    [429, 90_000],
    [503, 90_000],
    [500, 0],
    [404, 0],
  ])('with %i rests for %i ms', async (status, rest) => {
    const { pace, polite } = paced('90', status);
    expect(await polite({ url: page('/a') })).toMatchObject({ status, retryAfterMs: 90_000 });
    expect(pace.resting('127.0.0.1')).toBe(rest);
    if (rest > 0)
      expect(await polite({ url: page('/end') })).toMatchObject({
        code: 'asked-to-wait',
        retryAfterMs: 90_000,
        message: expect.stringContaining('for 90 s more'),
      });
    await polite.close();
    expect(asked).toEqual(['GET /a']);
  });
});

test('an address that is none of the web is not asked', async () => {
  expect(await fetch({ url: 'ftp://127.0.0.1/a' })).toMatchObject({ code: 'bad-url' });
  expect(await fetch({ url: 'http://10.0.0.1/a' })).toMatchObject({ code: 'address-blocked' });
});
