import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../../src/base/store/open.ts';
import { versionId } from '../../../src/base/store/rows.ts';
import type { CompanyId, ItemId } from '../../../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { mapAgain } from '../../../src/pipeline/flows/map-again.ts';
import { processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { SHORT_LIST } from '../../support/miit-list.ts';
import { aNewItem, aSubscription } from './build.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const TRIP_COM = 'trip-com' as CompanyId;
const DAY = 86_400_000;
const FETCHED = Date.parse('2021-09-20T10:05+08:00') as Instant;
const later = (ms: number) => (FETCHED + ms) as Instant;

let made: readonly [before: Knowledge, after: Knowledge] | null = null;

/**
 * The registry as it is, and as it was before anybody had written down Trip.com: made once for both
 * databases.
 */
function registries(): readonly [before: Knowledge, after: Knowledge] {
  made ??= makeRegistries();
  return made;
}

function makeRegistries(): readonly [before: Knowledge, after: Knowledge] {
  const catalog = repositoryCatalog().catalog!;
  const companies = new Map([...catalog.companies].filter(([id]) => id !== TRIP_COM));
  // Tables that were made of the whole catalog hold the company, and are made anew. Those of the
  // reader are not: the list names apps and firms in its columns.
  const tables = new Map<string, unknown>();
  const derived: typeof catalog.derived = <T>(name: string, make: () => T): T => {
    if (name === 'names') return catalog.derived(name, make);
    if (!tables.has(name)) tables.set(name, make());
    return tables.get(name) as T;
  };
  const until = { historyUntil: '2021-09-01' as CalendarDate };
  return [
    knowledgeOf({ ...catalog, companies, version: 'before', derived }, until),
    knowledgeOf(catalog, until),
  ];
}

export function mapAgainContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: notices mapped again`, () => {
    const open = opening(fresh);
    const [before, after] = registries();

    async function tell(store: OpenStore, names: readonly string[], published = '2021-09-20') {
      for (const name of names) {
        const html = `<html><head><title>${SHORT_LIST.title}</title></head><body><h1>${SHORT_LIST.title}</h1>${SHORT_LIST.body}</body></html>`;
        const url = `https://example.org/${name}`;
        await store.saveItem(
          aNewItem(
            {
              id: versionId('miit', url, 1) as ItemId,
              key: url,
              url,
              title: SHORT_LIST.title,
              statedDate: published,
              contentType: 'text/html; charset=utf-8',
              fetchedAt: FETCHED,
              firstSeenAt: FETCHED,
            },
            html,
          ),
        );
      }
      return settle(store, before, FETCHED);
    }

    async function settle(store: OpenStore, knowledge: Knowledge, now: Instant) {
      const settled = [];
      for (const item of await store.pendingItems(500, []))
        settled.push(
          await processItem(item, now, {
            store,
            knowledge,
            reader: readerOf(knowledge.catalog),
            watchedSourceOf: () => null,
          }),
        );
      return settled.flatMap((one) => one?.outcome ?? []);
    }

    const follow = (store: OpenStore) =>
      store.addSubscription(
        aSubscription({
          scope: { kind: 'company', id: TRIP_COM },
          leastBand: 'background',
          createdAt: later(-1_000),
        }),
      );

    test('a company that the registry learnt of is told, and labelled late', async () => {
      const store = await open();
      await follow(store);
      const [first] = await tell(store, ['list']);
      expect(first!.alerts).toEqual([]);
      const now = later(DAY);
      expect(await mapAgain({ store, knowledge: after }, now)).toEqual({ checked: 1, revised: 1 });
      const [again] = await settle(store, after, now);
      expect(again!.notice.revised).toBe('registry');
      expect(again!.signals.map(({ company, late }) => [company, late])).toContainEqual([
        TRIP_COM,
        expect.any(Boolean),
      ]);
      expect(again!.alerts.filter((one) => one.alertReason === 'new')).toHaveLength(1);
      expect(await mapAgain({ store, knowledge: after }, now)).toEqual({ checked: 0, revised: 0 });
    });

    test('what is old is recorded and told to nobody', async () => {
      const store = await open();
      await follow(store);
      await tell(store, ['list']);
      const now = later(60 * DAY);
      await mapAgain({ store, knowledge: after }, now);
      const [again] = await settle(store, after, now);
      expect(again!.alerts).toEqual([]);
      expect(again!.events.map((event) => event.company)).toContain(TRIP_COM);
      expect(again!.suppressed).toContainEqual(
        expect.objectContaining({ stage: 'backfill', why: 'backfill' }),
      );
    });

    test('a company that is taken off again is taken back', async () => {
      const store = await open();
      await follow(store);
      await tell(store, ['list']);
      await mapAgain({ store, knowledge: after }, later(DAY));
      await settle(store, after, later(DAY));
      await mapAgain({ store, knowledge: before }, later(2 * DAY));
      const [again] = await settle(store, before, later(2 * DAY));
      expect(again!.withdrawn).not.toEqual([]);
      expect(again!.mapping!.exposures.map((one) => one.company)).not.toContain(TRIP_COM);
    });

    test('a process that dies in the middle doubles nothing and loses nothing', async () => {
      const store = await open();
      const names = Array.from({ length: 13 }, (_, at) => `list-${at}`);
      await tell(store, names);
      let calls = 0;
      const dies: typeof store = new Proxy(store, {
        get(target, key) {
          if (key !== 'reviseNotice') return Reflect.get(target, key, target);
          return (...given: Parameters<OpenStore['reviseNotice']>) => {
            calls += 1;
            if (calls === 9) throw new Error('killed');
            return target.reviseNotice(...given);
          };
        },
      });
      await expect(mapAgain({ store: dies, knowledge: after }, later(DAY), 5)).rejects.toThrow(
        'killed',
      );
      await settle(store, after, later(DAY));
      // Two at once: a process that came up again, and one that took the lease over.
      const both = await Promise.all([
        mapAgain({ store, knowledge: after }, later(DAY), 5),
        mapAgain({ store, knowledge: after }, later(DAY), 5),
      ]);
      expect(both.reduce((sum, { revised }) => sum + revised, 0)).toBe(13 - 8);
      await settle(store, after, later(DAY));
      const newest = await store.mappedNotices(null, 500);
      expect(newest).toHaveLength(13);
      for (const { notice, mapping } of newest) {
        expect(mapping!.exposures.map((one) => one.company)).toContain(TRIP_COM);
        expect(await store.versions(notice.item)).toHaveLength(2);
      }
      expect(await mapAgain({ store, knowledge: after }, later(DAY))).toMatchObject({ revised: 0 });
    });
  });
}
