import { createHmac } from 'node:crypto';
import type { Card } from '../../../domain/card.ts';
import type { Clock } from '../../../domain/ports.ts';
import { embedWithRest } from '../../present/embed.ts';
import { cutLists } from '../message-text.ts';
import { addressAndSecret, type Post, postingSink } from '../post.ts';

/** Lines of one list that a program still gets. */
const LIST_LINES = 40;

/**
 * Posts a CloudEvent (structured JSON, CloudEvents 1.0) with the card, signed as Standard Webhooks
 * has it: `webhook-signature: v1,<base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>">`. The id is
 * the same for every attempt, and is the idempotency key: a receiver that keeps it acts once.
 * `data.card` is plain text, neither HTML nor Markdown; `data.markdown` says the same for a chat,
 * with mentions and marks of what came from outside escaped.
 * @param secret signs where the address brings no secret of its own; null = unsigned
 */
export const webhookSink = (post: Post, clock: Clock, secret: string | null) =>
  postingSink(post, {
    id: 'webhook',
    name: 'webhook',
    keepsNonce: true,
    manyServers: true,
    request(message) {
      const { url, secret: own } = addressAndSecret(message.address.to);
      const now = clock.now();
      const card = cutLists(message.card, LIST_LINES);
      // The same value to whoever parses it; nothing in it is a tag to whoever pastes it into a
      // page.
      const body = JSON.stringify({
        specversion: '1.0',
        id: message.nonce,
        source: 'urn:tocsin',
        type: 'tocsin.alert.v1',
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        subject: message.card.reference,
        data: { card, markdown: markdownOf(card), follows: message.replyTo },
      }).replace(/[<>&\u2028\u2029]/g, escaped);
      const timestamp = String(Math.floor(now / 1000));
      const key = own ?? secret;
      const signature =
        key === null
          ? {}
          : { 'webhook-signature': `v1,${signatureOf(key, message.nonce, timestamp, body)}` };
      const headers = {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'idempotency-key': message.nonce,
        'webhook-id': message.nonce,
        'webhook-timestamp': timestamp,
        ...signature,
      };
      return { url, body, headers };
    },
    outcome: ({ status }, { nonce }) =>
      status >= 200 && status < 300 ? { kind: 'sent', message: nonce } : null,
  });

const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;

function markdownOf(card: Card): string {
  const { title, description, fields } = embedWithRest(card).embed;
  const sections = fields.flatMap(({ name, value }) => [
    name === '\u200b' ? '' : `**${name}**`,
    value,
  ]);
  return [`**${title}**`, description, ...sections].filter((part) => part !== '').join('\n');
}

function signatureOf(key: string, id: string, timestamp: string, body: string): string {
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
