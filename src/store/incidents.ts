import type { Incident } from '../domain/incident.ts';
import type { Item } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import { Overtaken, saveIncident } from './incident-rows.ts';
import { saveAlerts, saveDeliveries } from './outcome-rows.ts';
import { fromBody } from './rows.ts';
import type { Engine } from './schema.ts';

/** What is wrong with the watch, and the items by which its end is counted. */
export function createIncidentStore({
  db,
}: Engine): Pick<Store, 'incidents' | 'saveIncidents' | 'itemsSeen'> {
  return {
    async incidents({ pending, ids, source, since, limit }) {
      if (ids?.length === 0) return [];
      let query = db
        .selectFrom('troubles')
        .select('body')
        .orderBy('from_at', 'desc')
        .orderBy('id')
        .limit(limit);
      if (pending === true) query = query.where('pending_since', 'is not', null);
      if (ids !== undefined) query = query.where('id', 'in', [...ids]);
      if (source !== undefined) query = query.where('source', '=', source);
      if (since !== undefined) query = query.where('from_at', '>=', since);
      return (await query.execute()).map(fromBody<Incident>);
    },

    async saveIncidents(incidents, planned) {
      try {
        await db.transaction().execute(async (trx) => {
          for (const incident of incidents) await saveIncident(trx, incident);
          await saveAlerts(trx, planned?.alerts ?? []);
          await saveDeliveries(trx, planned?.deliveries ?? []);
        });
        return true;
      } catch (error) {
        if (error instanceof Overtaken) return false;
        throw error;
      }
    },

    async itemsSeen({ source, since, limit }) {
      let query = db
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
        .orderBy('i.fetched_at', 'desc')
        .orderBy('i.seq', 'desc')
        .limit(limit);
      if (source !== undefined) query = query.where('i.source', '=', source);
      if (since !== undefined) query = query.where('i.fetched_at', '>=', since);
      return (await query.execute()).map(fromBody<Item>);
    },
  };
}
