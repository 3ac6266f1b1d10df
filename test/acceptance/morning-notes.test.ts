import { afterAll, describe, expect, test } from 'vitest';
import { companySearch } from '../../src/answers/queries/find-company.ts';
import { inboxOf } from '../../src/answers/queries/inbox.ts';
import { inboxCard } from '../../src/answers/queries/inbox-card.ts';
import { noteMessages } from '../../src/answers/queries/note-message.ts';
import { addressCode, workspaceRows } from '../../src/answers/queries/workspace-rows.ts';
import { workspaceTerms } from '../../src/answers/queries/workspace-terms.ts';
import { type OpenStore, openStore } from '../../src/base/store/open.ts';
import type { Card } from '../../src/domain/card.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Viewer, WorkspaceId } from '../../src/domain/workspace.ts';
import { alertCards } from '../../src/pipeline/flows/alert-cards.ts';
import { noteTick } from '../../src/pipeline/flows/notes.ts';
import { createStandings } from '../../src/pipeline/standing/daily.ts';
import { postgresForTests } from '../base/store/postgres-server.ts';
import { BEFORE, FUNDS, found } from '../support/funds.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld } from '../support/world.ts';

const server = await postgresForTests();
const engines: [string, ((path: string) => Promise<OpenStore>) | null][] = [['SQLite', null]];
if (!('reason' in server))
  engines.push(['PostgreSQL', () => openStore({ databaseUrl: server.url })]);
afterAll(async () => {
  if (!('reason' in server)) await server.stop();
});

const HARBOUR = 'harbour-fund' as WorkspaceId;
const ROOM = { sink: 'email', to: 'room@harbourmark.example' };
const at = (time: string) => Date.parse(`${time}+08:00`) as Instant;
const viewer = (workspace: WorkspaceId, role: Viewer['role']): Viewer => ({
  workspace,
  role,
  sees: 'own',
  by: 'somebody',
});

describe.each(engines)('the morning note of a list over %s', (_, open) => {
  test('goes once a day, at the hour of the digest, to who asked for it, and says what changed', async () => {
    const world = await startWorld({
      ...(open === null ? {} : { open }),
      sinks: () =>
        ['email', 'discord'].map((id) => ({
          id,
          send: async () => ({ kind: 'sent', message: 'm' }) as const,
          find: async () => null,
        })),
    });
    try {
      const { store, knowledge } = world;
      for (const fund of Object.keys(FUNDS)) await found(world, fund);
      world.publish('miit', SHORT_LIST);
      await world.tickAt('2021-09-20T10:05');
      const clock = { now: () => at('2021-09-21T09:00') };
      const deps = { knowledge, store, clock, find: companySearch(knowledge) };
      const terms = (workspace: WorkspaceId, role: Viewer['role']) =>
        workspaceTerms(deps, viewer(workspace, role), { now: BEFORE, language: 'en' });
      const [list, room] = ['harbourmark-list', addressCode(ROOM)];
      expect((await terms(HARBOUR, 'reader').sendNote(list, room, true)).ok).toBe(false);
      const stranger = terms('reef-fund' as WorkspaceId, 'owner');
      expect((await stranger.sendNote(list, room, true)).ok).toBe(false);
      expect((await stranger.sendNote('reefmark-list', room, true)).ok).toBe(false);
      expect(await store.notedLists()).toEqual([]);
      expect((await terms(HARBOUR, 'editor').sendNote(list, room, true)).ok).toBe(true);

      expect(await noteTick(at('2021-09-21T07:59'), store)).toBe(0);
      expect(await noteTick(at('2021-09-21T08:00'), store)).toBe(1);
      expect(await noteTick(at('2021-09-21T08:01'), store)).toBe(0);
      expect(await noteTick(at('2021-09-22T10:00'), store)).toBe(1);
      const sent = (await store.deliveries({ limit: 20 })).filter(({ alert }) =>
        alert.startsWith('note:'),
      );
      expect(sent.map(({ address }) => address)).toEqual([ROOM, ROOM]);
      const standings = createStandings({ knowledge, store, clock });
      const notes = noteMessages({ knowledge, store, clock, standings }, 'https://bell.example');
      const cards = alertCards(store, knowledge, 'en', notes);
      const card = (await cards(sent.at(-1)!, at('2021-09-21T08:00'))) as Card;
      expect(card.title).toBe('Morning note: harbourmark list, 21 Sep 2021');
      expect(JSON.stringify(card.sections)).toContain('Trip.com');
      expect(card.links[0]!.url).toBe('https://bell.example/report?of=harbourmark-list');
      const rows = workspaceRows(store, viewer(HARBOUR, 'reader'), clock.now());
      const inbox = await inboxOf(rows, store, { limit: 1 });
      expect(inbox).toMatchObject([{ grade: null, notice: null }]);
      const listed = inboxCard(inbox, 'en', knowledge.catalog, 'Asia/Shanghai');
      expect(JSON.stringify(listed)).toContain('Morning note of a watchlist · morning note');

      expect((await terms(HARBOUR, 'editor').sendNote(list, room, false)).ok).toBe(true);
      expect(await noteTick(at('2021-09-23T10:00'), store)).toBe(0);
    } finally {
      await world.close();
    }
  });
});
