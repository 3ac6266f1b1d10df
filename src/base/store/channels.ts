import { type Selectable, sql } from 'kysely';
import type { Signal, Silence, Subscription } from '../../domain/alert.ts';
import type { Change, Channel, Vote, Waiting } from '../../domain/channel.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { WorkspaceId } from '../../domain/workspace.ts';
import { rowOf, save, saveNew, scopeId } from './nouns.ts';
import { saveAlerts } from './outcome.ts';
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
  having,
  SET,
  toReason,
} from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';
import { claimAddress, forgetWorkspace } from './workspaces.ts';

/** The reason of what a flood of a source holds back, as it is stored. */
const FLOODED = '{"code":"source-flood"%';

/**
 * Subscriptions of channels and people (one address has one for one scope), settings of channels,
 * who changed what there, what people thought of alerts, and what is alerted there without a new
 * item.
 */
export function createChannels(engine: Engine) {
  const { db, transaction } = engine;
  return {
    channel: (address) => findOne<Channel>(db, 'channels', addressColumns(address)),

    async channels(addresses) {
      const channels: Channel[] = [];
      for (const one of bySink(addresses))
        channels.push(...(await find<Channel>(db, 'channels', one, { order: 'sink, recipient' })));
      return channels;
    },

    saveChannel: (channel) => transaction((trx) => writeChannel(trx, channel)),

    async noteChange(noted) {
      await saveNew(db, 'changes', [noted]);
    },

    changes: ({ address, limit }) =>
      find<Change>(db, 'changes', addressColumns(address), { order: 'at desc, seq desc', limit }),

    saveVote: (vote) => save(db, 'votes', [vote]),

    votes: (since) => find<Vote>(db, 'votes', { at: { from: since } }, { order: 'at, voter' }),

    async waiting(address) {
      const { sink, recipient } = addressColumns(address);
      const { rows } = await sql<Bodied & Omit<Selectable<Tables['waiting']>, 'look_at'>>`
        select w.signal_id, w.since, w.because, s.body from waiting as w
        join signals as s on s.id = w.signal_id
        where w.sink = ${sink} and w.recipient = ${recipient}
        order by w.since, w.signal_id`.execute(db);
      return rows.map((row) => {
        const { signal_id: signal, since } = row;
        const waiting = { address, signal, since, because: toReason(row.because) } as Waiting;
        return { waiting, signal: fromBody<Signal>(row) };
      });
    },

    async dueDigests(now) {
      type Row = Record<'sink' | 'recipient', string> &
        Record<'look_at' | 'since', number> & { flood: number | null; body: string | null };
      const { rows } =
        await sql<Row>`select w.sink, w.recipient, w.look_at, w.since, w.flood, c.body
        from (
          select sink, recipient, look_at, min(since) as since,
            min(case when because like ${FLOODED} then since end) as flood from waiting
          where look_at <= ${now} group by sink, recipient, look_at
        ) as w left join channels as c on c.sink = w.sink and c.recipient = w.recipient`.execute(
          db,
        );
      return rows.map(({ sink, recipient, look_at: mark, since, flood, body }) => ({
        since: Number(since) as Instant,
        floodSince: flood === null ? null : (Number(flood) as Instant),
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

    async countAlerts({ source, since, most }) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from (
        select a.id from items as i join notices as n on n.item_id = i.id
        join alerts as a on a.notice_id = n.id
        where i.source = ${source} and i.fetched_at > ${since}
        and a.id not like 'digest:%' and a.id not like 'flood:%' and a.id not like '%:deadline'
        and a.id not like '%:after' and a.id not like '%:edits:%'
        limit ${most}) as counted`.execute(db);
      return Number(rows[0]!.n);
    },

    async saveScheduledAlerts({ alerts, deliveries, channel }) {
      await transaction(async (trx) => {
        await saveAlerts(trx, { alerts, deliveries });
        for (const { address, signals } of deliveries)
          for (const signal_id of chunks(signals))
            await drop(trx, 'waiting', { ...addressColumns(address), signal_id });
        if (channel !== null) await writeChannel(trx, channel);
      });
      if (deliveries.length > 0) await engine.notify('deliveries');
    },

    /**
     * `exists` leaves the active one as it is; a disabled one is replaced, which is how an address
     * comes back.
     */
    async addSubscription(subscription) {
      const { sink, recipient, scope_kind, scope_id } = rowOf('subscriptions', subscription);
      return transaction(async (trx) => {
        await drop(trx, 'subscriptions', {
          sink,
          recipient,
          scope_kind,
          scope_id,
          disabled_at: SET,
        });
        await claimAddress(trx, subscription);
        return (await saveNew(trx, 'subscriptions', [subscription])) > 0 ? 'added' : 'exists';
      });
    },

    removeSubscription: async (id) => (await drop(db, 'subscriptions', { id })) > 0,

    /** `active: false` gives the disabled ones too. */
    async subscriptions({ address, server, owners, scopes, active }) {
      if (scopes?.length === 0 || owners?.length === 0) return [];
      const here = { ...(address && addressColumns(address)), server };
      const alike = [...Map.groupBy(scopes ?? [], ({ kind }) => kind)].map(
        ([kind, own]) =>
          sql`(scope_kind = ${kind} and scope_id in (${sql.join(own.map(scopeId))}))`,
      );
      const within = scopes === undefined ? sql`true` : sql`(${sql.join(alike, sql` or `)})`;
      const wanted = having({ ...here, disabled_at: active ? null : undefined });
      const owned =
        owners === undefined ? sql`true` : sql`(owner in (${sql.join(owners)}) or owner is null)`;
      const { rows } =
        await sql<Bodied>`select body from subscriptions where ${wanted} and ${within} and ${owned}
        order by created_at, id`.execute(db);
      const found = rows.map(fromBody<Subscription>);
      return owners === undefined
        ? found
        : found.filter(({ owner }) => owner !== null && owners.includes(owner));
    },

    async disableAddress(address, because, at) {
      return transaction(async (trx) => {
        const here = { ...addressColumns(address), disabled_at: null };
        const active = await find<Subscription>(trx, 'subscriptions', here, {
          order: 'created_at, id',
        });
        const disabled = active.map((subscription) => ({
          ...subscription,
          disabled: { at, because },
        }));
        await save(trx, 'subscriptions', disabled);
        return disabled;
      });
    },

    async removeServer(server) {
      return transaction(async (trx) => {
        const { rows: removed } = await sql<{ sink: string; recipient: string }>`
          delete from subscriptions where server = ${server} returning sink, recipient`.execute(
          trx,
        );
        for (const table of ['channels', 'changes'] as const) await drop(trx, table, { server });
        await forgetWorkspace(trx, `server:${server}` as WorkspaceId);
        const addresses = new Map(removed.map((one) => [`${one.sink} ${one.recipient}`, one]));
        for (const one of addresses.values()) await forgetSettings(trx, one);
        return removed.length;
      });
    },

    async forget(address) {
      return transaction(async (trx) => {
        const at = addressColumns(address);
        await forgetSettings(trx, at);
        await drop(trx, 'addresses', at);
        return drop(trx, 'subscriptions', at);
      });
    },

    silences: (now) =>
      find<Silence>(db, 'silences', { until_at: { from: now + 1 } }, { order: 'until_at, id' }),

    addSilence: (silence) => save(db, 'silences', [silence]),

    async endSilences({ address, scope }) {
      const here = await find<Silence>(db, 'silences', addressColumns(address));
      const ended = here.filter(
        (silence) => scope === null || JSON.stringify(silence.scope) === JSON.stringify(scope),
      );
      for (const { id } of ended) await drop(db, 'silences', { id });
      return ended.length;
    },
  } satisfies Partial<Store>;
}

/** Replaces a channel's settings; the time of its next digest is computed again. */
async function writeChannel(db: Db, channel: Channel): Promise<void> {
  // A new number each time, so that a process with the old settings cannot postpone it.
  const look_at = sql<number>`case when look_at > 0 then -1 else look_at - 1 end`;
  await change(db, 'waiting', addressColumns(channel.address), { look_at });
  await save(db, 'channels', [channel]);
}

/** What is kept of an address beside its subscriptions. */
const SETTINGS = ['silences', 'channels', 'changes', 'votes', 'waiting'] as const;

async function forgetSettings(
  db: Db,
  { sink, recipient }: Pick<Tables['channels'], 'sink' | 'recipient'>,
): Promise<void> {
  for (const table of SETTINGS) await drop(db, table, { sink, recipient });
}
