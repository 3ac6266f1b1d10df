import { sql } from 'kysely';
import type { Signal } from '../domain/alert.ts';
import type { Channel, Waiting } from '../domain/channel.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { writeChannel } from './channels.ts';
import { saveAlerts, saveDeliveries } from './outcome-rows.ts';
import { addressColumns, bySink, chunks, fromBody, fromReasonedBody, toReason } from './rows.ts';
import type { Engine } from './schema.ts';

type ScheduledAlerts = Pick<
  Store,
  | 'waiting'
  | 'dueDigests'
  | 'postponeDigests'
  | 'saveScheduledAlerts'
  | 'addressed'
  | 'firstAlerts'
  | 'freeClaims'
>;

/** Digests and follow-ups: what is told without a new item. */
export function createScheduledAlerts({ db }: Engine): ScheduledAlerts {
  return {
    async waiting(address) {
      const rows = await db
        .selectFrom('waiting as w')
        .innerJoin('signals as s', 's.id', 'w.signal_id')
        .select(['w.signal_id', 'w.since', 'w.because', 's.body'])
        .where('w.sink', '=', addressColumns(address).sink)
        .where('w.recipient', '=', addressColumns(address).recipient)
        .orderBy('w.since')
        .orderBy('w.signal_id')
        .execute();
      return rows.map((row) => ({
        waiting: {
          address,
          signal: row.signal_id,
          since: row.since,
          because: toReason(row.because),
        } as Waiting,
        signal: fromReasonedBody<Signal>(row),
      }));
    },

    async dueDigests(now) {
      const rows = await db
        .selectFrom((of) =>
          of
            .selectFrom('waiting')
            .select((one) => ['sink', 'recipient', 'look_at', one.fn.min('since').as('since')])
            .where('look_at', '<=', now)
            .groupBy(['sink', 'recipient', 'look_at'])
            .as('w'),
        )
        .leftJoin('channels as c', (on) =>
          on.onRef('c.sink', '=', 'w.sink').onRef('c.recipient', '=', 'w.recipient'),
        )
        .select(['w.sink', 'w.recipient', 'w.look_at', 'w.since', 'c.body'])
        .execute();
      return rows.map(({ sink, recipient, look_at: mark, since, body }) => ({
        since: Number(since) as Instant,
        address: { sink, to: recipient },
        channel: body === null ? null : fromBody<Channel>({ body }),
        mark,
      }));
    },

    async postponeDigests(digests) {
      const alike = Map.groupBy(digests, ({ mark, at }) => `${mark} ${at}`);
      for (const own of alike.values())
        for (const { sink, recipients } of bySink(own.map(({ address }) => address)))
          await db
            .updateTable('waiting')
            .set({ look_at: own[0]!.at })
            .where('sink', '=', sink)
            .where('recipient', 'in', recipients)
            .where('look_at', '=', own[0]!.mark)
            .execute();
    },

    async saveScheduledAlerts({ alerts, deliveries, channel }) {
      await db.transaction().execute(async (trx) => {
        await saveAlerts(trx, alerts);
        await saveDeliveries(trx, deliveries);
        for (const { address, signals } of deliveries)
          for (const some of chunks(signals))
            await trx
              .deleteFrom('waiting')
              .where((one) => one.and(addressColumns(address)))
              .where('signal_id', 'in', some)
              .execute();
        if (channel !== null) await writeChannel(trx, channel);
      });
    },

    async addressed({ since, until }) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['sink', 'recipient', 'alert_id'])
        .where('created_at', '>', since)
        .where('created_at', '<=', until)
        .execute();
      return rows.map((row) => ({
        address: { sink: row.sink, to: row.recipient },
        alert: row.alert_id as AlertId,
      }));
    },

    async freeClaims(now) {
      const freed = await db
        .updateTable('deliveries')
        .set({
          state: 'retrying',
          doubt_since: sql<number>`coalesce(doubt_since, claimed_at)`,
          due_at: now,
          ready_at: now,
          claimed_at: null,
          claimed_until: null,
          claimed_by: null,
        })
        .where('state', '=', 'claimed')
        .returning('id')
        .execute();
      return freed.length;
    },

    async firstAlerts(signals) {
      const first = new Map<string, AlertId>();
      for (const some of chunks(signals)) {
        const rows = await db
          .selectFrom('alert_signals as m')
          .innerJoin('alerts as a', 'a.id', 'm.alert_id')
          .select(['m.signal_id', 'a.id'])
          .where('m.signal_id', 'in', some)
          .orderBy('a.created_at', 'desc')
          .orderBy('a.id')
          .execute();
        // The earliest comes last and stays.
        for (const row of rows) first.set(row.signal_id, row.id as AlertId);
      }
      return first;
    },
  };
}
