import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../src/answers/queries/scopes.ts';
import { createSignIn } from '../../src/answers/queries/sign-in.ts';
import { addressCode } from '../../src/answers/queries/workspace-rows.ts';
import { type OpenStore, openStore } from '../../src/base/store/open.ts';
import type { WorkspaceId } from '../../src/domain/workspace.ts';
import { postgresForTests } from '../base/store/postgres-server.ts';
import { EVERYBODY, FUNDS, found, NOW } from '../support/funds.ts';
import { REMOVAL, SHORT_LIST } from '../support/miit-list.ts';
import { siteOver } from '../support/site.ts';
import { startWorld, type World } from '../support/world.ts';

const server = await postgresForTests();
const engines: [string, ((path: string) => Promise<OpenStore>) | null][] = [['SQLite', null]];
if (!('reason' in server))
  engines.push(['PostgreSQL', () => openStore({ databaseUrl: server.url })]);
afterAll(async () => {
  if (!('reason' in server)) await server.stop();
});

const HARBOUR = 'harbour-fund' as WorkspaceId;
const ROOM = { sink: 'email', to: 'room@harbourmark.example' };

describe.each(engines)(
  'what a workspace follows and mutes, changed on the page over %s',
  (_, open) => {
    let world: World;
    let site: ReturnType<typeof siteOver>;
    const keys = new Map<string, string>();

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
      world.publish('miit', SHORT_LIST);
      await world.tickAt('2021-09-20T10:05');
      site = siteOver(world, { token: 'a-token-of-some-length' });
      for (const { fund, person } of EVERYBODY) {
        const members = await world.store.members({ workspace: fund as WorkspaceId });
        const member = members.find(({ name }) => name === person[0])!;
        const { secret } = await createSignIn(world.store).keyFor(member, 'test', NOW);
        keys.set(person[0], secret);
      }
    }, 120_000);
    afterAll(() => world.close());

    const as = (name: string, path: string, init: RequestInit = {}) =>
      site.get(path, { ...init, headers: { authorization: `Bearer ${keys.get(name)}` } });
    const send = (name: string, path: string, fields: Record<string, string>) =>
      as(name, path, { method: 'POST', body: new URLSearchParams(fields) });
    const ofRoom = () => world.store.subscriptions({ address: ROOM, active: false });
    const codes = async () => (await ofRoom()).map(codeOf);

    test('an editor subscribes, changes, pauses and ends; each is a line of the journal', async () => {
      const editor = 'Bob Harbourmark';
      const terms = { band: 'elevated', timing: 'at-once', language: 'en', reported: '' };
      const added = { to: addressCode(ROOM), kind: 'company', what: '0700.HK', ...terms };
      expect((await send(editor, '/subscriptions', { ...added, rules: 'money 3+' })).status).toBe(
        303,
      );
      expect((await ofRoom()).at(-1)).toMatchObject({
        scope: { kind: 'company', id: 'tencent' },
        leastBand: 'elevated',
        rules: [{ kinds: ['money'], level: 3 }],
      });
      const code = (await codes()).at(-1)!;
      const page = async () => (await as(editor, '/subscriptions')).text();
      expect(await page()).toContain('Fines and payments from level 3');
      const form = await (await as(editor, `/subscriptions?edit=${code}`)).text();
      expect(form).toContain('value="Fines and payments 3+"');
      const changed = { code, ...terms, band: 'watch', rules: 'all 4+; case reported' };
      expect((await send(editor, '/subscriptions/change', changed)).status).toBe(303);
      expect((await ofRoom()).at(-1)).toMatchObject({
        leastBand: 'watch',
        rules: [{ level: 4 }, { kinds: ['case'], level: 1, grade: 'reported' }],
      });
      expect((await send(editor, '/subscriptions/pause', { code })).status).toBe(303);
      expect(await page()).toContain('paused by Bob Harbourmark');
      expect(await world.store.subscriptions({ address: ROOM, active: true })).toHaveLength(1);
      expect((await send(editor, '/subscriptions/resume', { code })).status).toBe(303);
      expect(await world.store.subscriptions({ address: ROOM, active: true })).toHaveLength(2);
      expect((await send(editor, '/subscriptions/end', { code })).status).toBe(303);
      expect(await codes()).not.toContain(code);
      const journal = await world.store.journal({ workspace: HARBOUR, limit: 9 });
      expect(journal.map(({ by, what }) => `${by} ${what}`)).toEqual(
        expect.arrayContaining(
          ['followed', 'paused', 'resumed', 'unfollowed'].map((what) => `${editor} ${what}`),
        ),
      );
    });

    test('every company of a list at once, and what is no rule, company or code is refused', async () => {
      const editor = 'Ann Harbourmark';
      const to = addressCode(ROOM);
      const list = { to, kind: 'list', list: 'harbourmark-list', band: 'severe' };
      expect((await send(editor, '/subscriptions', list)).status).toBe(303);
      expect(await ofRoom()).toMatchObject([{ scope: { id: 'trip-com' }, leastBand: 'severe' }]);
      expect((await send(editor, '/subscriptions', { ...list, band: 'watch' })).status).toBe(303);
      const before = await codes();
      const wrong = await send(editor, '/subscriptions', { to, kind: 'company', rules: 'gold 3' });
      expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('“gold”')]);
      const nobody = { to, kind: 'company', what: 'no such company' };
      expect((await send(editor, '/subscriptions', nobody)).status).toBe(409);
      expect((await send(editor, '/subscriptions/end', { code: '00000000' })).status).toBe(409);
      expect(await codes()).toEqual(before);
    });

    test('a workspace has several lists, each changed on its own', async () => {
      const editor = 'Bob Harbourmark';
      const lists = async () => world.store.watchlists(HARBOUR);
      await send(editor, '/book', { name: 'Second harbour', holdings: 'TCOM\n0700.HK' });
      const sizes = async () => (await lists()).map(({ id, holdings }) => [id, holdings.length]);
      expect(await sizes()).toContainEqual(['second-harbour', 2]);
      const page = await (await as(editor, '/watchlist?of=second-harbour')).text();
      expect(page).toContain('<h1>Second harbour</h1>');
      const changed = { of: 'second-harbour', companies: 'TCOM' };
      expect((await send(editor, '/watchlist', changed)).status).toBe(303);
      expect(await sizes()).toEqual(
        expect.arrayContaining([
          ['second-harbour', 1],
          ['harbourmark-list', 1],
        ]),
      );
      await send(editor, '/book', { id: 'second-harbour', remove: '1' });
      expect(await sizes()).toEqual([['harbourmark-list', 1]]);
    });

    test('a reader changes nothing, and nobody what belongs to another workspace', async () => {
      const [code] = await codes();
      const forms: [string, Record<string, string>][] = [
        ['/subscriptions', { to: addressCode(ROOM), kind: 'all' }],
        ['/subscriptions/change', { code: code!, band: 'severe' }],
        ['/subscriptions/pause', { code: code! }],
        ['/subscriptions/end', { code: code! }],
      ];
      const before = await ofRoom();
      for (const [path, fields] of forms) {
        expect((await send('Cem Harbourmark', path, fields)).status).toBe(403);
        expect((await send('Eve Reefmark', path, fields)).status).toBe(409);
      }
      expect(await ofRoom()).toEqual(before);
      const reader = await (await as('Cem Harbourmark', '/subscriptions')).text();
      expect(reader).toContain('Trip.com');
      expect(reader).not.toContain('formaction');
      expect(await (await as('Eve Reefmark', '/subscriptions')).text()).not.toContain('Trip.com');
    });

    test('language and zone of the workspace are those of its messages, but for what chose others', async () => {
      const owner = 'Ann Harbourmark';
      const settings = { name: 'harbour fund', language: 'zh', zone: 'Europe/London' };
      expect((await send(owner, '/workspace', settings)).status).toBe(303);
      expect(await ofRoom()).toMatchObject([{ language: 'zh' }]);
      expect(await world.store.channel(ROOM)).toMatchObject({ zone: 'Europe/London' });
      const chosen = (await world.store.channel(ROOM))!;
      await world.store.saveChannel({ ...chosen, zone: 'America/New_York' });
      const back = { ...settings, language: 'en', zone: 'Asia/Hong_Kong' };
      expect((await send(owner, '/workspace', back)).status).toBe(303);
      expect(await ofRoom()).toMatchObject([{ language: 'en' }]);
      expect(await world.store.channel(ROOM)).toMatchObject({ zone: 'America/New_York' });
    });

    test('a case is muted at every address of one workspace alone, and heard again', async () => {
      const editor = 'Bob Harbourmark';
      const company = async (name: string) => (await as(name, '/company/trip-com')).text();
      const mutes = [...(await company(editor)).matchAll(/name="case" value="([^"]+)"/g)];
      const stored = await world.store.signals({ company: 'trip-com' as never, limit: 9 });
      const about = stored.find(({ regulator }) => regulator === 'cn-miit')!;
      expect(mutes.length).toBeGreaterThan(0);
      for (const [, code] of mutes)
        expect((await send(editor, '/subscriptions/mute', { case: code! })).status).toBe(303);
      expect(await company(editor)).toContain('muted until');
      expect(await company('Ida Servermark')).not.toContain('muted until');
      expect(await (await as('Ida Servermark', '/subscriptions')).text()).not.toContain('Muted');
      const mine = await (await as('Cem Harbourmark', '/subscriptions')).text();
      expect(mine).toContain('Bob Harbourmark');
      world.publish('miit', REMOVAL);
      await world.tickAt('2021-10-08T10:05');
      const held = await world.store.suppressed({ workspace: HARBOUR, limit: 20 });
      const muted = held.filter(({ why }) => why === 'case-muted');
      expect(muted.map(({ address }) => address)).toEqual([ROOM]);
      const others = await world.store.suppressed({
        workspace: 'server:99' as WorkspaceId,
        limit: 20,
      });
      expect(others.map(({ why }) => why)).not.toContain('case-muted');
      const own = (await world.store.silences(NOW)).filter(
        ({ scope }) => scope.kind === 'case' && scope.id === about.case,
      );
      const scope = `case:trip-com:${about.case}`;
      expect(own.map(({ address }) => address)).toEqual([ROOM]);
      expect((await send('Fay Reefmark', '/subscriptions/unmute', { scope })).status).toBe(409);
      expect((await send('Cem Harbourmark', '/subscriptions/unmute', { scope })).status).toBe(403);
      expect((await send(editor, '/subscriptions/unmute', { scope })).status).toBe(303);
      expect((await send(editor, '/subscriptions/unmute', { scope })).status).toBe(409);
    });
  },
);
