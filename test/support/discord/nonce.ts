import type { Channel, StoredMessage } from './world.ts';

/** Remembers which nonce made which message, for a few minutes, over all channels of one author. */
export interface NonceWindow {
  /** The first message with that nonce, while it is remembered. */
  find(nonce: string | number): { channel: Channel; messageId: string } | null;
  remember(channel: Channel, message: StoredMessage): void;
}

/**
 * Discord checks uniqueness "in the past few minutes" without naming the length; `windowMs` is
 * ours.
 */
export function createNonceWindow(now: () => number, windowMs: number): NonceWindow {
  const seen = new Map<string, { at: number; channel: Channel; messageId: string }>();
  const forget = () => {
    for (const [nonce, entry] of seen) {
      if (now() - entry.at < windowMs) break;
      seen.delete(nonce);
    }
  };
  return {
    find(nonce) {
      forget();
      return seen.get(String(nonce)) ?? null;
    },
    remember(channel, message) {
      forget();
      if (message.nonce === undefined || seen.has(String(message.nonce))) return;
      seen.set(String(message.nonce), { at: now(), channel, messageId: message.id });
    },
  };
}
