import { type Selectable, sql } from 'kysely';
import type { Signal } from '../domain/alert.ts';
import type { Change, Channel, Vote, Waiting } from '../domain/channel.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { save, saveNew } from './nouns.ts';
import { saveAlerts, saveDeliveries } from './outcome.ts';
import {
  addressColumns,
  type Bodied,
  bySink,
  change,
  chunks,
  drop,
  find,
  findOne,
  fromBody,
  toReason,
} from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';

/** Settings of channels, who changed what there, what people thought of alerts, and what is told there without a new item. */
export function createChannels(engine: Engine) {
  const { db } = engine;
  return {
    channel: (address) => findOne<Channel>(db, 'channels', addressColumns(address)),

    async channels(addresses) {
      const order = 'sink, recipient';
      if (addresses === undefined) return find<Channel>(db, 'channels', {}, { order });
      const channels: Channel[] = [];
      for (const one of bySink(addresses))
        channels.push(...(await find<Channel>(db, 'channels', one, { order })));
      return channels;
    },

    saveChannel: (channel) => db.transaction().execute((trx) => writeChannel(trx, channel)),

    async noteChange(noted) {
      await saveNew(db, 'changes', [noted]);
    },

    changes: ({ address, limit }) =>
      find<Change>(db, 'changes', addressColumns(address), { order: 'at desc, seq desc', limit }),

    saveVote: (vote) => save(db, 'votes', [vote]),

    votes: ({ address, since }) => {
      const wanted = { ...(address && addressColumns(address)), at: { from: since } };
      return find<Vote>(db, 'votes', wanted, { order: 'at, voter' });
    },

    async waiting(address) {
      const { sink, recipient } = addressColumns(address);
      const { rows } = await sql<Bodied & Omit<Selectable<Tables['waiting']>, 'look_at'>>`
        select w.signal_id, w.since, w.because, s.body from waiting as w join signals as s on s.id = w.signal_id
        where w.sink = ${sink} and w.recipient = ${recipient} order by w.since, w.signal_id`.execute(db);
      return rows.map((row) => {
        const { signal_id: signal, since } = row;
        const waiting = { address, signal, since, because: toReason(row.because) } as Waiting;
        return { waiting, signal: fromBody<Signal>(row) };
      });
    },

    async dueDigests(now) {
      type Row = Record<'sink' | 'recipient', string> &
        Record<'look_at' | 'since', number> & { body: string | null };
      const { rows } = await sql<Row>`select w.sink, w.recipient, w.look_at, w.since, c.body from (
          select sink, recipient, look_at, min(since) as since from waiting
          where look_at <= ${now} group by sink, recipient, look_at
        ) as w left join channels as c on c.sink = w.sink and c.recipient = w.recipient`.execute(db);
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
        for (const one of bySink(own.map(({ address }) => address)))
          await change(db, 'waiting', { ...one, look_at: own[0]!.mark }, { look_at: own[0]!.at });
    },

    async saveScheduledAlerts({ alerts, deliveries, channel }) {
      await db.transaction().execute(async (trx) => {
        await saveAlerts(trx, alerts);
        await saveDeliveries(trx, deliveries);
        for (const { address, signals } of deliveries)
          for (const signal_id of chunks(signals))
            await drop(trx, 'waiting', { ...addressColumns(address), signal_id });
        if (channel !== null) await writeChannel(trx, channel);
      });
      if (deliveries.length > 0) await engine.notify('deliveries');
    },
  } satisfies Partial<Store>;
}

/** Writes a channel's settings over those that were there; when its next digest is due is found out anew. */
async function writeChannel(db: Db, channel: Channel): Promise<void> {
  // Another number each time, so that whoever looked by the settings before cannot put it off.
  const look_at = sql<number>`case when look_at > 0 then -1 else look_at - 1 end`;
  await change(db, 'waiting', addressColumns(channel.address), { look_at });
  await save(db, 'channels', [channel]);
}
