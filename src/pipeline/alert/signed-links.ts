import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Address, Delivery } from '../../domain/alert.ts';
import { type MessageReply, REPLY_PATHS } from '../../domain/message-links.ts';

/** The parameters of an address, as a web request has them; '' where one is missing. */
export type LinkQuery = (name: string) => string;

/**
 * Which message a link is about: the alert, and the nonce of its delivery in place of an address.
 */
export type MessageKey = Pick<Delivery, 'alert' | 'nonce'>;

export type SignedLinks = ReturnType<typeof signedLinks>;

/** 192 bits, in letters that need no escape in an address. */
const MAC_LENGTH = 32;
const MAC = new RegExp(`^[\\w-]{${MAC_LENGTH}}$`);

/**
 * Makes and reads links that only this installation can make. A link names no address of a channel
 * (that of a webhook is as good as a password), only that of the mailbox that it unsubscribes.
 */
export function signedLinks(key: string) {
  const signed = (...parts: readonly string[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify(parts))
      .digest('base64url')
      .slice(0, MAC_LENGTH);
  const isSigned = (mac: string, ...parts: readonly string[]) =>
    MAC.test(mac) && timingSafeEqual(Buffer.from(mac), Buffer.from(signed(...parts)));
  return {
    /** `https://host/wrong?a=<alert>&m=<nonce>&s=<signature>` */
    reply(origin: string, act: MessageReply, { alert, nonce }: MessageKey): string {
      const query = new URLSearchParams({ a: alert, m: nonce, s: signed(act, alert, nonce) });
      return `${origin}${REPLY_PATHS[act]}?${query}`;
    },
    unsubscribe(origin: string, { sink, to }: Address): string {
      const query = new URLSearchParams({ c: sink, t: to, s: signed('unsubscribe', sink, to) });
      return `${origin}${REPLY_PATHS.unsubscribe}?${query}`;
    },
    /** The message that a link is about; null where this installation did not sign it. */
    readReply(act: MessageReply, query: LinkQuery): MessageKey | null {
      const [alert, nonce] = [query('a'), query('m')];
      return isSigned(query('s'), act, alert, nonce)
        ? { alert: alert as MessageKey['alert'], nonce }
        : null;
    },
    /** The address that a link unsubscribes; null where this installation did not sign it. */
    readUnsubscribe(query: LinkQuery): Address | null {
      const [sink, to] = [query('c'), query('t')];
      return isSigned(query('s'), 'unsubscribe', sink, to) ? { sink, to } : null;
    },
  };
}
