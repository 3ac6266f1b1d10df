import { createHmac } from 'node:crypto';
import type { Clock, Sink } from '../../domain/ports.ts';
import { cutLists } from '../cut-lists.ts';
import { addressAndSecret, type Post, refusalOf } from '../post.ts';

/** Lines of one list that a program still gets. */
const LIST_LINES = 40;

export interface WebhookSettings {
  readonly post: Post;
  readonly clock: Clock;
  /** Signs where the address brings no secret of its own; null = unsigned. */
  readonly secret: string | null;
}

/**
 * Posts a CloudEvent (structured JSON, CloudEvents 1.0) with the card, signed as Standard Webhooks has it: `webhook-signature:
 * v1,<base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>">`. The id is the same for every attempt, and is the idempotency key:
 * a receiver that keeps it acts once.
 */
export function webhookSink({ post, clock, secret }: WebhookSettings): Sink {
  return {
    id: 'webhook',
    async send(message) {
      const { url, secret: own } = addressAndSecret(message.address.to);
      const now = clock.now();
      const body = JSON.stringify({
        specversion: '1.0',
        id: message.nonce,
        source: 'urn:tocsin',
        type: 'tocsin.alert.v1',
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        subject: message.card.reference,
        data: { card: cutLists(message.card, LIST_LINES), follows: message.replyTo },
      });
      const timestamp = String(Math.floor(now / 1000));
      const key = own ?? secret;
      const signature =
        key === null ? {} : { 'webhook-signature': `v1,${signatureOf(key, message.nonce, timestamp, body)}` };
      const posted = await post({
        url,
        body,
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'idempotency-key': message.nonce,
          'webhook-id': message.nonce,
          'webhook-timestamp': timestamp,
          ...signature,
        },
      });
      if (posted.kind === 'answer' && posted.status >= 200 && posted.status < 300)
        return { kind: 'sent', message: message.nonce };
      return refusalOf(posted, 'webhook');
    },
    // Nobody can ask a receiver what it has; it keeps the idempotency key, so a repeat does no harm.
    find: async () => 'unreadable',
  };
}

function signatureOf(key: string, id: string, timestamp: string, body: string): string {
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
