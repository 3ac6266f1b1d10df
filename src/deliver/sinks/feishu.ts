import { createHmac } from 'node:crypto';
import type { Clock } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { SendOutcome, Sink } from '../../domain/sink.ts';
import { messageText } from '../message-text.ts';
import { addressAndSecret, type Post, refusalOf } from '../post.ts';

/** A request may have 20 KB; Chinese is three bytes a character. */
const MOST = 5_000;
/** Codes that mean "too often": open.feishu.cn, custom bots. */
const TOO_OFTEN: readonly number[] = [9499, 11232];

/** A custom bot of Feishu or Lark; the secret of its signature check stands behind the address: `#secret=…`. */
export function feishuSink({ post, clock }: { readonly post: Post; readonly clock: Clock }): Sink {
  return {
    id: 'feishu',
    async send(message) {
      const { url, secret } = addressAndSecret(message.address.to);
      const timestamp = String(Math.floor(clock.now() / 1000));
      const sign = secret === null ? {} : { timestamp, sign: signatureOf(secret, timestamp) };
      const posted = await post({
        url,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          ...sign,
          msg_type: 'text',
          content: { text: messageText(message.card, MOST, escaped) },
        }),
      });
      if (posted.kind !== 'answer' || posted.status !== 200) return refusalOf(posted, 'Feishu');
      return outcomeOf(posted.body, message.nonce);
    },
    find: async () => 'unreadable',
  };
}

/** A text may call everybody (`<at user_id="all">`): what looks like a tag is written with a wide bracket. */
const escaped = (text: string) => text.replace(/<(?=\s*[/a-z])/gi, '＜');

/** Feishu answers 200 and says in the body how it went. */
function outcomeOf(body: string, nonce: string): SendOutcome {
  const answer = parsed(body);
  const code = answer.code ?? answer.StatusCode ?? -1;
  if (code === 0) return { kind: 'sent', message: nonce };
  const because =
    answer.msg === undefined
      ? reason('sink-unclear', { sink: 'Feishu' })
      : reason('sink-said', { sink: 'Feishu', text: `${String(answer.msg).slice(0, 100)} (${code})` });
  if (TOO_OFTEN.includes(code)) return { kind: 'retry', because, afterMs: null };
  return code === -1 ? { kind: 'unknown', because } : { kind: 'refused', because, disable: code === 19001 };
}

function parsed(body: string): { code?: number; StatusCode?: number; msg?: string } {
  try {
    return JSON.parse(body) as { code?: number };
  } catch {
    return {};
  }
}

/** HMAC-SHA256 of nothing under the key "<timestamp>\n<secret>", as open.feishu.cn describes it. */
function signatureOf(secret: string, timestamp: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}
