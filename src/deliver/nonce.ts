import { createHash } from 'node:crypto';
import type { Address } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';

/** Longest nonce that Discord takes. */
const NONCE_LENGTH = 25;

/**
 * The nonce of an alert at an address: the same for every attempt, so that a repeat within the sink's window is told
 * apart from a new message. 150 bits of SHA-256 in 25 characters.
 */
export function nonceOf(alert: AlertId, address: Address): string {
  const text = JSON.stringify([alert, address.sink, address.to]);
  return createHash('sha256').update(text).digest('base64url').slice(0, NONCE_LENGTH);
}
