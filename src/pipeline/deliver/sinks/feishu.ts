import { createHmac } from 'node:crypto';
import { localeOf } from '../../../base/i18n/words.ts';
import type { Card } from '../../../domain/card.ts';
import type { Clock } from '../../../domain/ports.ts';
import { reason } from '../../../domain/reason.ts';
import { refused, retry, unknown } from '../../../domain/sink.ts';
import { type ChatDialect, messageText, PLAIN_DIALECT, unlinked } from '../message-text.ts';
import { addressAndOptions, jsonOf, type Post, postingSink } from '../post.ts';

/** Characters of a message: a request may have 20 KB, and Chinese takes three bytes a character. */
const MOST = 5_000;
const MOST_BUTTONS = 8;
const LONGEST_LABEL = 30;
/** Codes that mean "too often": open.feishu.cn, custom bots. */
const TOO_OFTEN: readonly number[] = [9499, 11232];

interface FeishuAnswer {
  readonly code: number;
  readonly StatusCode: number;
  readonly msg: string;
}

/** Colours of a card's header, as Feishu names them. */
const HEADERS: Record<Card['tone'], string> = {
  background: 'grey',
  watch: 'blue',
  elevated: 'yellow',
  high: 'orange',
  severe: 'red',
  neutral: 'grey',
  good: 'green',
};

/**
 * A custom bot of Feishu or Lark; the secret of its signature check follows the address:
 * `#secret=…`. Sends a card with plain text, and its links as buttons.
 */
export const feishuSink = (post: Post, clock: Clock) =>
  postingSink(post, {
    id: 'feishu',
    name: 'Feishu',
    request({ address, card }) {
      const { url, ...sign } = signedAddress(address.to, clock);
      return { url, body: { ...sign, msg_type: 'interactive', card: cardOf(card) } };
    },
    // A refused card was certainly not sent: plain text is sent instead.
    instead(answer, { address, card }) {
      const { code = 0, msg } = jsonOf<FeishuAnswer>(answer);
      if (code === 0 || TOO_OFTEN.includes(code) || !/card|element/i.test(String(msg))) return null;
      const { url, ...sign } = signedAddress(address.to, clock);
      const text = messageText(card, MOST, DIALECT);
      return { url, body: { ...sign, msg_type: 'text', content: { text } } };
    },
    // Feishu answers 200 and reports the result in the body.
    outcome(answer, { nonce }) {
      if (answer.status !== 200) return null;
      const said = jsonOf<FeishuAnswer>(answer);
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
 * A text could mention everybody (`<at user_id="all">`): brackets of tags are replaced by wide
 * ones. No name becomes a link, as an address or as Markdown.
 */
const escaped = (text: string) =>
  unlinked(text)
    .replace(/<(?=\s*[/a-z])/gi, '＜')
    .replaceAll('](', ']\u200b(');

const DIALECT: ChatDialect = { ...PLAIN_DIALECT, text: escaped };

function signedAddress(to: string, clock: Clock) {
  const { url, secret } = addressAndOptions(to);
  const timestamp = String(Math.floor(clock.now() / 1000));
  return secret === null ? { url } : { url, timestamp, sign: signatureOf(secret, timestamp) };
}

const words = (content: string) => ({ tag: 'plain_text', content });

/** A card of Feishu: plain text without markup or mentions, and buttons. */
function cardOf(card: Card) {
  const { title, footer, links, sections } = card;
  // The address of a line becomes a button as well: plain text has no links.
  const { source } = localeOf(card.language);
  const sources = sections.flatMap(({ lines }) =>
    lines.flatMap(({ url }) => (url === null ? [] : [{ label: source, url }])),
  );
  const buttons = [...links, ...sources]
    .filter(({ url }, at, all) => all.findIndex((other) => other.url === url) === at)
    .slice(0, MOST_BUTTONS)
    .map(({ label, url }) => ({
      tag: 'button',
      text: words([...label.trim()].slice(0, LONGEST_LABEL).join('')),
      type: 'default',
      url,
    }));
  const bare = sections.map(({ lines, ...section }) => ({
    ...section,
    lines: lines.map((line) => ({ ...line, url: null })),
  }));
  const content = messageText(
    { ...card, title: '', footer: '', links: [], sections: bare },
    MOST,
    DIALECT,
  );
  return {
    config: { wide_screen_mode: true },
    header: { title: words(escaped(title)), template: HEADERS[card.tone] },
    elements: [
      ...(content === '' ? [] : [{ tag: 'div', text: words(content) }]),
      ...(buttons.length === 0 ? [] : [{ tag: 'action', actions: buttons }]),
      { tag: 'note', elements: [words(escaped(footer))] },
    ],
  };
}

/** HMAC-SHA256 of nothing under the key "<timestamp>\n<secret>", as open.feishu.cn describes it. */
function signatureOf(secret: string, timestamp: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}
