import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Site, siteOver, startSite } from '../../support/site.ts';

const bodies: string[] = [];
const envFile = join(mkdtempSync(join(tmpdir(), 'set-up-')), '.env');
const SECRET = 'x'.repeat(20);
let server: Server;
let host: string;
let site: Site;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('data', (part) => bodies.push(String(part)));
    request.on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  site = await startSite({ setUp: { env: { ALLOW_HOSTS: host }, envFile } });
}, 60_000);
afterAll(async () => {
  server.close();
  await site.close();
}, 30_000);

const inFile = () => (existsSync(envFile) ? readFileSync(envFile, 'utf8') : null);

const open = () => site.text('/setup');

const send = (
  path: string,
  fields: Record<string, string | string[]>,
  headers: Record<string, string> = {},
) =>
  site.get(path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      ),
    ),
  });

test('one form from nothing to a tested alert in a webhook', async () => {
  const first = await open();
  expect(first).toContain('Nothing is set up yet');
  const on = [...first.matchAll(/name="body" value="([^"]+)" checked/g)].map((match) => match[1]!);
  expect(on.length).toBeGreaterThan(20);
  const form = {
    way: 'webhook',
    to: `http://${host}/secret`,
    watchlist: 'TCOM\n腾讯',
    language: 'en',
  };
  const answer = await send('/setup', {
    ...form,
    timeZone: 'Europe/London',
    WEBHOOK_SECRET: SECRET,
    test: 'new',
    pack: ['china-apps', 'us-tech'],
    body: on.filter((id) => id !== 'cn-cac'),
  });
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain(`A test alert was sent to webhook ${host}`);
  expect(page).toContain('TIME_ZONE, SOURCES_PACKS, SOURCES_OFF, WEBHOOK_SECRET: takes effect');
  expect(page).not.toMatch(new RegExp(`/secret|${SECRET}`));
  expect(bodies.join('')).toMatch(/Preview: Example Holdings/);
  expect(parseEnv(readFileSync(envFile, 'utf8'))).toMatchObject({
    WATCH: 'TCOM,0700.HK',
    TIME_ZONE: 'Europe/London',
    SOURCES_OFF: 'cn-cac',
    SOURCES_PACKS: 'china-apps,us-tech',
    WEBHOOK_SECRET: SECRET,
  });
  const own = (await site.world.store.subscriptions({ active: true })).filter(
    (one) => one.owner === 'set-up',
  );
  expect(own.map(({ scope }) => scope)).toHaveLength(2);
  expect(own.map(({ scope }) => scope)).toEqual(
    expect.arrayContaining([
      { kind: 'company', id: 'trip-com' },
      { kind: 'company', id: 'tencent' },
    ]),
  );
  expect((await site.world.store.channel(own[0]!.address))?.zone).toBe('Europe/London');
});

test('what is there is shown without secrets, tested again, and an empty field keeps it', async () => {
  const page = await open();
  expect(page).not.toMatch(new RegExp(`/secret|${SECRET}|Nothing is set up yet`));
  const address = new RegExp(`value="(webhook ${host} [^"]+)"`).exec(page)?.[1];
  bodies.length = 0;
  expect(await (await send('/setup/test', { test: address! })).text()).toContain(
    'A test alert was sent to',
  );
  expect(bodies).toHaveLength(1);
  await send('/setup', {
    way: 'webhook',
    to: '',
    watchlist: '',
    language: 'zh',
    timeZone: 'Asia/Tokyo',
  });
  expect(parseEnv(readFileSync(envFile, 'utf8'))).toMatchObject({
    WATCH: '',
    WEBHOOK_SECRET: SECRET,
  });
  const own = (await site.world.store.subscriptions({ active: true })).filter(
    (one) => one.owner === 'set-up',
  );
  expect(own.map(({ scope, language }) => [scope.kind, language])).toEqual([['all', 'zh']]);
});

test('an address is removed: it gets nothing any more, and its subscriptions are gone', async () => {
  const address = new RegExp(`name="remove" value="(webhook ${host} [^"]+)"`).exec(
    await open(),
  )![1]!;
  const page = await (await send('/setup/remove', { remove: address })).text();
  expect(page).toContain(`${address} gets no alerts from here any more`);
  expect(page).not.toContain('name="remove"');
  const left = await site.world.store.subscriptions({ active: false });
  expect(left.filter(({ owner }) => owner === 'set-up')).toEqual([]);
  expect(left.length).toBeGreaterThan(0);
  expect(await (await send('/setup/remove', { remove: address })).text()).not.toContain(
    'no alerts from here',
  );
});

test('a wrong answer changes nothing, says why and keeps what was typed', async () => {
  await open();
  const before = inFile();
  const answer = await send('/setup?lang=zh', {
    way: 'telegram',
    to: '@channel1',
    watchlist: 'NOPE',
  });
  const page = await answer.text();
  expect(answer.status).toBe(400);
  expect(page).toContain('没有名为“NOPE”的公司');
  expect(page).toContain('telegram 还需要 TELEGRAM_TOKEN');
  expect(page).toContain('>NOPE</textarea>');
  expect(inFile()).toBe(before);
});

test.each([
  ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  ['through a proxy', { 'x-forwarded-for': '203.0.113.9' }, 404],
  ['by a name of the network', { host: '192.168.1.5:8080' }, 404],
])('nothing is written %s', async (_, headers, status) => {
  await open();
  const before = inFile();
  const answer = await send('/setup', { watchlist: 'TCOM', timeZone: 'Asia/Tokyo' }, headers);
  expect(answer.status).toBe(status);
  expect(inFile()).toBe(before);
});

test('a page that other machines see has no set-up', async () => {
  const other = siteOver(site.world, {});
  const answer = await other.get('/setup');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('tocsin -- setup');
});

test('takes a form of its own origin only: nothing else changes a setting', async () => {
  const before = inFile();
  const subscribed = await site.world.store.subscriptions({ active: true });
  const form = 'application/x-www-form-urlencoded';
  for (const headers of [
    { 'content-type': form, origin: 'http://127.0.0.1:9999' },
    { 'content-type': form, origin: 'null' },
    { 'content-type': form, origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' },
    { 'content-type': 'application/json', origin: 'http://127.0.0.1:8080' },
    { 'content-type': 'text/plain', origin: 'http://127.0.0.1:8080' },
    { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin: '' },
  ])
    for (const path of ['/setup', '/setup/test', '/setup/remove']) {
      const body = 'watchlist=MSFT&remove=webhook&test=webhook';
      const length = String(body.length);
      const answer = await site.get(path, {
        method: 'POST',
        body,
        headers: { 'content-length': length, ...headers },
      });
      expect([path, headers, answer.status]).toEqual([path, headers, 403]);
    }
  expect(inFile()).toBe(before);
  expect(await site.world.store.subscriptions({ active: true })).toEqual(subscribed);
});
