import type { Address, Delivery } from '../domain/alert.ts';
import type { AlertId, DeliveryId } from '../domain/ids.ts';

/** Makes the nonce of an alert at an address: a hash, 25 characters at most. */
export type NonceOf = (alert: AlertId, address: Address) => string;

/**
 * A delivery that waits to be sent. Its id is made of the nonce and not of the address: ids are logged, shown and exported, and
 * the address of a webhook is as good as a password.
 */
export function newDelivery(
  alert: AlertId,
  address: Address,
  fields: Pick<Delivery, 'subscriptions' | 'signals' | 'level' | 'dueAt' | 'createdAt'>,
  nonceOf: NonceOf,
): Delivery {
  const nonce = nonceOf(alert, address);
  return {
    id: `${alert}@${address.sink}:${nonce}` as DeliveryId,
    alert,
    address,
    ...fields,
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
