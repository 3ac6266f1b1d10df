import { describe, expect, test } from 'vitest';
import { aDelivery, aNewItem, anAlert, aSignal, type Loose, NOON } from './build.ts';
import { anAlertingOutcome, numbered } from './build-outcome.ts';
import { aMark, anAddress, at, FUND, MAIL, OTHER, ROOM } from './build-workspace.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

export function inboxContract(backend: string, fresh: FreshStore): void {
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
