import { sql } from 'kysely';
import type { Change, Channel, Vote } from '../domain/channel.ts';
import type { Store } from '../domain/ports.ts';
import { addressColumns, bySink, columnText, fromBody } from './rows.ts';
import type { Db, Engine } from './schema.ts';

type ChannelMethods = Pick<
  Store,
  | 'channel'
  | 'channels'
  | 'saveChannel'
  | 'noteChange'
  | 'changes'
  | 'saveVote'
  | 'votes'
  | 'addReview'
  | 'forget'
>;

/** Settings of channels, who changed what there, and what people thought of alerts. */
export function createChannels({ db }: Engine): ChannelMethods {
  return {
    async channel(address) {
      const row = await db
        .selectFrom('channels')
        .select('body')
        .where((one) => one.and(addressColumns(address)))
        .executeTakeFirst();
      return row === undefined ? null : fromBody<Channel>(row);
    },

    async channels(addresses) {
      const all = db.selectFrom('channels').select('body').orderBy('sink').orderBy('recipient');
      if (addresses === undefined) return (await all.execute()).map(fromBody<Channel>);
      const channels: Channel[] = [];
      for (const { sink, recipients } of bySink(addresses)) {
        const rows = await all.where('sink', '=', sink).where('recipient', 'in', recipients).execute();
        channels.push(...rows.map(fromBody<Channel>));
      }
      return channels;
    },

    saveChannel: (channel) => db.transaction().execute((trx) => writeChannel(trx, channel)),

    async noteChange(change) {
      const row = { ...addressColumns(change.address), server: change.server, at: change.at };
      await db
        .insertInto('changes')
        .values({ ...row, body: JSON.stringify(change) })
        .execute();
    },

    async changes({ address, limit }) {
      const rows = await db
        .selectFrom('changes')
        .select('body')
        .where((one) => one.and(addressColumns(address)))
        .orderBy('at', 'desc')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromBody<Change>);
    },

    async saveVote(vote) {
      const value = { at: vote.at, body: JSON.stringify(vote) };
      await db
        .insertInto('votes')
        .values({
          alert_id: vote.alert,
          ...addressColumns(vote.address),
          voter: columnText(vote.by),
          ...value,
        })
        .onConflict((conflict) =>
          conflict.columns(['alert_id', 'sink', 'recipient', 'voter']).doUpdateSet(value),
        )
        .execute();
    },

    async votes({ address, since }) {
      let query = db.selectFrom('votes').select('body').where('at', '>=', since);
      if (address !== undefined) query = query.where((one) => one.and(addressColumns(address)));
      const rows = await query.orderBy('at').orderBy('voter').execute();
      return rows.map(fromBody<Vote>);
    },

    async addReview(review) {
      const added = await db
        .insertInto('reviews')
        .values({
          id: review.id,
          notice_id: review.notice,
          created_at: review.createdAt,
          decided_at: null,
          body: JSON.stringify(review),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },

    async forget(address) {
      return db.transaction().execute(async (trx) => {
        const place = addressColumns(address);
        const gone = await trx
          .deleteFrom('subscriptions')
          .where((one) => one.and(place))
          .returning('id')
          .execute();
        await trx
          .deleteFrom('silences')
          .where((one) => one.and(place))
          .execute();
        await forgetPlace(trx, place);
        return gone.length;
      });
    },
  };
}

/** Writes a channel's settings over those that were there; when its next digest is due is found out anew. */
export async function writeChannel(db: Db, channel: Channel): Promise<void> {
  await db
    .updateTable('waiting')
    // Another number each time, so that whoever looked by the settings before cannot put it off.
    .set({ look_at: sql<number>`case when look_at > 0 then -1 else look_at - 1 end` })
    .where((one) => one.and(addressColumns(channel.address)))
    .execute();
  const row = { server: channel.server, body: JSON.stringify(channel) };
  await db
    .insertInto('channels')
    .values({ ...addressColumns(channel.address), ...row })
    .onConflict((conflict) => conflict.columns(['sink', 'recipient']).doUpdateSet(row))
    .execute();
}

/** Settings, changes, votes and what waits of one address. Subscriptions and silences are the caller's. */
export async function forgetPlace(db: Db, place: { sink: string; recipient: string }): Promise<void> {
  const of = { sink: place.sink, recipient: place.recipient };
  for (const table of ['channels', 'changes', 'votes', 'waiting'] as const)
    await db.deleteFrom(table).where('sink', '=', of.sink).where('recipient', '=', of.recipient).execute();
}
