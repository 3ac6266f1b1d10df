import { describe, expect, test } from 'vitest';
import { HOME } from '../../../src/domain/workspace.ts';
import { aSubscription, type Loose, NOON } from './build.ts';
import {
  aLink,
  aMark,
  aMember,
  anAddress,
  aSession,
  at,
  aWorkspace,
  FUND,
  MAIL,
  OTHER,
  ROOM,
} from './build-workspace.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

export function workspaceContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: workspaces`, () => {
    const open = opening(fresh);

    test('home is there from the start and first in the list', async () => {
      const store = await open();
      expect((await store.workspaces()).map(({ id }) => id)).toEqual([HOME]);
      await store.saveWorkspace(aWorkspace({ id: 'a-fund', name: 'A' }));
      await store.saveWorkspace(aWorkspace());
      await store.saveWorkspace({ ...(await store.workspace(HOME))!, name: 'Zebra' });
      expect((await store.workspaces()).map(({ id }) => id)).toEqual([HOME, 'a-fund', 'fund']);
      expect(await store.workspace(FUND)).toEqual(aWorkspace());
      expect(await store.workspace('nobody' as never)).toBeNull();
    });

    test('an address comes into its workspace with its first subscription and stays there', async () => {
      const store = await open();
      const person = { sink: 'discord', to: 'user:7' };
      const rows: [Loose, string][] = [
        [{ server: '99' }, 'server:99'],
        [{ address: person, server: null }, 'person:7'],
        [{ address: MAIL, server: null }, 'home'],
      ];
      for (const [n, [some, workspace]] of rows.entries()) {
        const subscription = aSubscription({ id: `s-${n}`, ...some });
        await store.addSubscription(subscription);
        expect(await store.workspaceOf(subscription.address)).toBe(workspace);
      }
      expect((await store.workspaces()).map(({ id }) => id)).toEqual([
        HOME,
        'person:7',
        'server:99',
      ]);
      await store.moveAddress(anAddress({ address: MAIL }));
      const again = { id: 'again', address: MAIL, server: null, scope: { kind: 'all' } };
      await store.addSubscription(aSubscription(again));
      expect(await store.workspaceOf(MAIL)).toBe('fund');
    });

    test('a channel that was set up here becomes the server’s once somebody uses it there', async () => {
      const store = await open();
      await store.addSubscription(aSubscription({ server: null }));
      expect(await store.workspaceOf(ROOM)).toBe(HOME);
      await store.addSubscription(aSubscription({ id: 'b', scope: { kind: 'all' }, server: '99' }));
      expect(await store.workspaceOf(ROOM)).toBe('server:99');
    });

    test('an address belongs to one workspace; another one is told that it is taken', async () => {
      const store = await open();
      expect(await store.addAddress(anAddress())).toBe('added');
      expect(await store.addAddress(anAddress())).toBe('exists');
      expect(await store.addAddress(anAddress({ workspace: 'other' }))).toBe('taken');
      expect(await store.addressesOf(FUND)).toEqual([anAddress()]);
      expect(await store.addressesOf(OTHER)).toEqual([]);
      await store.forget(ROOM);
      expect(await store.workspaceOf(ROOM)).toBeNull();
    });

    test('members are of a workspace, or of a person; who is removed is signed out', async () => {
      const store = await open();
      await store.saveMember(aMember());
      await store.saveMember(aMember({ workspace: 'other', role: 'reader' }));
      await store.saveMember(aMember({ address: { sink: 'email', to: 'bob@fund.example' } }));
      await store.saveMember(aMember({ role: 'editor' }));
      expect(await store.members({ address: MAIL })).toMatchObject([
        { workspace: 'fund', role: 'editor' },
        { workspace: 'other', role: 'reader' },
      ]);
      expect(await store.members({ workspace: FUND })).toHaveLength(2);
      await store.saveSignInLink(aLink());
      await store.saveSession(aSession());
      await store.saveSession(aSession({ hash: 'session-2', id: 's2', workspace: 'other' }));
      expect(await store.removeMember(aMember())).toBe(true);
      expect(await store.removeMember(aMember())).toBe(false);
      expect(await store.session('session-1', at(NOON))).toBeNull();
      expect(await store.signInLink('link-1', at(NOON))).toBeNull();
      expect(await store.session('session-2', at(NOON))).toMatchObject({ id: 's2' });
    });

    test('a link is used once, and not after its end', async () => {
      const store = await open();
      await store.saveSignInLink(aLink());
      await store.saveSignInLink(aLink({ hash: 'late' }));
      expect(await store.signInLink('link-1', at(NOON))).toEqual(aLink());
      const both = await Promise.all(
        ['link-1', 'link-1'].map((hash) => store.useSignInLink(hash, at(NOON))),
      );
      expect(both.filter((link) => link !== null)).toEqual([aLink()]);
      expect(await store.signInLink('link-1', at(NOON))).toBeNull();
      expect(await store.useSignInLink('late', at(NOON + 100))).toBeNull();
      expect(await store.countSignInLinks({ address: MAIL, since: at(NOON) })).toBe(2);
      expect(await store.countSignInLinks({ address: MAIL, since: at(NOON + 1) })).toBe(0);
    });

    test('a session ends at its instant, or when somebody ends it, and does not come back', async () => {
      const store = await open();
      await store.saveSession(aSession());
      await store.touchSession('session-1', at(NOON + 5));
      expect(await store.session('session-1', at(NOON + 999))).toMatchObject({ seenAt: NOON + 5 });
      expect(await store.session('session-1', at(NOON + 1_000))).toBeNull();
      expect(await store.sessions({ workspace: FUND, now: at(NOON) })).toHaveLength(1);
      expect(await store.sessions({ workspace: OTHER, now: at(NOON) })).toEqual([]);
      expect(await store.endSession({ workspace: OTHER, id: 's1' })).toBe(false);
      expect(await store.endSession({ workspace: FUND, id: 's1' })).toBe(true);
      await store.touchSession('session-1', at(NOON + 6));
      expect(await store.session('session-1', at(NOON))).toBeNull();
      await store.saveSession(aSession({ hash: 'old', endsAt: NOON - 1 }));
      await store.saveSignInLink(aLink({ expiresAt: NOON - 1 }));
      await store.dropEnded(at(NOON));
      expect(await store.countSignInLinks({ address: MAIL, since: at(0) })).toBe(0);
    });

    test('lists and journal are a workspace’s own', async () => {
      const store = await open();
      const list = {
        workspace: FUND,
        id: 'book',
        name: 'Book',
        holdings: [{ typed: 'TCOM', company: 'trip-com' as never, weight: 4.5 }],
        changedAt: at(NOON),
        changedBy: 'Ann',
      };
      await store.saveWatchlist(list);
      await store.saveWatchlist({ ...list, name: 'The book' });
      await store.saveWatchlist({ ...list, workspace: OTHER });
      expect(await store.watchlists(FUND)).toEqual([{ ...list, name: 'The book' }]);
      expect(await store.removeWatchlist(list)).toBe(true);
      expect(await store.watchlists(FUND)).toEqual([]);
      expect(await store.watchlists(OTHER)).toHaveLength(1);
      const entry = { workspace: FUND, by: 'Ann', what: 'list-saved', detail: 'Book' } as const;
      await store.note({ ...entry, at: at(NOON) });
      await store.note({ ...entry, at: at(NOON + 1) });
      await store.note({ ...entry, at: at(NOON), workspace: OTHER });
      expect((await store.journal({ workspace: FUND, limit: 5 })).map((one) => one.at)).toEqual([
        NOON + 1,
        NOON,
      ]);
    });

    test('a workspace that is removed takes everything of it along and nothing of another', async () => {
      const store = await open();
      for (const [id, address] of [
        ['fund', ROOM],
        ['other', MAIL],
      ] as const) {
        await store.saveWorkspace(aWorkspace({ id }));
        await store.addAddress(anAddress({ workspace: id, address }));
        await store.addSubscription(aSubscription({ id: `s-${id}`, address, server: null }));
        await store.saveMember(aMember({ workspace: id }));
        await store.saveSession(aSession({ workspace: id, hash: id, id }));
        await store.saveMark(aMark({ workspace: id }));
      }
      await store.removeWorkspace(FUND);
      expect((await store.workspaces()).map(({ id }) => id)).toEqual([HOME, 'other']);
      expect(await store.subscriptions({ active: false })).toMatchObject([{ id: 's-other' }]);
      expect(await store.members({ address: MAIL })).toMatchObject([{ workspace: 'other' }]);
      expect(await store.marks({ alerts: ['alert-1' as never] })).toMatchObject([
        { workspace: 'other' },
      ]);
      await store.removeServer('server-1');
      expect(await store.workspace(OTHER)).not.toBeNull();
    });
  });
}
