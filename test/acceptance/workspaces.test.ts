import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { typedAddress } from '../../src/answers/queries/sign-in.ts';
import { addressCode } from '../../src/answers/queries/workspace-rows.ts';
import { type OpenStore, openStore } from '../../src/base/store/open.ts';
import type { WorkspaceId } from '../../src/domain/workspace.ts';
import { PAGES } from '../../src/interfaces/web/create-web.ts';
import { postgresForTests } from '../base/store/postgres-server.ts';
import { BEFORE, EVERYBODY, FUNDS, found, NOW } from '../support/funds.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { siteOver } from '../support/site.ts';
import { startWorld, type World } from '../support/world.ts';

const TOKEN = 'a-token-of-some-length';
const server = await postgresForTests();
const engines: [string, ((path: string) => Promise<OpenStore>) | null][] = [['SQLite', null]];
if (!('reason' in server))
  engines.push(['PostgreSQL', () => openStore({ databaseUrl: server.url })]);
afterAll(async () => {
  if (!('reason' in server)) await server.stop();
});

describe.each(engines)('three workspaces and twelve people on %s', (_, open) => {
  let world: World;
  let site: ReturnType<typeof siteOver>;
  const links: { readonly to: string; readonly url: string }[] = [];
  const cookies = new Map<string, string>();

  const as = (name: string, path: string, init: RequestInit = {}) =>
    site.get(path, { ...init, headers: { ...init.headers, cookie: cookies.get(name)! } });
  const send = (name: string, path: string, fields: Record<string, string>) =>
    as(name, path, { method: 'POST', body: new URLSearchParams(fields) });

  async function signIn(mail: string): Promise<string> {
    const asked = await site.get('/login/link', {
      method: 'POST',
      body: new URLSearchParams({ address: mail }),
      headers: { 'x-forwarded-for': mail },
    });
    expect(await asked.text()).toContain('a link is on its way');
    await vi.waitFor(() => expect(links.at(-1)?.to).toBe(mail));
    const path = new URL(links.at(-1)!.url).pathname;
    expect(await (await site.get(path)).text()).toContain('signs you in once');
    const answer = await site.get(path, { method: 'POST' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await site.get(path, { method: 'POST' })).status).toBe(400);
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  }

  beforeAll(async () => {
    world = await startWorld({
      ...(open === null ? {} : { open }),
      sinks: () =>
        ['email', 'discord'].map((id) => ({
          id,
          send: async () => ({ kind: 'sent', message: 'm' }) as const,
          find: async () => null,
        })),
    });
    for (const fund of Object.keys(FUNDS)) await found(world, fund);
    await world.follow('trip-com');
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    site = siteOver(world, {
      token: TOKEN,
      sendLink: async ({ address }, url) => void links.push({ to: address.to, url }),
    });
    for (const { person } of EVERYBODY) {
      // Links are rationed by client: these twelve sit in twelve places.
      if (cookies.size % 8 === 0)
        site = siteOver(world, {
          token: TOKEN,
          sendLink: async ({ address }, url) => void links.push({ to: address.to, url }),
        });
      cookies.set(person[0], await signIn(person[1]));
    }
  }, 120_000);
  afterAll(() => world.close());

  test('each workspace was sent what it follows, and sees that alone', async () => {
    const inbox = async (name: string) => (await as(name, '/inbox')).text();
    const [ann, eve, ida] = await Promise.all(
      ['Ann Harbourmark', 'Eve Reefmark', 'Ida Servermark'].map(inbox),
    );
    expect(ann).toContain('room@harbourmark.example');
    expect(ann).toContain('Trip.com');
    expect(ann).not.toContain('channel:777');
    expect(eve).not.toContain('<article');
    expect(ida).toContain('channel:777000777000777000');
    expect(ida).not.toContain('harbourmark');
    const all = await site.get('/inbox', { headers: { authorization: `Bearer ${TOKEN}` } });
    const text = await all.text();
    for (const to of ['room@harbourmark.example', 'channel:777000777000777000', 'terminal'])
      expect(text).toContain(to);
  });

  test('the API answers what the own workspace follows, by its rules', async () => {
    const followed = async (name: string) =>
      (await as(name, '/api/v1/subscriptions')).json() as Promise<{ subscriptions: object[] }>;
    expect((await followed('Cem Harbourmark')).subscriptions).toMatchObject([
      { id: 'trip-com', sink: 'email', rules: [{ kinds: ['conduct'], level: 1, grade: null }] },
    ]);
    expect((await followed('Gus Reefmark')).subscriptions).toMatchObject([
      { id: 'tencent', rules: [{ kinds: null, level: 2 }] },
    ]);
  });

  /** Every page, file, feed and answer that can be reached, and what is named in the program. */
  async function everythingFor(name: string): Promise<Map<string, string>> {
    const { paths } = (await (await as(name, '/api/v1/openapi.json')).json()) as { paths: object };
    const own = PAGES.map(({ path }) => path).filter((path) => !path.includes(':'));
    const api = Object.keys(paths).map((path) => `/api/v1${path}`);
    const files = ['deliveries', 'held', 'reviews', 'notices', 'companies', 'sources'];
    const next = [...own, ...api, ...files.map((file) => `/${file}.csv`), '/metrics'];
    const seen = new Map<string, string>();
    const kinds = new Map<string, number>();
    for (let path = next.shift(); path !== undefined; path = next.shift()) {
      const kind = path.replace(/\?.*|(?<=^(?:\/api\/v1)?\/[a-z.]+)\/.*/g, '');
      const count = kinds.get(kind) ?? 0;
      if (seen.has(path) || path.includes('{') || path.startsWith('/in/') || count >= 2) continue;
      if (path.endsWith('.svg') || path.includes('.png')) continue;
      kinds.set(kind, count + 1);
      const text = await (await as(name, path)).text();
      seen.set(path, text);
      for (const [, href] of text.matchAll(/href="(\/[^"#]*)"/g))
        next.push(href!.replaceAll('&amp;', '&'));
    }
    return seen;
  }

  test.each(['Ann Harbourmark', 'Gus Reefmark', 'Kim Servermark'])(
    'a stranger is shown nothing of another workspace, whatever they open: %s',
    async (name) => {
      const note = {
        alert: await alertOf('harbour-fund'),
        verdict: 'noise',
        note: 'harbourmark says',
      };
      expect((await send('Cem Harbourmark', '/inbox', note)).status).toBe(303);
      const seen = await everythingFor(name);
      expect(seen.size).toBeGreaterThan(40);
      const others = Object.values(FUNDS)
        .map(({ mark }) => mark)
        .filter((mark) => !name.toLowerCase().includes(mark));
      const leaks = [...seen].flatMap(([path, text]) =>
        others
          .filter((mark) => text.toLowerCase().includes(mark))
          .map((mark) => `${path}: ${mark}`),
      );
      expect(leaks).toEqual([]);
      // It was looked for where it is: their own words are there.
      const mark = name.split(' ')[1]!.toLowerCase();
      const own = [...seen].filter(([, text]) => text.toLowerCase().includes(mark));
      expect(own.map(([path]) => path)).toContain('/workspace');
    },
    120_000,
  );

  const alertOf = async (workspace: string) =>
    (
      await world.store.sentAlerts({
        workspace: workspace as WorkspaceId,
        until: NOW,
        limit: 1,
      })
    )[0]!.alert.id;

  test('a reader reads, judges and changes nothing else; an editor no members; an owner all', async () => {
    const statuses = async (name: string) => [
      (await send(name, '/watchlist', { companies: 'TCOM' })).status,
      (await send(name, '/workspace', { name: 'x', language: 'en', zone: 'UTC' })).status,
      (await send(name, '/workspace/address', { address: 'webhook:https://a.example/x' })).status,
      (
        await send(name, '/workspace/member', {
          address: 'new@a.example',
          role: 'owner',
          name: name,
        })
      ).status,
      (await send(name, '/workspace/add', { name: 'mine', language: 'en', zone: 'UTC' })).status,
      (await send(name, '/reviews', { id: 'x', verdict: 'accepted' })).status,
      (await as(name, '/reviews')).status,
      (await as(name, '/setup')).status,
      (await as(name, '/metrics')).status,
    ];
    expect(await statuses('Hal Reefmark')).toEqual([403, 409, 409, 409, 409, 403, 403, 403, 403]);
    expect(await statuses('Fay Reefmark')).toEqual([303, 409, 409, 409, 409, 403, 403, 403, 403]);
    expect(await statuses('Eve Reefmark')).toEqual([303, 303, 303, 409, 409, 403, 403, 403, 403]);
    expect(
      (await send('Eve Reefmark', '/workspace/member', { address: 'new@a.example', name: 'New' }))
        .status,
    ).toBe(303);
    const journal = await world.store.journal({ workspace: 'reef-fund' as WorkspaceId, limit: 9 });
    expect(journal.map(({ by, what }) => `${by} ${what}`)).toEqual(
      expect.arrayContaining(['Eve Reefmark member-added', 'Eve Reefmark address-added']),
    );
  });

  test('nobody judges, takes or ends what belongs to another workspace', async () => {
    const alert = await alertOf('harbour-fund');
    expect((await send('Eve Reefmark', '/inbox', { alert, verdict: 'wrong' })).status).toBe(404);
    const taken = { address: 'room@harbourmark.example' };
    expect((await send('Eve Reefmark', '/workspace/address', taken)).status).toBe(409);
    const [session] = await world.store.sessions({
      workspace: 'harbour-fund' as WorkspaceId,
      now: BEFORE,
    });
    expect((await send('Eve Reefmark', '/workspace/session', { id: session!.id })).status).toBe(
      409,
    );
    expect(await world.store.workspaceOf(typedAddress('room@harbourmark.example'))).toBe(
      'harbour-fund',
    );
    // Choosing a workspace is the operator's.
    expect((await send('Eve Reefmark', '/workspace/choose', { workspace: 'home' })).status).toBe(
      404,
    );
    const cookie = `${cookies.get('Eve Reefmark')}; tocsin-workspace=harbour-fund`;
    const page = await site.get('/inbox', { headers: { cookie } });
    expect(await page.text()).not.toContain('harbourmark');
  });

  test('verdicts are a figure for the operator', async () => {
    const alert = await alertOf('harbour-fund');
    await send('Ann Harbourmark', '/inbox', { alert, verdict: 'useful', note: '' });
    await send('Dee Harbourmark', '/inbox', { alert, verdict: 'wrong', note: 'another firm' });
    const bearer = { headers: { authorization: `Bearer ${TOKEN}` } };
    const page = await (await site.get('/workspace', bearer)).text();
    expect(page).toContain('1 of 3 useful');
    expect(page).toContain('1 noise, 1 wrong');
    const reviews = await (await site.get('/reviews', bearer)).text();
    expect(reviews).toContain('another firm');
  });

  test('who is removed, or whose session is ended, is out at once', async () => {
    const owner = 'Ida Servermark';
    const page = await (await as(owner, '/workspace')).text();
    expect(page).toContain('Lea Servermark');
    const code = addressCode(typedAddress('lea@servermark.example'));
    expect((await as('Lea Servermark', '/inbox')).status).toBe(200);
    expect((await send(owner, '/workspace/member', { code, remove: '1' })).status).toBe(303);
    expect((await as('Lea Servermark', '/inbox')).status).toBe(303);
    const sessions = await world.store.sessions({
      workspace: 'server:99' as WorkspaceId,
      now: BEFORE,
    });
    const kim = sessions.find(({ address }) => address.to.startsWith('kim@'))!;
    expect((await send('Jon Servermark', '/workspace/session', { id: kim.id })).status).toBe(409);
    expect((await send(owner, '/workspace/session', { id: kim.id })).status).toBe(303);
    expect((await as('Kim Servermark', '/inbox')).status).toBe(303);
    await send('Jon Servermark', '/logout', {});
    expect((await as('Jon Servermark', '/inbox')).status).toBe(303);
    const last = addressCode(typedAddress('ida@servermark.example'));
    expect((await send(owner, '/workspace/member', { code: last, remove: '1' })).status).toBe(409);
  });

  test('a secret of a link or session is stored as a hash and shown nowhere', async () => {
    const secrets = [
      ...links.map(({ url }) => url.split('/').at(-1)!),
      ...[...cookies.values()].map((cookie) => cookie.split('=')[1]!),
    ];
    const sessions = await world.store.sessions({
      workspace: 'harbour-fund' as WorkspaceId,
      now: BEFORE,
    });
    const page = await (await as('Ann Harbourmark', '/workspace')).text();
    for (const secret of secrets) {
      expect(JSON.stringify(sessions)).not.toContain(secret);
      expect(page).not.toContain(secret);
    }
  });
});
