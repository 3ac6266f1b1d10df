import type { Insertable } from 'kysely';
import type { Alert, Delivery } from '../domain/alert.ts';
import type { Waiting } from '../domain/channel.ts';
import type { Outcome } from '../domain/ports.ts';
import { insertInParts } from './parts.ts';
import { addressColumns, chunks, reasonedBody } from './rows.ts';
import type { Tables, Trx } from './schema.ts';

/** Alerts with the signals that they tell; one that is there stays. */
export async function saveAlerts(trx: Trx, alerts: readonly Alert[]): Promise<void> {
  for (const rows of chunks(alerts))
    await trx
      .insertInto('alerts')
      .values(
        rows.map((alert) => ({
          id: alert.id,
          notice_id: alert.notice,
          created_at: alert.createdAt,
          body: reasonedBody(alert),
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  const members = alerts.flatMap((alert) =>
    alert.signals.map((signal, position) => ({ alert_id: alert.id, signal_id: signal, position })),
  );
  for (const rows of chunks(members))
    await trx
      .insertInto('alert_signals')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['alert_id', 'signal_id']).doNothing())
      .execute();
}

/** New deliveries; one alert has one for an address, whatever calls twice. */
export async function saveDeliveries(trx: Trx, deliveries: readonly Delivery[]): Promise<void> {
  await insertInParts(trx, 'deliveries', deliveries.map(deliveryRow));
}

/** A new delivery is always pending: what a claim or a settlement knows is written by those. */
function deliveryRow(delivery: Delivery): Insertable<Tables['deliveries']> {
  return {
    id: delivery.id,
    alert_id: delivery.alert,
    ...addressColumns(delivery.address),
    subscriptions: JSON.stringify(delivery.subscriptions),
    signals: JSON.stringify(delivery.signals),
    level: delivery.level,
    state: 'pending',
    nonce: delivery.nonce,
    attempts: 0,
    due_at: delivery.dueAt,
    ready_at: delivery.dueAt,
    created_at: delivery.createdAt,
  };
}

/** A signal on the waiting list of an address; one that waits there stays. */
export function waitingRow(one: Waiting): Insertable<Tables['waiting']> {
  return {
    ...addressColumns(one.address),
    signal_id: one.signal,
    since: one.since,
    because: JSON.stringify(one.because),
  };
}

/** What was not told, to whom and why. */
export function suppressedRows({ suppressed, notice }: Outcome): Insertable<Tables['held']>[] {
  return suppressed.map((one) => ({
    notice_id: notice.id,
    signal_id: one.signal,
    ...(one.address === null ? { sink: '', recipient: '' } : addressColumns(one.address)),
    stage: one.stage,
    at: one.at,
    body: JSON.stringify(one),
  }));
}
