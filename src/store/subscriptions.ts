import type { Scope, Silence, Subscription } from '../domain/alert.ts';
import type { Store } from '../domain/ports.ts';
import { addressColumns, bodies, fromBody, having, put } from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';

/** Subscriptions of channels and people. One address has one subscription for one scope. */
export function createSubscriptions({ db }: Engine) {
  return {
    /** `exists` leaves the active one as it is; a disabled one is replaced, which is how an address comes back. */
    async addSubscription(subscription) {
      const row = subscriptionRow(subscription);
      const { sink, recipient, scope_kind, scope_id } = row;
      return db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('subscriptions')
          .where(having({ sink, recipient, scope_kind, scope_id }))
          .where('disabled_at', 'is not', null)
          .execute();
        const added = await trx
          .insertInto('subscriptions')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        return added === undefined ? 'exists' : 'added';
      });
    },

    async removeSubscription(id) {
      const removed = await db.deleteFrom('subscriptions').where('id', '=', id).returning('id').execute();
      return removed.length > 0;
    },

    /** `active: false` gives the disabled ones too. */
    subscriptions: ({ address, server, scopes, active }) =>
      bodies<Subscription>(
        db
          .selectFrom('subscriptions')
          .select('body')
          .where(having({ server, ...(address === undefined ? {} : addressColumns(address)) }))
          .$if(scopes !== undefined, (query) =>
            query.where((row) =>
              row.or(
                [...Map.groupBy(scopes!, ({ kind }) => kind)].map(([kind, own]) =>
                  row.and([row('scope_kind', '=', kind), row('scope_id', 'in', own.map(scopeId))]),
                ),
              ),
            ),
          )
          .$if(active, (query) => query.where('disabled_at', 'is', null))
          .orderBy('created_at')
          .orderBy('id'),
      ),

    async disableAddress(address, because, at) {
      return db.transaction().execute(async (trx) => {
        const active = await bodies<Subscription>(
          trx
            .selectFrom('subscriptions')
            .select('body')
            .where(having(addressColumns(address)))
            .where('disabled_at', 'is', null)
            .orderBy('created_at')
            .orderBy('id'),
        );
        const disabled = active.map((one) => ({ ...one, disabled: { at, because } }));
        for (const one of disabled)
          await trx
            .updateTable('subscriptions')
            .set({ disabled_at: at, body: JSON.stringify(one) })
            .where('id', '=', one.id)
            .execute();
        return disabled;
      });
    },

    async removeServer(server) {
      return db.transaction().execute(async (trx) => {
        const removed = await trx
          .deleteFrom('subscriptions')
          .where('server', '=', server)
          .returning(['sink', 'recipient'])
          .execute();
        await trx.deleteFrom('channels').where('server', '=', server).execute();
        await trx.deleteFrom('changes').where('server', '=', server).execute();
        const addresses = new Map(removed.map((one) => [`${one.sink} ${one.recipient}`, one]));
        for (const one of addresses.values()) await forgetSettings(trx, one);
        return removed.length;
      });
    },

    async forget(address) {
      return db.transaction().execute(async (trx) => {
        const at = addressColumns(address);
        const gone = await trx.deleteFrom('subscriptions').where(having(at)).returning('id').execute();
        await forgetSettings(trx, at);
        return gone.length;
      });
    },

    silences: (now) =>
      bodies<Silence>(
        db
          .selectFrom('silences')
          .select('body')
          .where('until_at', '>', now)
          .orderBy('until_at')
          .orderBy('id'),
      ),

    addSilence: (silence) =>
      put(db, 'silences', [
        {
          ...{ id: silence.id, ...addressColumns(silence.address) },
          ...{ until_at: silence.until, body: JSON.stringify(silence) },
        },
      ]),

    async endSilences({ address, scope }) {
      const here = await db
        .selectFrom('silences')
        .select(['id', 'body'])
        .where(having(addressColumns(address)))
        .execute();
      const ended = here.filter(
        (row) => scope === null || JSON.stringify(fromBody<Silence>(row).scope) === JSON.stringify(scope),
      );
      for (const row of ended) await db.deleteFrom('silences').where('id', '=', row.id).execute();
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
  for (const table of SETTINGS) await db.deleteFrom(table).where(having({ sink, recipient })).execute();
}

function subscriptionRow(subscription: Subscription) {
  return {
    id: subscription.id,
    ...addressColumns(subscription.address),
    scope_kind: subscription.scope.kind,
    scope_id: scopeId(subscription.scope),
    server: subscription.server,
    created_at: subscription.createdAt,
    disabled_at: subscription.disabled?.at ?? null,
    body: JSON.stringify(subscription),
  };
}

const scopeId = (scope: Scope): string => (scope.kind === 'all' ? '' : scope.id);
