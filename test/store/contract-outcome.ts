import { describe, expect, test } from 'vitest';
import { Alert, Signal, Suppressed } from '../../src/domain/alert.ts';
import type { AlertId, CompanyId, NoticeId, RegulatorId } from '../../src/domain/ids.ts';
import { actKeys, Notice } from '../../src/domain/notice.ts';
import { Score, Step } from '../../src/domain/score.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { OpenStore } from '../../src/store/open.ts';
import {
  aDelivery,
  aMapping,
  aNewItem,
  aNotice,
  anAlert,
  aReview,
  aScore,
  aSignal,
  aStep,
  aSuppressed,
  HOUR,
  MINUTE,
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
      const outcome = anAlertingOutcome([aDelivery()], { suppressed: [aSuppressed()], reviews: [aReview()] });
      expect(await store.saveOutcome(outcome, at(NOON))).toBe(true);
      expect(Notice.parse(await store.notice(NOTICE))).toEqual(outcome.notice);
      expect(await store.mapping(NOTICE)).toEqual(outcome.mapping);
      expect((await store.steps({})).map((one) => Step.parse(one))).toEqual(outcome.steps);
      expect((await scoresUntil(store, NOON)).map((one) => Score.parse(one))).toEqual(outcome.scores);
      expect((await store.signals({ limit: 9 })).map((one) => Signal.parse(one))).toEqual(outcome.signals);
      const suppressed = (await store.suppressed({ limit: 9 })).map(({ notice: _, ...one }) => one);
      expect(suppressed.map((one) => Suppressed.parse(one))).toEqual(outcome.suppressed);
      const told = await store.alert('alert-1' as AlertId);
      expect(Alert.parse(told?.alert)).toEqual(outcome.alerts[0]);
      expect(told?.signals).toEqual(outcome.signals);
      expect(await store.deliveries({ limit: 9 })).toMatchObject([{ id: 'delivery-1', state: 'pending' }]);
      expect(await store.reviews({ open: true, limit: 9 })).toEqual(outcome.reviews);
    });

    test('what is not there is null or empty', async () => {
      const store = await open();
      expect(await store.notice(NOTICE)).toBeNull();
      expect(await store.mapping(NOTICE)).toBeNull();
      expect(await store.alert('alert-1' as AlertId)).toBeNull();
      expect(await store.findAlerted(['a'])).toEqual(new Map());
      expect(await store.findAlerted([])).toEqual(new Map());
      expect(await store.messageOf('alert-1' as AlertId, aDelivery().address)).toBeNull();
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
      expect(last).toEqual({ ...many[4_499]!, doubtSince: null });
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
      expect(await store.steps({})).toEqual([]);
      expect(await store.pendingItems(9)).toHaveLength(1);
      expect(await store.saveOutcome(anAlertingOutcome([aDelivery()]), at(NOON))).toBe(true);
    });

    test('an outcome of an item that nobody saved is a bug', async () => {
      const store = await open();
      await expect(store.saveOutcome(anOutcome(), at(NOON))).rejects.toThrow('there is no item item-1');
    });

    test('one address gets one message of an alert, however many rows ask for it', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      await store.saveOutcome(anAlertingOutcome([aDelivery(), aDelivery({ id: 'delivery-2' })]), at(NOON));
      expect(await store.deliveries({ limit: 9 })).toMatchObject([{ id: 'delivery-1' }]);
    });

    test('notices are listed newest first, by company, by regulator, and as they were known at an instant', async () => {
      const store = await open();
      const notices = [
        { n: 1, published: '2021-08-18', fetchedAt: NOON, company: HARBOUR, joint: [] },
        { n: 2, published: '2021-07-02', fetchedAt: NOON + HOUR, company: HARBOUR, joint: ['cn-cac'] },
        { n: 3, published: null, fetchedAt: NOON + 2 * HOUR, company: 'north-travel', joint: [] },
      ];
      for (const { n, published, fetchedAt, company, joint } of notices) {
        await store.saveItem(aNewItem({ id: `item-${n}`, key: `key-${n}`, fetchedAt }));
        const notice = aNotice({ id: `notice-${n}`, item: `item-${n}`, published, jointRegulators: joint });
        await store.saveOutcome(
          anOutcome({ item: `item-${n}`, notice, mapping: aMapping(`notice-${n}`, [company]) }),
          at(NOON),
        );
      }
      const ids = async (query: object) =>
        (await store.notices({ limit: 9, ...query })).map((notice) => notice.id);
      expect(await ids({})).toEqual(['notice-3', 'notice-1', 'notice-2']);
      expect(await ids({ company: HARBOUR })).toEqual(['notice-1', 'notice-2']);
      expect(await ids({ regulator: 'cn-cac' as RegulatorId })).toEqual(['notice-2']);
      expect(await ids({ until: at(NOON + MINUTE) })).toEqual(['notice-1']);
      expect(await ids({ company: HARBOUR, regulator: 'cn-miit' as RegulatorId, limit: 1 })).toEqual([
        'notice-1',
      ]);
    });

    test('official censures of one body are found by the number of their list and by their day', async () => {
      const store = await open();
      const batch = (total: number | null, yearly: number) => ({
        ...{ value: { total, yearly }, span: { start: 0, end: 1 }, rule: 'test' },
      });
      const rest = [
        { published: '2021-08-18', batch: batch(17, 8) },
        { published: '2020-01-02', batch: batch(17, 1) },
        { published: '2021-12-02', batch: batch(null, 8) },
        { published: '2021-08-20' },
        { published: '2021-08-20', verdict: 'none' },
        { published: '2021-08-20', outlet: 'reuters' },
        { published: '2021-08-24' },
        { published: null },
      ];
      for (const [n, one] of rest.entries()) {
        await store.saveItem(aNewItem({ id: `item-${n}`, key: `key-${n}`, hash: `hash-${n}` }));
        const notice = aNotice({ id: `n-${n}`, item: `item-${n}`, ...one });
        await store.saveOutcome(anOutcome({ item: `item-${n}`, notice }), at(NOON));
      }
      const alike = async (n: number, near: number) => {
        const notice = (await store.notice(`n-${n}` as NoticeId))!;
        return (await store.noticesAlike(notice, actKeys(notice, near))).map((one) => one.id);
      };
      expect(await alike(0, 3)).toEqual(['n-2', 'n-3', 'n-0', 'n-1']);
      expect(await alike(6, 3)).toEqual(['n-6']);
      expect(await alike(6, 4)).toEqual(['n-6', 'n-3']);
      expect(await alike(7, 3)).toEqual([]);
    });

    test('steps come in the order in which they became known, up to an instant and of one company', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const steps = [
        aStep({ id: 'c', at: NOON + HOUR }),
        aStep({ id: 'a', at: NOON - HOUR }),
        aStep({ id: 'b', at: NOON, company: 'north-travel' }),
      ];
      await store.saveOutcome(anOutcome({ steps }), at(NOON));
      const ids = async (query: object) => (await store.steps(query)).map((step) => step.id);
      expect(await ids({})).toEqual(['a', 'b', 'c']);
      expect(await ids({ until: at(NOON) })).toEqual(['a', 'b']);
      expect(await ids({ company: HARBOUR, until: at(NOON) })).toEqual(['a']);
    });

    test('scores are there up to an instant, and the last one of an instant counts', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const scores = [
        aScore({ score: 10 }),
        aScore({ score: 11 }),
        aScore({ at: NOON + HOUR, score: 30.5 }),
        aScore({ at: NOON - HOUR, score: 5 }),
      ];
      await store.saveOutcome(anOutcome({ scores }), at(NOON));
      const points = async (until: number) => (await scoresUntil(store, until)).map((score) => score.score);
      expect(await points(NOON + HOUR)).toEqual([5, 11, 30.5]);
      expect(await points(NOON)).toEqual([5, 11]);
    });

    test('what was told is known by its novelty key, the newest alert for each', async () => {
      const store = await open();
      for (const [n, createdAt] of [
        [1, NOON],
        [2, NOON + HOUR],
      ] as const) {
        await store.saveItem(aNewItem({ id: `item-${n}`, key: `key-${n}` }));
        const ids = { notice: `notice-${n}`, id: `signal-${n}` };
        const untold = aSignal({ notice: `notice-${n}`, id: `untold-${n}`, noveltyKey: 'held' });
        await store.saveOutcome(
          anOutcome({
            item: `item-${n}`,
            notice: aNotice({ id: `notice-${n}`, item: `item-${n}` }),
            signals: [aSignal({ ...ids, noveltyKey: 'same' }), untold],
            alerts: [
              anAlert({ id: `alert-${n}`, notice: `notice-${n}`, signals: [`signal-${n}`], createdAt }),
            ],
          }),
          at(NOON),
        );
      }
      expect(await store.findAlerted(['same', 'held', 'never'])).toEqual(
        new Map([['same', { alert: 'alert-2', at: NOON + HOUR }]]),
      );
    });

    test('signals of an alert keep its order', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const signals = ['a', 'b', 'c'].map((id) => aSignal({ id, noveltyKey: id }));
      const alerts = [anAlert({ signals: ['c', 'a', 'b'] })];
      await store.saveOutcome(anOutcome({ signals, alerts }), at(NOON));
      const told = await store.alert('alert-1' as AlertId);
      expect(told?.signals.map((signal) => signal.id)).toEqual(['c', 'a', 'b']);
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
      expect(await store.signals({ notice: NOTICE, company: HARBOUR, limit: 9 })).toHaveLength(1);
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
