import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../../src/base/store/open.ts';
import type { AlertId, CompanyId, NoticeId, RegulatorId } from '../../../src/domain/ids.ts';
import { actKeys } from '../../../src/domain/notice.ts';
import type { Score } from '../../../src/domain/score.ts';
import type { Instant } from '../../../src/domain/time.ts';
import {
  aMapping,
  aNewItem,
  aNotice,
  anAlert,
  aScore,
  aSignal,
  aStep,
  HOUR,
  MINUTE,
  NOON,
} from './build.ts';
import { anOutcome } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const at = (ms: number) => ms as Instant;
const HARBOUR = 'harbour-games' as CompanyId;

async function scoresUntil(store: OpenStore, until: number): Promise<Score[]> {
  const scores: Score[] = [];
  for await (const score of store.archive.scores({ from: null, to: at(until) })) scores.push(score);
  return scores;
}

export function recordContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: what outcomes left`, () => {
    const open = opening(fresh);

    test('notices are listed newest first, by company, by regulator, and as they were known at an instant', async () => {
      const store = await open();
      const notices = [
        { n: 1, published: '2021-08-18', fetchedAt: NOON, company: HARBOUR, joint: [] },
        {
          n: 2,
          published: '2021-07-02',
          fetchedAt: NOON + HOUR,
          company: HARBOUR,
          joint: ['cn-cac'],
        },
        { n: 3, published: null, fetchedAt: NOON + 2 * HOUR, company: 'north-travel', joint: [] },
      ];
      for (const { n, published, fetchedAt, company, joint } of notices) {
        await store.saveItem(aNewItem({ id: `item-${n}`, key: `key-${n}`, fetchedAt }));
        const notice = aNotice({
          id: `notice-${n}`,
          item: `item-${n}`,
          published,
          jointRegulators: joint,
        });
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
      expect(
        await ids({ company: HARBOUR, regulator: 'cn-miit' as RegulatorId, limit: 1 }),
      ).toEqual(['notice-1']);
    });

    test('official censures of one body are found by the number of their list and by their day', async () => {
      const store = await open();
      const batch = (total: number | null, yearly: number) => ({
        value: { total, yearly },
        span: { start: 0, end: 1 },
        rule: 'test',
      });
      const rest = [
        { published: '2021-08-18', batch: batch(17, 8) },
        { published: '2020-01-02', batch: batch(17, 1) },
        { published: '2021-12-02', batch: batch(null, 8) },
        { published: '2021-08-20' },
        { published: '2021-08-20', verdict: 'none' },
        { published: '2021-08-20', outlet: 'reuters' },
        { published: '2021-08-24' },
        { published: null, title: 'the same page, moved' },
        { published: '2024-01-01', title: 'the same page, moved' },
      ];
      for (const [n, item] of rest.entries()) {
        await store.saveItem(aNewItem({ id: `item-${n}`, key: `key-${n}`, hash: `hash-${n}` }));
        const title = `list ${n} of the authority`;
        const notice = aNotice({ id: `n-${n}`, item: `item-${n}`, title, ...item });
        await store.saveOutcome(anOutcome({ item: `item-${n}`, notice }), at(NOON));
      }
      const alike = async (n: number, near: number) => {
        const notice = (await store.notice(`n-${n}` as NoticeId))!;
        return (await store.noticesAlike(notice, actKeys(notice, near))).map((one) => one.id);
      };
      expect(await alike(0, 3)).toEqual(['n-2', 'n-3', 'n-0', 'n-1']);
      expect(await alike(6, 3)).toEqual(['n-6']);
      expect(await alike(6, 4)).toEqual(['n-6', 'n-3']);
      // By its title, whatever its date.
      expect(await alike(7, 3)).toEqual(['n-8', 'n-7']);
    });

    test('steps come in the order in which they became known, up to an instant and of one company', async () => {
      const store = await open();
      await store.saveItem(aNewItem());
      const events = [
        aStep({ id: 'c', at: NOON + HOUR }),
        aStep({ id: 'a', at: NOON - HOUR }),
        aStep({ id: 'b', at: NOON, company: 'north-travel' }),
      ];
      await store.saveOutcome(anOutcome({ events }), at(NOON));
      const ids = async (query: object) => (await store.events(query)).map((event) => event.id);
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
      const points = async (until: number) =>
        (await scoresUntil(store, until)).map((score) => score.score);
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
              anAlert({
                id: `alert-${n}`,
                notice: `notice-${n}`,
                signals: [`signal-${n}`],
                createdAt,
              }),
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
  });
}
