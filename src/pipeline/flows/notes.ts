import type { Alert, Delivery } from '../../domain/alert.ts';
import { defaultChannel } from '../../domain/channel.ts';
import type { AlertId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import { dayIn, type Instant, localTime } from '../../domain/time.ts';
import type { Watchlist } from '../../domain/workspace.ts';
import { idsOf, newAlert, newDelivery, nonceOf } from '../alert/delivery.ts';

type NoteStore = Pick<
  Store,
  'notedLists' | 'workspaceOf' | 'channel' | 'alert' | 'subscriptions' | 'saveScheduledAlerts'
>;

/**
 * Plans the morning notes that are due: each list once a day for each subscribed address, at the
 * hour of the address's digest. A missed note is made up for on the same day. Returns how many were
 * planned.
 */
export async function noteTick(now: Instant, store: NoteStore): Promise<number> {
  let made = 0;
  for (const list of await store.notedLists())
    for (const address of list.notes ?? []) {
      const due = await dueNote(list, address, now, store);
      if (due === null) continue;
      await store.saveScheduledAlerts({
        alerts: [due.alert],
        deliveries: [due.delivery],
        channel: null,
      });
      made += 1;
    }
  return made;
}

/** Today's note; null before its hour, after it was made, or where the address is disabled. */
async function dueNote(
  list: Watchlist,
  address: Delivery['address'],
  now: Instant,
  store: NoteStore,
): Promise<{ readonly alert: Alert; readonly delivery: Delivery } | null> {
  const { zone, digest } =
    (await store.channel(address)) ?? defaultChannel({ address, server: null });
  if (localTime(now, zone) < digest.at) return null;
  const day = dayIn(now, zone);
  const name = `note:${day}:${list.workspace}:${list.id}`;
  const id = `note:${day}:${nonceOf(name as AlertId, address)}`;
  if ((await store.alert(id as AlertId)) !== null) return null;
  if ((await store.workspaceOf(address)) !== list.workspace) return null;
  const active = await store.subscriptions({ address, active: true });
  const known = await store.subscriptions({ address, active: false });
  // An address without any active subscription gets no note.
  if (known.length > 0 && active.length === 0) return null;
  const alert = newAlert(id, {
    notice: null,
    alertReason: 'note',
    createdAt: now,
    note: { workspace: list.workspace, list: list.id },
  });
  const subscriptions = idsOf(active);
  return { alert, delivery: newDelivery(alert, address, { subscriptions, signals: [], level: 1 }) };
}
