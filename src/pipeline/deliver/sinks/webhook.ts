import { createHmac } from 'node:crypto';
import type { Clock } from '../../../domain/ports.ts';
import { commonMark } from '../markdown.ts';
import { cutLists } from '../message-text.ts';
import { addressAndOptions, type Post, postingSink } from '../post.ts';

/** Lines sent of a list. */
const LIST_LINES = 40;

/**
 * Posts a CloudEvent (structured JSON, CloudEvents 1.0) with the card, signed as Standard Webhooks
 * has it: `webhook-signature: v1,<base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>">`. The id is
 * the same for every attempt, and is the idempotency key: a receiver that keeps it acts once.
 * `data.card` is plain text, neither HTML nor Markdown; `data.markdown` says the same as
 * plain CommonMark, with mentions and marks of what came from outside escaped.
 * @param secret signs where the address brings no secret of its own; null = unsigned
 */
export const webhookSink = (post: Post, clock: Clock, secret: string | null) =>
  postingSink(post, {
    id: 'webhook',
    name: 'webhook',
    knowsRepeats: 'always',
    manyServers: true,
    request(message) {
      const { url, secret: own } = addressAndOptions(message.address.to);
      const now = clock.now();
      const card = cutLists(message.card, LIST_LINES);
      // Parses to the same value; nothing in it is a tag when pasted into a page.
      const body = JSON.stringify({
        specversion: '1.0',
        id: message.nonce,
        source: 'urn:tocsin',
        type: 'tocsin.alert.v1',
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        subject: message.card.reference,
        data: { card, markdown: commonMark(card), follows: message.replyTo },
      }).replace(/[<>&\u2028\u2029]/g, escaped);
      const timestamp = String(Math.floor(now / 1000));
      const key = own ?? secret;
      const signature =
        key === null
          ? {}
          : { 'webhook-signature': signaturesOf(key, message.nonce, timestamp, body) };
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

/**
 * Signatures of Standard Webhooks, separated by a blank: HMAC-SHA256 under the key that the secret
 * spells in base64, with or without `whsec_` before it. A secret of another form was its own key in
 * the first edition; its signature stands behind, for one release.
 */
function signaturesOf(secret: string, id: string, timestamp: string, body: string): string {
  const text = `${id}.${timestamp}.${body}`;
  const sign = (key: string | Buffer) =>
    `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  const isPrefixed = secret.startsWith(PREFIX);
  const standard = sign(Buffer.from(isPrefixed ? secret.slice(PREFIX.length) : secret, 'base64'));
  return isPrefixed ? standard : `${standard} ${sign(secret)}`;
}

const PREFIX = 'whsec_';
