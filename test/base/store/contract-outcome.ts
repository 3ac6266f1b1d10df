import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../../src/base/store/open.ts';
import type { AlertId, CompanyId, NoticeId } from '../../../src/domain/ids.ts';
import { Notice } from '../../../src/domain/notice.ts';
import { reason } from '../../../src/domain/reason.ts';
import { RegulatoryEvent, Score } from '../../../src/domain/score.ts';
import type { Instant } from '../../../src/domain/time.ts';
import {
  aDelivery,
  aNewItem,
  anAlert,
  aReview,
  aScore,
  aSignal,
  aSuppressed,
  type Loose,
  NOON,
} from './build.ts';
import { anAlertingOutcome, anOutcome, numbered } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const NOTICE = 'notice-1' as NoticeId;
const HARBOUR = 'harbour-games' as CompanyId;

async function scoresUntil(store: OpenStore, until: number): Promise<Score[]> {
  const scores: Score[] = [];
  for await (const score of store.archive.scores({ from: null, to: at(until) })) scores.push(score);
  return scores;
}

export function outcomeContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: outcomes`, () => {
    const open = opening(fresh);

    test('everything a notice led to is there afterwards, in the shape of the domain', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const outcome = anAlertingOutcome([aDelivery()], {
        suppressed: [aSuppressed()],
        reviews: [aReview()],
      });
      expect(await store.saveOutcome(outcome, at(NOON))).toBe(true);
      expect(Notice.parse(await store.notice(NOTICE))).toEqual(outcome.notice);
      expect(await store.mapping(NOTICE)).toEqual(outcome.mapping);
      expect((await store.events({})).map((one) => RegulatoryEvent.parse(one))).toEqual(
        outcome.events,
      );
      const dues = outcome.events.map(({ deadline }) => deadline ?? ('1999-12-31' as never));
      for (const deadline of [...dues, '1999-12-31' as never])
        expect(await store.events({ notice: NOTICE, deadline })).toEqual(
          outcome.events.filter((event) => event.deadline === deadline),
        );
      expect((await scoresUntil(store, NOON)).map((one) => Score.parse(one))).toEqual(
        outcome.scores,
      );
      expect(await store.signals({ limit: 9 })).toEqual(outcome.signals);
      const suppressed = (await store.suppressed({ limit: 9 })).map(({ notice: _, ...one }) => one);
      expect(suppressed).toEqual(outcome.suppressed);
      const told = await store.alert('alert-1' as AlertId);
      expect(told?.alert).toEqual(outcome.alerts[0]);
      expect(told?.signals).toEqual(outcome.signals);
      expect(await store.deliveries({ limit: 9 })).toMatchObject([
        { id: 'delivery-1', state: 'pending' },
      ]);
      expect(await store.reviews({ open: true, limit: 9 })).toEqual(outcome.reviews);
    });

    test('what is not there is null or empty', async () => {
      const store = await open();
      expect(await store.notice(NOTICE)).toBeNull();
      expect(await store.mapping(NOTICE)).toBeNull();
      expect(await store.alert('alert-1' as AlertId)).toBeNull();
      expect(await store.findAlerted(['a'])).toEqual(new Map());
      expect(await store.findAlerted([])).toEqual(new Map());
      expect(
        (
          await store.deliveries({
            alert: 'alert-1' as AlertId,
            address: aDelivery().address,
            limit: 1,
          })
        )[0]?.message ?? null,
      ).toBeNull();
    });

    test('for very many addresses the promise is written with the notice, the rows in parts behind it', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const many = Array.from({ length: 4_500 }, (_, n) =>
        aDelivery({ id: `delivery-${n}`, address: { sink: 'fake', to: `room-${n}` } }),
      );
      const suppressed = [aSuppressed()];
      expect(await store.saveOutcome(anAlertingOutcome(many, { suppressed }), at(NOON))).toBe(true);
      expect(await store.suppressed({ limit: 9 })).toHaveLength(1);
      const written: number[] = [];
      do written.push((await store.deliveries({ limit: 9_999 })).length);
      while (await store.writePart());
      expect(written).toEqual([0, 2_000, 4_000, 4_500]);
      const [last] = await store.deliveries({ address: many[4_499]!.address, limit: 9 });
      expect(last).toEqual({
        ...many[4_499]!,
        doubtSince: null,
        repeatedAt: null,
        notice: 'notice-1',
      });
      expect(await store.saveOutcome(anAlertingOutcome(many), at(NOON))).toBe(false);
      expect(await store.writePart()).toBe(false);
    });

    test('the second outcome for an item answers false and changes nothing', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.saveOutcome(anAlertingOutcome([aDelivery()]), at(NOON));
      const second = anAlertingOutcome([
        aDelivery({ id: 'delivery-2', address: { sink: 'fake', to: 'room-2' } }),
      ]);
      expect(await store.saveOutcome(second, at(NOON))).toBe(false);
      expect(await store.deliveries({ limit: 9 })).toHaveLength(1);
    });

    test('two that save the same outcome at once: one writes', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const both = [anAlertingOutcome([aDelivery()]), anAlertingOutcome([aDelivery()])];
      const answers = await Promise.all(both.map((one) => store.saveOutcome(one, at(NOON))));
      expect(answers.sort()).toEqual([false, true]);
    });

    test('an outcome that breaks in the middle leaves no trace', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const broken = anAlertingOutcome([aDelivery({ alert: 'nobody' })]);
      await expect(store.saveOutcome(broken, at(NOON))).rejects.toThrow();
      expect(await store.notice(NOTICE)).toBeNull();
      expect(await store.events({})).toEqual([]);
      expect(await store.pendingItems(9)).toHaveLength(1);
      expect(await store.saveOutcome(anAlertingOutcome([aDelivery()]), at(NOON))).toBe(true);
    });

    test('an outcome of an item that nobody saved is a bug', async () => {
      const store = await open();
      await expect(store.saveOutcome(anOutcome(), at(NOON))).rejects.toThrow(
        'there is no item item-1',
      );
    });

    test('one address gets one message of an alert, however many rows ask for it', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.saveOutcome(
        anAlertingOutcome([aDelivery(), aDelivery({ id: 'delivery-2' })]),
        at(NOON),
      );
      expect(await store.deliveries({ limit: 9 })).toMatchObject([{ id: 'delivery-1' }]);
    });

    test('held reasons are kept for each address and stage', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const room = { sink: 'fake', to: 'room-1' };
      const suppressed = [
        aSuppressed(),
        aSuppressed({ address: room }),
        aSuppressed({ address: room, stage: 'silence' }),
        aSuppressed(),
      ];
      await store.saveOutcome(anOutcome({ signals: [aSignal()], suppressed }), at(NOON));
      expect(await store.suppressed({ notice: NOTICE, limit: 9 })).toHaveLength(3);
      expect(await store.suppressed({ notice: 'other' as NoticeId, limit: 9 })).toEqual([]);
      // What concerns everybody concerns each address.
      const elsewhere = { sink: 'fake', to: 'room-2' };
      expect(await store.suppressed({ address: room, limit: 9 })).toHaveLength(3);
      expect(await store.suppressed({ address: elsewhere, limit: 9 })).toHaveLength(1);
      expect(await store.signals({ notice: NOTICE, company: HARBOUR, limit: 9 })).toHaveLength(1);
    });

    test('addresses that got a signal, or get it in their digest, are found by it', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const signals = [aSignal(), aSignal({ id: 'signal-2' })];
      const room = (to: string, some: Loose = {}) =>
        aDelivery({
          id: to,
          address: { sink: 'fake', to },
          signals: ['signal-1'],
          nonce: to,
          ...some,
        });
      const deliveries = [room('room-1'), room('room-2', { signals: ['signal-2'] })];
      const waits = { sink: 'fake', to: 'room-3' };
      const waiting = [
        { address: waits, signal: 'signal-1', since: NOON, because: reason('digest-asked') },
      ];
      const alerts = [anAlert({ signals: ['signal-1', 'signal-2'] })];
      const some = { ...anAlertingOutcome(deliveries, { signals, alerts }), waiting };
      await store.saveOutcome(some as never, at(NOON));
      expect(await store.recipientsOf(['signal-1' as never])).toEqual([
        { address: { sink: 'fake', to: 'room-1' }, signals: ['signal-1'] },
        { address: waits, signals: ['signal-1'] },
      ]);
      expect(await store.recipientsOf([])).toEqual([]);
    });

    test('scores that were made of a step that is taken back are dropped', async () => {
      const store = await open();
      for (const n of [1, 2]) await store.saveItem(numbered(n, 'room').item);
      await store.saveOutcome(numbered(1, 'room').outcome, at(NOON + 1));
      const { outcome } = numbered(2, 'room');
      const scores = [aScore({ at: NOON + 9 })];
      await store.saveOutcome(
        { ...outcome, events: [], withdrawn: ['step-1'], scores },
        at(NOON + 9),
      );
      expect((await scoresUntil(store, NOON + 99)).map((one) => one.at)).toEqual([NOON + 9]);
    });

    test('an outcome larger than one statement is written whole', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const rooms = Array.from({ length: 1_200 }, (_, n) =>
        aDelivery({ id: `d-${n}`, address: { sink: 'fake', to: `room-${n}` } }),
      );
      await store.saveOutcome(anAlertingOutcome(rooms), at(NOON));
      expect(await store.deliveries({ limit: 5_000 })).toHaveLength(1_200);
    });

    test('outcomes saved side by side are all there', async () => {
      const store = await open();
      const all = Array.from({ length: 20 }, (_, n) => numbered(n, `room-${n % 3}`));
      await Promise.all(all.map(({ item }) => store.saveItem(item)));
      await Promise.all(all.map(({ outcome }) => store.saveOutcome(outcome, at(NOON))));
      expect(await store.deliveries({ limit: 99 })).toHaveLength(20);
      expect(await store.pendingItems(9)).toEqual([]);
    });
  });
}
