import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import {
  type AlertMark,
  HOME,
  type LoginSession,
  type Member,
  type SignInLink,
  type Workspace,
  type WorkspaceAddress,
} from '../../../src/domain/workspace.ts';
import { aDelivery, aNewItem, anAlert, aSignal, aSubscription, type Loose, NOON } from './build.ts';
import { anAlertingOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const MAIL = { sink: 'email', to: 'ann@fund.example' };
const ROOM = { sink: 'fake', to: 'room-1' };
const FUND = 'fund' as never;
const OTHER = 'other' as never;

const aWorkspace = (some: Loose = {}) =>
  ({
    id: 'fund',
    name: 'Harbour Fund',
    language: 'en',
    zone: 'Asia/Hong_Kong',
    createdAt: NOON,
    createdBy: 'test',
    ...some,
  }) as unknown as Workspace;
const anAddress = (some: Loose = {}) =>
  ({
    address: ROOM,
    workspace: 'fund',
    addedAt: 0,
    addedBy: 'test',
    ...some,
  }) as unknown as WorkspaceAddress;
const aMember = (some: Loose = {}) =>
  ({
    workspace: 'fund',
    address: MAIL,
    name: 'Ann',
    role: 'owner',
    addedAt: NOON,
    addedBy: 'test',
    ...some,
  }) as unknown as Member;
const aLink = (some: Loose = {}) =>
  ({
    hash: 'link-1',
    workspace: 'fund',
    address: MAIL,
    createdAt: NOON,
    expiresAt: NOON + 100,
    ...some,
  }) as unknown as SignInLink;
const aSession = (some: Loose = {}) =>
  ({
    id: 's1',
    hash: 'session-1',
    workspace: 'fund',
    address: MAIL,
    kind: 'browser',
    createdAt: NOON,
    seenAt: NOON,
    endsAt: NOON + 1_000,
    agent: 'test',
    ...some,
  }) as unknown as LoginSession;
const aMark = (some: Loose = {}) =>
  ({
    workspace: 'fund',
    alert: 'alert-1',
    by: 'Ann',
    readAt: NOON,
    verdict: 'useful',
    note: '',
    at: NOON,
    ...some,
  }) as unknown as AlertMark;

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

  describe(`${backend}: what was sent to a workspace`, () => {
    const open = opening(fresh);
    const sent = async (store: Awaited<ReturnType<FreshStore>>, some: Loose = {}) =>
      (await store.sentAlerts({ until: at(NOON + 9), limit: 9, ...some })).map(
        ({ alert, sent: to }) => `${alert.id}: ${to.map(({ address }) => address.to).join(' ')}`,
      );

    test('is seen there alone, newest first, from the day on which the address came', async () => {
      const store = await open();
      await store.addAddress(anAddress());
      await store.addAddress(anAddress({ address: MAIL, workspace: 'other', addedAt: NOON + 2 }));
      const rows = [numbered(1, 'room-1'), numbered(2, 'room-1'), numbered(3, 'room-2')];
      for (const [n, { item, outcome }] of rows.entries()) {
        await store.saveItem(item);
        const alerts = outcome.alerts.map((alert) => ({ ...alert, createdAt: at(NOON + n) }));
        const [first] = outcome.deliveries;
        const deliveries = [
          { ...first!, createdAt: at(NOON + n) },
          aDelivery({ id: `mail-${n}`, alert: first!.alert, address: MAIL, createdAt: NOON + n }),
        ];
        await store.saveOutcome({ ...outcome, alerts, deliveries }, at(NOON));
      }
      expect(await sent(store)).toEqual([
        'alert-3: room-2 ann@fund.example',
        'alert-2: room-1 ann@fund.example',
        'alert-1: room-1 ann@fund.example',
      ]);
      expect(await sent(store, { workspace: FUND })).toEqual([
        'alert-2: room-1',
        'alert-1: room-1',
      ]);
      expect(await sent(store, { workspace: OTHER })).toEqual(['alert-3: ann@fund.example']);
      expect(await sent(store, { workspace: 'third' })).toEqual([]);
      expect(await sent(store, { workspace: FUND, limit: 1, offset: 1 })).toEqual([
        'alert-1: room-1',
      ]);
      expect(await sent(store, { workspace: FUND, until: at(NOON) })).toEqual(['alert-1: room-1']);
      expect(await sent(store, { workspace: FUND, alert: 'alert-3' })).toEqual([]);
      expect(await sent(store, { address: { sink: 'fake', to: 'room-2' } })).toEqual([
        'alert-3: room-2',
      ]);
      const own = await store.deliveries({ workspace: OTHER, limit: 9 });
      expect(own.map(({ id }) => id)).toEqual(['mail-2']);
      expect(await store.deliveries({ workspace: FUND, limit: 9 })).toHaveLength(2);
    });

    test('names the companies that these addresses were sent, and is found by them', async () => {
      const store = await open();
      await store.addAddress(anAddress());
      await store.saveItem(aNewItem());
      const signals = ['harbour-games', 'reef-bank'].map((company, n) =>
        aSignal({ id: `signal-${n}`, company, noveltyKey: `n-${n}` }),
      );
      const alerts = [anAlert({ signals: ['signal-0', 'signal-1'] })];
      const deliveries = [
        aDelivery({ signals: ['signal-0'] }),
        aDelivery({ id: 'd-2', address: MAIL, signals: ['signal-1'] }),
      ];
      await store.saveOutcome(anAlertingOutcome(deliveries, { signals, alerts }), at(NOON));
      const [alert] = await store.sentAlerts({ workspace: FUND, until: at(NOON), limit: 5 });
      expect(alert!.signals.map(({ company }) => company)).toEqual(['harbour-games']);
      const of = (companies: string[]) => sent(store, { workspace: FUND, companies });
      expect(await of(['harbour-games'])).toEqual(['alert-1: room-1']);
      expect(await of(['reef-bank'])).toEqual([]);
      expect(await of([])).toEqual([]);
      expect(await sent(store, { companies: ['reef-bank'] })).toEqual([
        'alert-1: room-1 ann@fund.example',
      ]);
    });

    test('what edits a message stands beneath it, what follows it in both places', async () => {
      const store = await open();
      await store.addAddress(anAddress());
      await store.saveItem(aNewItem());
      const alerts = [
        anAlert(),
        anAlert({ id: 'edit', createdAt: NOON + 1, edits: 'alert-1' }),
        anAlert({ id: 'follow', createdAt: NOON + 2, follows: 'alert-1' }),
        anAlert({ id: 'elsewhere', createdAt: NOON + 3, follows: 'alert-1' }),
      ];
      const deliveries = alerts.map(({ id, createdAt }) =>
        aDelivery({
          id: `d-${id}`,
          alert: id,
          createdAt,
          ...(id === 'elsewhere' ? { address: MAIL } : {}),
        }),
      );
      await store.saveOutcome(anAlertingOutcome(deliveries, { alerts }), at(NOON));
      expect(await sent(store, { workspace: FUND })).toEqual(['follow: room-1', 'alert-1: room-1']);
      const later = async (some: Loose) =>
        (await store.followUps({ alerts: ['alert-1' as never], until: at(NOON + 9), ...some })).map(
          ({ id }) => id,
        );
      expect(await later({ workspace: FUND })).toEqual(['edit', 'follow']);
      expect(await later({})).toEqual(['edit', 'follow', 'elsewhere']);
      expect(await later({ until: at(NOON + 1) })).toEqual(['edit']);
    });

    test('verdicts are counted by workspace, with the votes under messages', async () => {
      const store = await open();
      await store.addAddress(anAddress());
      await store.saveMark(aMark());
      await store.saveMark(aMark({ by: 'Bob', verdict: 'noise' }));
      await store.saveMark(aMark({ by: 'Bob', verdict: 'wrong', note: 'not theirs' }));
      await store.saveMark(aMark({ by: 'Cem', verdict: null }));
      await store.saveMark(aMark({ workspace: 'other', verdict: 'noise', at: NOON - 9 }));
      const vote = {
        alert: 'alert-1' as never,
        address: ROOM,
        by: '7',
        useful: true,
        at: at(NOON),
      };
      await store.saveVote(vote);
      await store.saveVote({ ...vote, by: '8', useful: false, address: MAIL });
      expect(await store.judged(at(NOON))).toEqual([
        { workspace: null, useful: 0, noise: 1, wrong: 0 },
        { workspace: 'fund', useful: 2, noise: 0, wrong: 1 },
      ]);
      expect(await store.marks({ alerts: ['alert-1' as never], workspace: FUND })).toHaveLength(3);
      expect(await store.marks({ alerts: ['alert-1' as never], workspace: OTHER })).toHaveLength(1);
    });
  });
}
