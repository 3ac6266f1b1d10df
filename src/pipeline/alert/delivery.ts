import { createHash } from 'node:crypto';
import type { Address, Alert, Delivery, Silence, Subscription } from '../../domain/alert.ts';
import type { Channel } from '../../domain/channel.ts';
import type { AlertId, DeliveryId } from '../../domain/ids.ts';
import { dayIn, type Instant, instantAt, localTime, plusDays } from '../../domain/time.ts';

/** The key of an address in maps. */
export function addressKey(address: Address): string {
  return `${address.sink} ${address.to}`;
}

/** Longest nonce that Discord takes. */
const NONCE_LENGTH = 25;

/**
 * The nonce of an alert at an address. It is the same for every attempt, so that a sink recognises
 * a repetition within its window. 150 bits of SHA-256 in 25 characters.
 */
export function nonceOf(alert: AlertId, address: Address): string {
  const text = JSON.stringify([alert, address.sink, address.to]);
  return createHash('sha256').update(text).digest('base64url').slice(0, NONCE_LENGTH);
}

/**
 * A delivery, by default due at once. Its id derives from the nonce and not from the address: ids
 * are logged, shown and exported, and the address of a webhook is a secret.
 */
export function newDelivery(
  { id: alert, createdAt }: Pick<Alert, 'id' | 'createdAt'>,
  address: Address,
  fields: Pick<Delivery, 'subscriptions' | 'signals' | 'level'> & { readonly dueAt?: Instant },
): Delivery {
  const nonce = nonceOf(alert, address);
  return {
    id: `${alert}@${address.sink}:${nonce}` as DeliveryId,
    alert,
    address,
    dueAt: createdAt,
    ...fields,
    createdAt,
    state: 'pending',
    nonce,
    attempts: 0,
    claimedUntil: null,
    claimedBy: null,
    message: null,
    lastError: null,
    settledAt: null,
  };
}

/** Settings of addresses, by `addressKey`. */
export type Channels = ReadonlyMap<string, Channel> | undefined;

/** One delivery for each address of the subscriptions, after its quiet hours. */
export function deliveriesTo(
  alert: Alert,
  subscriptions: readonly Subscription[],
  level: Delivery['level'],
  channels: Channels,
): Delivery[] {
  const addresses = Map.groupBy(subscriptions, (subscription) => addressKey(subscription.address));
  return [...addresses].map(([key, own]) =>
    newDelivery(alert, own[0]!.address, {
      subscriptions: idsOf(own),
      signals: [],
      level,
      dueAt: afterQuiet(alert.createdAt, channels?.get(key)),
    }),
  );
}

/** A silent alert that follows no other, unless `fields` say otherwise. */
export function newAlert(
  id: string,
  fields: Pick<Alert, 'notice' | 'alertReason' | 'createdAt'> & Partial<Alert>,
): Alert {
  return { signals: [], urgency: 'same-day', follows: null, ...fields, id: id as AlertId };
}

/** Ids of subscriptions or signals. */
export const idsOf = <Id>(all: readonly { readonly id: Id }[]): Id[] => all.map((one) => one.id);

/**
 * When an alert may be sent to an address: now, or at the end of its quiet hours, which may span
 * midnight.
 */
export function afterQuiet(now: Instant, channel: Channel | undefined): Instant {
  if (channel === undefined || channel.quiet === null) return now;
  const { zone, quiet } = channel;
  const { from, to } = quiet;
  const at = localTime(now, zone);
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to;
  if (!isQuiet) return now;
  const today = dayIn(now, zone);
  return instantAt(at < to ? today : plusDays(today, 1), to, zone);
}

/** Mutes of an address. */
export function mutesAt(
  address: Address,
  { silences, now }: { readonly silences: readonly Silence[]; readonly now: Instant },
): Silence[] {
  return silences.filter(
    (silence) => silence.until > now && addressKey(silence.address) === addressKey(address),
  );
}
