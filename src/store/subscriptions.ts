import { sql } from 'kysely';
import type { Silence, Subscription } from '../domain/alert.ts';
import type { Store } from '../domain/ports.ts';
import { rowOf, save, saveNew, scopeId } from './nouns.ts';
import { addressColumns, bodies, drop, find, having, SET } from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';

/** Subscriptions of channels and people. One address has one subscription for one scope. */
export function createSubscriptions({ db }: Engine) {
  return {
    /** `exists` leaves the active one as it is; a disabled one is replaced, which is how an address comes back. */
    async addSubscription(subscription) {
      const { sink, recipient, scope_kind, scope_id } = rowOf('subscriptions', subscription);
      return db.transaction().execute(async (trx) => {
        await drop(trx, 'subscriptions', { sink, recipient, scope_kind, scope_id, disabled_at: SET });
        return (await saveNew(trx, 'subscriptions', [subscription])) > 0 ? 'added' : 'exists';
      });
    },

    removeSubscription: async (id) => (await drop(db, 'subscriptions', { id })) > 0,

    /** `active: false` gives the disabled ones too. */
    async subscriptions({ address, server, scopes, active }) {
      if (scopes?.length === 0) return [];
      const here = { ...(address && addressColumns(address)), server };
      const query = db.selectFrom('subscriptions').select('body').orderBy(sql.raw('created_at, id'));
      const alike = [...Map.groupBy(scopes ?? [], ({ kind }) => kind)].map(
        ([kind, own]) => sql`(scope_kind = ${kind} and scope_id in (${sql.join(own.map(scopeId))}))`,
      );
      const within =
        scopes === undefined ? sql<boolean>`true` : sql<boolean>`(${sql.join(alike, sql` or `)})`;
      const wanted = having({ ...here, disabled_at: active ? null : undefined });
      return bodies<Subscription>(query.where(wanted).where(within));
    },

    async disableAddress(address, because, at) {
      return db.transaction().execute(async (trx) => {
        const here = { ...addressColumns(address), disabled_at: null };
        const active = await find<Subscription>(trx, 'subscriptions', here, { order: 'created_at, id' });
        const disabled = active.map((one) => ({ ...one, disabled: { at, because } }));
        await save(trx, 'subscriptions', disabled);
        return disabled;
      });
    },

    async removeServer(server) {
      return db.transaction().execute(async (trx) => {
        const { rows: removed } = await sql<{ sink: string; recipient: string }>`
          delete from subscriptions where server = ${server} returning sink, recipient`.execute(trx);
        for (const table of ['channels', 'changes'] as const) await drop(trx, table, { server });
        const addresses = new Map(removed.map((one) => [`${one.sink} ${one.recipient}`, one]));
        for (const one of addresses.values()) await forgetSettings(trx, one);
        return removed.length;
      });
    },

    async forget(address) {
      return db.transaction().execute(async (trx) => {
        const at = addressColumns(address);
        await forgetSettings(trx, at);
        return drop(trx, 'subscriptions', at);
      });
    },

    silences: (now) =>
      find<Silence>(db, 'silences', { until_at: { from: now + 1 } }, { order: 'until_at, id' }),

    addSilence: (silence) => save(db, 'silences', [silence]),

    async endSilences({ address, scope }) {
      const here = await find<Silence>(db, 'silences', addressColumns(address));
      const ended = here.filter(
        (one) => scope === null || JSON.stringify(one.scope) === JSON.stringify(scope),
      );
      for (const { id } of ended) await drop(db, 'silences', { id });
      return ended.length;
    },
  } satisfies Partial<Store>;
}

/** What is kept of an address beside its subscriptions. */
const SETTINGS = ['silences', 'channels', 'changes', 'votes', 'waiting'] as const;

async function forgetSettings(
  db: Db,
  { sink, recipient }: Pick<Tables['channels'], 'sink' | 'recipient'>,
): Promise<void> {
  for (const table of SETTINGS) await drop(db, table, { sink, recipient });
}
