import type { Scope, Silence, Subscription } from '../domain/alert.ts';
import type { Store } from '../domain/ports.ts';
import { forgetPlace } from './channels.ts';
import { addressColumns, fromBody } from './rows.ts';
import type { Db, Engine } from './schema.ts';

type SubscriptionMethods = Pick<
  Store,
  | 'addSubscription'
  | 'removeSubscription'
  | 'subscriptions'
  | 'disableAddress'
  | 'removeServer'
  | 'silences'
  | 'addSilence'
  | 'endSilences'
>;

/** Subscriptions of channels and people. One address has one subscription for one scope. */
export function createSubscriptions({ db }: Engine): SubscriptionMethods {
  return {
    /** `exists` leaves the active one as it is; a disabled one is replaced, which is how an address comes back. */
    async addSubscription(subscription) {
      const row = subscriptionRow(subscription);
      return db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('subscriptions')
          .where('sink', '=', row.sink)
          .where('recipient', '=', row.recipient)
          .where('scope_kind', '=', row.scope_kind)
          .where('scope_id', '=', row.scope_id)
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
    async subscriptions({ address, server, scopes, active }) {
      let query = db.selectFrom('subscriptions').select('body');
      if (address !== undefined) query = query.where((row) => row.and(addressColumns(address)));
      if (server !== undefined) query = query.where('server', '=', server);
      if (scopes !== undefined)
        query = query.where((row) =>
          row.or(
            [...Map.groupBy(scopes, ({ kind }) => kind)].map(([kind, own]) =>
              row.and([row('scope_kind', '=', kind), row('scope_id', 'in', own.map(scopeId))]),
            ),
          ),
        );
      if (active) query = query.where('disabled_at', 'is', null);
      const rows = await query.orderBy('created_at').orderBy('id').execute();
      return rows.map(fromBody<Subscription>);
    },

    async disableAddress(address, because, at) {
      return db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('subscriptions')
          .select('body')
          .where((row) => row.and(addressColumns(address)))
          .where('disabled_at', 'is', null)
          .orderBy('created_at')
          .orderBy('id')
          .execute();
        const disabled = rows.map((row) => ({ ...fromBody<Subscription>(row), disabled: { at, because } }));
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
        await removeSilences(trx, removed);
        await trx.deleteFrom('channels').where('server', '=', server).execute();
        await trx.deleteFrom('changes').where('server', '=', server).execute();
        for (const place of placesOf(removed)) await forgetPlace(trx, place);
        return removed.length;
      });
    },

    async silences(now) {
      const rows = await db
        .selectFrom('silences')
        .select('body')
        .where('until_at', '>', now)
        .orderBy('until_at')
        .orderBy('id')
        .execute();
      return rows.map(fromBody<Silence>);
    },

    async addSilence(silence) {
      const row = {
        ...addressColumns(silence.address),
        until_at: silence.until,
        body: JSON.stringify(silence),
      };
      await db
        .insertInto('silences')
        .values({ id: silence.id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },

    async endSilences({ address, scope }) {
      const here = await db
        .selectFrom('silences')
        .select(['id', 'body'])
        .where((row) => row.and(addressColumns(address)))
        .execute();
      const ended = here.filter(
        (row) => scope === null || JSON.stringify(fromBody<Silence>(row).scope) === JSON.stringify(scope),
      );
      for (const row of ended) await db.deleteFrom('silences').where('id', '=', row.id).execute();
      return ended.length;
    },
  };
}

const placesOf = (places: readonly { sink: string; recipient: string }[]) => [
  ...new Map(places.map((one) => [`${one.sink} ${one.recipient}`, one])).values(),
];

async function removeSilences(db: Db, places: readonly { sink: string; recipient: string }[]): Promise<void> {
  for (const place of placesOf(places))
    await db
      .deleteFrom('silences')
      .where('sink', '=', place.sink)
      .where('recipient', '=', place.recipient)
      .execute();
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
