import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../src/domain/channel.ts';
import type { AlertId } from '../../../src/domain/ids.ts';
import { reason } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import {
  aDelivery,
  aNewItem,
  anAlert,
  aReview,
  aSignal,
  aSilence,
  aSubscription,
  HOUR,
  NOON,
} from './build.ts';
import { anAlertingOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const { address } = aSubscription();
const OTHER = { sink: 'fake', to: 'room-2' };
const channel = (changes: Partial<Channel> = {}): Channel => ({
  address,
  server: 'server-1',
  zone: 'Asia/Hong_Kong',
  digest: { every: 'daily', at: '08:00', weekday: 1 },
  quiet: null,
  digestedOn: null,
  ...changes,
});
const change = (n: number, place = address) => ({
  address: place,
  server: 'server-1',
  by: 'person-1',
  at: at(NOON + n),
  what: 'subscribed' as const,
  detail: `change ${n}`,
});

export function channelContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: channels`, () => {
    const open = opening(fresh);

    test('what was made for whom in a span is counted over all addresses at once', async () => {
      const store = await fresh();
      for (const [n, createdAt] of [NOON, NOON + HOUR, NOON + 2 * HOUR].entries()) {
        const { item, outcome } = numbered(n, `room-${n % 2}`, { createdAt });
        await store.saveItem(item);
        await store.saveOutcome(outcome, NOON as never);
      }
      const span = { since: NOON as never, until: (NOON + 2 * HOUR) as never };
      expect(
        (await store.addressed(span)).map((one) => `${one.alert} ${one.address.to}`).toSorted(),
      ).toEqual(['alert-1 room-1', 'alert-2 room-0']);
    });

    test('settings are kept for each address, the last ones count', async () => {
      const store = await open();
      expect(await store.channel(address)).toBe(null);
      await store.saveChannel(channel());
      await store.saveChannel(channel({ zone: 'Europe/London' }));
      await store.saveChannel(channel({ address: OTHER }));
      expect(await store.channel(address)).toEqual(channel({ zone: 'Europe/London' }));
      expect(await store.channels([address, OTHER])).toHaveLength(2);
      const elsewhere = { sink: 'fake', to: 'nowhere' };
      expect(await store.channels([OTHER, OTHER, elsewhere])).toEqual([
        channel({ address: OTHER }),
      ]);
      expect(await store.channels([])).toEqual([]);
    });

    test('changes come newest first, and only those of the place', async () => {
      const store = await open();
      for (const n of [1, 2, 3]) await store.noteChange(change(n));
      await store.noteChange(change(9, OTHER));
      const seen = await store.changes({ address, limit: 2 });
      expect(seen.map((one) => one.detail)).toEqual(['change 3', 'change 2']);
    });

    test('a person has one vote on an alert', async () => {
      const store = await open();
      const vote = { alert: 'a' as AlertId, address, by: 'p', useful: true, at: at(NOON) };
      await store.saveVote(vote);
      await store.saveVote({ ...vote, useful: false });
      await store.saveVote({ ...vote, by: 'q' });
      const votes = await store.votes(at(0));
      expect(votes.map((one) => [one.by, one.useful])).toEqual([
        ['p', false],
        ['q', true],
      ]);
      expect(await store.votes(at(NOON + 1))).toEqual([]);
    });

    test('what a flood holds back is told apart, and the alerts of a source are counted', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const because = reason('source-flood', { source: 'cn-miit-lists', limit: 20 });
      const waiting = [{ address, signal: aSignal().id, since: at(NOON), because }];
      await store.saveOutcome(anAlertingOutcome([aDelivery()], { waiting }), at(NOON));
      expect(await store.dueDigests(at(NOON))).toMatchObject([{ floodSince: NOON }]);
      const source = 'cn-miit-lists' as never;
      const count = (since: number, most = 9) =>
        store.countAlerts({ source, since: at(since), most });
      expect([await count(NOON - 1), await count(NOON), await count(NOON - 1, 0)]).toEqual([
        1, 0, 0,
      ]);
    });

    test('what waits is told once: the telling takes it off the list', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const waiting = [
        { address, signal: aSignal().id, since: at(NOON), because: reason('digest-asked') },
      ];
      await store.saveOutcome(anAlertingOutcome([], { waiting }), at(NOON));
      expect(await store.dueDigests(at(NOON))).toEqual([
        { address, channel: null, mark: 0, since: NOON, floodSince: null },
      ]);
      expect(await store.waiting(address)).toMatchObject([
        { waiting: { because: reason('digest-asked') } },
      ]);
      const alert = anAlert({ id: 'digest-1', createdAt: NOON + 5 });
      const delivery = aDelivery({ id: 'd-9', alert: 'digest-1', address });
      for (const _ of [1, 2])
        await store.saveScheduledAlerts({
          alerts: [alert],
          deliveries: [delivery],
          channel: channel({ digestedOn: '2021-08-18' as never }),
        });
      expect(await store.waiting(address)).toEqual([]);
      expect(await store.deliveries({ alert: alert.id, limit: 9 })).toHaveLength(1);
      expect((await store.channel(address))!.digestedOn).toBe('2021-08-18');
      // The first alert of a signal stays the first.
      expect([...(await store.firstAlerts([aSignal().id])).values()]).toEqual([anAlert().id]);
    });

    test('claims of a dead process are due at once, and in doubt since it took them', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.saveOutcome(anAlertingOutcome([aDelivery({ dueAt: NOON })]), at(NOON));
      const claim = {
        now: at(NOON),
        leaseMs: 60_000,
        limit: 5,
        by: 'dead',
        sinks: [aDelivery().address.sink],
      };
      expect(await store.leaseDeliveries(claim)).toHaveLength(1);
      expect(await store.freeLeases(at(NOON + 10))).toBe(1);
      const again = await store.leaseDeliveries({ ...claim, now: at(NOON + 10), by: 'next' });
      expect(again).toMatchObject([{ doubtSince: NOON, claimedBy: 'next' }]);
    });

    test('a mute of one case is stored as it was made, and ends alone', async () => {
      const store = await open();
      const scope = {
        kind: 'case',
        id: 'case-1',
        company: 'harbour-games',
        regulator: 'cn-miit',
        opened: '2021-09-20',
      } as const;
      await store.addSilence(aSilence());
      await store.addSilence(aSilence({ id: 'case', scope }));
      const found = (await store.silences(at(NOON))).find(({ id }) => id === 'case');
      expect(found?.scope).toEqual(scope);
      const which = { address: aSilence().address, scope: found!.scope };
      expect(await store.endSilences(which)).toBe(1);
      expect((await store.silences(at(NOON))).map(({ id }) => id)).toEqual([aSilence().id]);
    });

    test('silences end by scope or all, reviews are added once', async () => {
      const store = await open();
      await store.addSilence(aSilence());
      expect(await store.endSilences({ address: OTHER, scope: null })).toBe(0);
      expect(await store.endSilences({ address: aSilence().address, scope: null })).toBe(1);
      expect(await store.addReview(aReview())).toBe(true);
      expect(await store.addReview(aReview())).toBe(false);
    });

    test('forgetting a place, or leaving its server, takes all of it and nothing of another place', async () => {
      const store = await open();
      const fill = async () => {
        await store.addSubscription(aSubscription());
        await store.saveChannel(channel());
        await store.noteChange(change(1));
      };
      await fill();
      await store.saveChannel(channel({ address: OTHER, server: 'server-2' }));
      expect(await store.forget(address)).toBe(1);
      expect(await store.channel(address)).toBe(null);
      await fill();
      await store.removeServer('server-1');
      expect(await store.changes({ address, limit: 9 })).toEqual([]);
      expect((await store.channels([address, OTHER])).map((one) => one.address)).toEqual([OTHER]);
    });
  });
}
