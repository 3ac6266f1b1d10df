import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, siteOver, startSite } from '../../../support/site.ts';

const TOKEN = 'a-token-of-some-length';
let site: Site;
beforeAll(async () => {
  site = await startSite({ token: TOKEN, origin: 'https://tocsin.example.org' });
});
afterAll(() => site.close());

const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0]!;

async function signIn(token: string, next = '/deadlines') {
  return site.get('/login', { method: 'POST', body: new URLSearchParams({ token, next }) });
}

describe('with a token', () => {
  test('a visitor is asked for it, and a program told', async () => {
    const page = await site.get('/company/trip-com');
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/login?next=%2Fcompany%2Ftrip-com',
    ]);
    for (const path of [
      '/api/v1/companies',
      '/feeds/all.atom',
      '/companies.csv',
      '/deadlines.ics',
      '/metrics',
      '/company/trip-com/chart.svg',
    ]) {
      const answer = await site.get(path);
      expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([
        path,
        401,
        expect.stringContaining('Basic'),
      ]);
    }
  });

  test('whoever shows it gets in, with a cookie that no script reads and no other site sends', async () => {
    const answer = await signIn(TOKEN);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/deadlines']);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Strict/i);
    const inside = await site.get('/deadlines', { headers: { cookie: cookieOf(answer) } });
    expect(inside.status).toBe(200);
    expect(await inside.text()).not.toContain(TOKEN);
  });

  test('a wrong one does not, and the way back stays on this site', async () => {
    expect((await signIn('a-token-of-some-lengtH')).status).toBe(400);
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await signIn(TOKEN, next)).headers.get('location')).toBe('/');
  });

  test('programs bring it as Bearer, feed readers as a password', async () => {
    const asked = (authorization: string) =>
      site.get('/api/v1/companies', { headers: { authorization } });
    expect((await asked(`Bearer ${TOKEN}`)).status).toBe(200);
    expect((await asked(`Basic ${Buffer.from(`me:${TOKEN}`).toString('base64')}`)).status).toBe(
      200,
    );
    expect((await asked('Bearer no')).status).toBe(401);
    expect((await asked(`Basic ${Buffer.from('me:no').toString('base64')}`)).status).toBe(401);
  });

  test('health is told to everybody', async () => {
    expect((await site.get('/healthz')).status).toBe(200);
    expect((await site.get('/readyz')).status).toBe(200);
  });

  test('guessing is slowed down, and ten wrong tokens do not lock out the right one', async () => {
    const other = siteOver(site.world, { token: TOKEN });
    const send = (token: string) =>
      other.get('/login', { method: 'POST', body: new URLSearchParams({ token }) });
    const tries = [];
    for (let n = 0; n < 12; n++) tries.push(await send(`wrong-${n}`));
    expect(tries[0]!.status).toBe(400);
    expect(tries.at(-1)!.status).toBe(429);
    expect(Number(tries.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
    const right = await send(TOKEN);
    expect(right.status).toBe(303);
    expect((await send('mistyped')).status).toBe(400);
  });
});

describe('a name that is not ours', () => {
  test.each([
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['', 421],
    ['tocsin.example.org', 303],
    ['localhost:8080', 303],
    ['127.0.0.1:8080', 303],
    ['[::1]:8080', 303],
  ])('%j gets %i', async (host, status) => {
    expect((await site.get('/', { headers: { host } })).status).toBe(status);
  });
});

describe('a flood', () => {
  test('of large forms is told that they are too large', async () => {
    const answer = await site.get('/login', {
      method: 'POST',
      body: 'x'.repeat(100_000),
      headers: { 'content-length': '100000', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(413);
  });

  test('of guessed tokens is stopped like that of sign-ins, and health is told all the same', async () => {
    const own = siteOver(site.world, { token: TOKEN, origin: 'https://tocsin.example.org' });
    const guess = (token: string) =>
      own.get('/api/v1/companies', { headers: { authorization: `Bearer ${token}` } });
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1) statuses.push((await guess(`wrong-${n}`)).status);
    expect([statuses.filter((one) => one === 401).length, statuses.at(-1)]).toEqual([6, 429]);
    expect((await guess(TOKEN)).status).toBe(200);
    for (let n = 0; n < 1_000; n += 1) await own.get('/style.css');
    expect((await own.get('/style.css')).status).toBe(429);
    expect((await own.get('/healthz')).status).toBe(200);
  });

  test('of strangers leaves whoever has signed in alone, at the same address', async () => {
    const own = siteOver(site.world, { token: TOKEN });
    const cookie = cookieOf(
      await own.get('/login', { method: 'POST', body: new URLSearchParams({ token: TOKEN }) }),
    );
    for (let n = 0; n < 1_000; n += 1) await own.get('/style.css');
    expect((await own.get('/login')).status).toBe(429);
    expect((await own.get('/deadlines', { headers: { cookie } })).status).toBe(200);
    const bearer = { authorization: `Bearer ${TOKEN}` };
    expect((await own.get('/metrics', { headers: bearer })).status).toBe(200);
  });

  test.each([
    ['a proxy that is trusted says who asks', '10.0.0.1', '203.0.113.7', '203.0.113.8', 200],
    [
      'what others put in front of it does not',
      '10.0.0.1',
      '1.1.1.1, 203.0.113.7',
      '2.2.2.2, 203.0.113.7',
      429,
    ],
    ['nobody else is believed', '192.0.2.1', '203.0.113.7', '203.0.113.8', 429],
    [
      'one customer of IPv6 has a whole network',
      '10.0.0.1',
      '2001:db8:1:2::1',
      '2001:db8:1:2:3::9',
      429,
    ],
  ])('%s', async (_, peer, first, second, status) => {
    const own = siteOver(site.world, { token: TOKEN, proxies: ['10.0.0.0/8'] });
    const ask = async (forwarded: string) => {
      const headers = { host: '127.0.0.1:8080', 'x-forwarded-for': forwarded };
      const env = { incoming: { socket: { remoteAddress: `::ffff:${peer}` } } };
      return (await own.app.request('/style.css', { headers }, env)).status;
    };
    for (let n = 0; n < 900; n += 1) await ask(first);
    expect(await ask(first)).toBe(429);
    expect(await ask(second)).toBe(status);
  });

  test('of right tokens is none', async () => {
    const own = siteOver(site.world, { token: TOKEN, origin: 'https://tocsin.example.org' });
    for (let n = 0; n < 30; n += 1) {
      const answer = await own.get('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
      expect(answer.status).toBe(200);
    }
  });
});
