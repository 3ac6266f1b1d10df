import { createHmac } from 'node:crypto';
import type { Clock } from '../../../domain/ports.ts';
import { reason } from '../../../domain/reason.ts';
import { refused, retry, unknown } from '../../../domain/sink.ts';
import { type ChatDialect, messageText, PLAIN_DIALECT, unlinked } from '../message-text.ts';
import { addressAndOptions, jsonOf, type Post, postingSink } from '../post.ts';

/** A request may have 20 KB; Chinese is three bytes a character. */
const MOST = 5_000;
/** Codes that mean "too often": open.feishu.cn, custom bots. */
const TOO_OFTEN: readonly number[] = [9499, 11232];

/**
 * A custom bot of Feishu or Lark; the secret of its signature check stands behind the address:
 * `#secret=…`.
 */
export const feishuSink = (post: Post, clock: Clock) =>
  postingSink(post, {
    id: 'feishu',
    name: 'Feishu',
    request({ address, card }) {
      const { url, secret } = addressAndOptions(address.to);
      const timestamp = String(Math.floor(clock.now() / 1000));
      const sign = secret === null ? {} : { timestamp, sign: signatureOf(secret, timestamp) };
      const text = messageText(card, MOST, DIALECT);
      return { url, body: { ...sign, msg_type: 'text', content: { text } } };
    },
    // Feishu answers 200 and says in the body how it went.
    outcome(answer, { nonce }) {
      if (answer.status !== 200) return null;
      const said = jsonOf<{ code: number; StatusCode: number; msg: string }>(answer);
      const code = said.code ?? said.StatusCode ?? -1;
      if (code === 0) return { kind: 'sent', message: nonce };
      const because =
        said.msg === undefined
          ? reason('sink-unclear', { sink: 'Feishu' })
          : reason('sink-said', {
              sink: 'Feishu',
              text: `${String(said.msg).slice(0, 100)} (${code})`,
            });
      if (TOO_OFTEN.includes(code)) return retry(because);
      return code === -1 ? unknown(because) : refused(because, code === 19001);
    },
  });

/**
 * A text may call everybody (`<at user_id="all">`): what looks like a tag is written with a wide
 * bracket. Nothing in a name is a link, as an address or as Markdown.
 */
const escaped = (text: string) =>
  unlinked(text)
    .replace(/<(?=\s*[/a-z])/gi, '＜')
    .replaceAll('](', ']\u200b(');

const DIALECT: ChatDialect = { ...PLAIN_DIALECT, text: escaped };

/** HMAC-SHA256 of nothing under the key "<timestamp>\n<secret>", as open.feishu.cn describes it. */
function signatureOf(secret: string, timestamp: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}
