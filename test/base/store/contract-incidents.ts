import { describe, expect, test } from 'vitest';
import type { Alert, Delivery } from '../../../src/domain/alert.ts';
import type { SourceId } from '../../../src/domain/ids.ts';
import { Incident, isOver } from '../../../src/domain/incident.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aDelivery, aNewItem, type Loose, MINUTE, NOON } from './build.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const anIncident = (some: Loose = {}): Incident =>
  ({
    id: 'cn-miit-lists:gone:1',
    source: 'cn-miit-lists',
    title: 'Lists',
    regulator: 'cn-miit',
    kind: 'finding',
    code: 'gone',
    message: 'nothing there (404)',
    from: NOON,
    to: null,
    notedAt: NOON,
    endNotedAt: null,
    late: null,
    tellings: [],
    revision: 0,
    ...some,
  }) as unknown as Incident;

const aWord = {
  id: 'watch:1',
  notice: null,
  alertReason: 'watch',
  signals: [],
  urgency: 'same-day',
  createdAt: NOON,
  follows: null,
  watch: { of: 'begin', troubles: ['cn-miit-lists:gone:1'] },
} as unknown as Alert;
const aTelling = (of: 'begin' | 'end') => ({
  to: 'operator',
  of,
  alert: 'watch:1',
  because: null,
  at: NOON,
});

export function incidentContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: what is wrong with the watch`, () => {
    const open = opening(fresh);

    test('an incident is pending until it is over and everybody is told or not; noting it twice notes it once', async () => {
      const store = await open();
      await store.saveIncidents([anIncident()]);
      expect(await store.saveIncidents([anIncident({ message: 'another sentence' })])).toBe(true);
      const [held] = await store.incidents({ pending: true, limit: 9 });
      expect(Incident.parse(held)).toEqual(anIncident());
      const over = anIncident({
        to: NOON + MINUTE,
        endNotedAt: NOON + MINUTE,
        tellings: [aTelling('begin'), aTelling('end')],
        revision: 1,
      });
      expect(isOver(over)).toBe(true);
      await store.saveIncidents([over]);
      expect(await store.incidents({ pending: true, limit: 9 })).toEqual([]);
      expect(await store.incidents({ ids: [over.id, 'another'], limit: 9 })).toEqual([over]);
      expect(await store.incidents({ ids: [], limit: 9 })).toEqual([]);
      expect(await store.incidents({ since: (NOON + 1) as Instant, limit: 9 })).toEqual([]);
    });

    test('it is told with an alert without a notice, in one transaction, and by the first of two only', async () => {
      const store = await open();
      await store.saveIncidents([anIncident()]);
      const told = anIncident({ tellings: [aTelling('begin')], revision: 1 });
      const telling = {
        alerts: [aWord],
        deliveries: [aDelivery({ alert: 'watch:1', signals: [] })],
      };
      expect(await store.saveIncidents([told], telling)).toBe(true);
      const again = {
        alerts: [{ ...aWord, id: 'watch:2' } as Alert],
        deliveries: [] as Delivery[],
      };
      expect(await store.saveIncidents([told], again)).toBe(false);
      expect(await store.alert('watch:2' as Alert['id'])).toBe(null);
      expect((await store.alert('watch:1' as Alert['id']))?.alert).toEqual(aWord);
      expect(await store.deliveries({ alert: 'watch:1' as Alert['id'], limit: 9 })).toHaveLength(1);
      expect(await store.incidents({ pending: true, limit: 9 })).toEqual([told]);
    });

    test('items are counted in their newest version, newest first', async () => {
      const store = await open();
      await store.saveItem(aNewItem({ fetchedAt: NOON, firstSeenAt: NOON }));
      const later = { fetchedAt: NOON + MINUTE, firstSeenAt: NOON };
      await store.saveItem(
        aNewItem({ id: 'item-1b', version: 2, hash: 'h2', ...later }, '<p>2</p>'),
      );
      await store.saveItem(
        aNewItem({ id: 'item-2', key: 'k2', hash: 'h3', late: true }, '<p>3</p>'),
      );
      await store.saveItem(
        aNewItem({ id: 'item-3', key: 'k3', hash: 'h4', source: 'another' }, '<p>4</p>'),
      );
      const source = 'cn-miit-lists' as SourceId;
      const seen = await store.itemsSeen({ source, limit: 9 });
      expect(seen.map((item) => `${item.id} v${item.version}`)).toEqual([
        'item-1b v2',
        'item-2 v1',
      ]);
      expect(await store.itemsSeen({ since: (NOON + 1) as Instant, limit: 9 })).toMatchObject([
        { id: 'item-1b' },
      ]);
      expect(await store.itemsSeen({ limit: 2 })).toHaveLength(2);
    });
  });
}
