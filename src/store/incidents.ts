import { sql } from 'kysely';
import type { Incident } from '../domain/incident.ts';
import type { Item } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import { Overtaken, saveAlerts, saveDeliveries, saveIncident } from './outcome.ts';
import { bodies, find, having, SET, type Wanted } from './rows.ts';
import type { Engine } from './schema.ts';

/** What is wrong with the watch, and the items by which its end is counted. */
export function createIncidentStore(engine: Engine) {
  const { db } = engine;
  return {
    async incidents({ pending, ids, source, since, limit }) {
      const wanted: Wanted = {
        ...{ pending_since: pending === true ? SET : undefined, id: ids },
        ...{ source, from_at: { from: since } },
      };
      return find<Incident>(db, 'troubles', wanted, { order: 'from_at desc, id', limit });
    },

    async saveIncidents(incidents, planned) {
      try {
        await db.transaction().execute(async (trx) => {
          for (const incident of incidents) await saveIncident(trx, incident);
          await saveAlerts(trx, planned?.alerts ?? []);
          await saveDeliveries(trx, planned?.deliveries ?? []);
        });
        if (planned !== undefined && planned.deliveries.length > 0) await engine.notify('deliveries');
        return true;
      } catch (error) {
        if (error instanceof Overtaken) return false;
        throw error;
      }
    },

    itemsSeen: ({ source, since, limit }) =>
      bodies<Item>(
        db
          .selectFrom('items as i')
          .select('i.body')
          .where((row) =>
            row.not(
              row.exists(
                row
                  .selectFrom('items as newer')
                  .select('newer.seq')
                  .whereRef('newer.source', '=', 'i.source')
                  .whereRef('newer.key', '=', 'i.key')
                  .whereRef('newer.version', '>', 'i.version'),
              ),
            ),
          )
          .where(having({ 'i.source': source, 'i.fetched_at': { from: since } }))
          .orderBy(sql.raw('i.fetched_at desc, i.seq desc'))
          .limit(limit),
      ),
  } satisfies Partial<Store>;
}
