import { isIP } from 'node:net';
import type { Card } from '../../../domain/card.ts';
import { withoutEnd } from '../../../domain/edges.ts';
import { type Reason, reason } from '../../../domain/reason.ts';
import { type OutgoingMessage, refused, retry, type SendOutcome } from '../../../domain/sink.ts';
import { type ChatDialect, messageText, PLAIN_DIALECT, unlinked } from '../message-text.ts';
import { jsonOf, type Post, postingSink } from '../post.ts';

/** Longest text of a Telegram message in UTF-16 units, here including its tags. */
const MOST = 4_096;
/** Buttons in a row, so that labels stay whole on a phone. */
const IN_A_ROW = 2;
const LONGEST_LABEL = 40;

interface TelegramAnswer {
  readonly result: { readonly message_id?: number };
  readonly description: string;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/**
 * Messages of a Telegram bot in Telegram's HTML, with the links of a card as buttons; an address is
 * a chat id or `@channel`. The token appears only in the request address. Where Telegram refuses
 * the markup or a button, plain text is sent.
 */
export function telegramSink(post: Post, token: string, api: string) {
  /** New ids of groups that became supergroups; Telegram states them in its refusal. */
  const moved = new Map<string, string>();
  const requestWith = (message: OutgoingMessage, content: object) => {
    const { address, quiet, replyTo } = message;
    return {
      url: `${withoutEnd(api, /\//)}/bot${token}/sendMessage`,
      body: {
        chat_id: moved.get(address.to) ?? address.to,
        ...content,
        link_preview_options: { is_disabled: true },
        disable_notification: quiet,
        ...(replyTo === null
          ? {}
          : {
              reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true },
            }),
      },
    };
  };
  return postingSink(post, {
    id: 'telegram',
    name: 'Telegram',
    request: (message) => requestWith(message, contentOf(message.card)),
    instead: (answer, message) =>
      answer.status === 400 && MARKUP_REFUSED.test(saidBy(answer))
        ? requestWith(message, { text: messageText(message.card, MOST, WORDS) })
        : null,
    outcome(answer, { address }) {
      const { status } = answer;
      const { result, parameters } = jsonOf<TelegramAnswer>(answer);
      if (status === 200 && result?.message_id !== undefined)
        return { kind: 'sent', message: String(result.message_id) };
      const text = saidBy(answer);
      const because = reason('sink-said', { sink: 'Telegram', text });
      if (status === 429) return retry(because, (parameters?.retry_after ?? 1) * 1000);
      const now = parameters?.migrate_to_chat_id;
      if (now !== undefined && moved.get(address.to) !== String(now)) {
        moved.set(address.to, String(now));
        return retry(because, 0);
      }
      return refusalOf(status, because, text);
    },
  });
}

/** What a refusing status means; null = nothing of its own. */
function refusalOf(status: number, because: Reason, text: string): SendOutcome | null {
  const isGone = /chat not found|chat_id is empty|user is deactivated/i.test(text);
  if (status === 403) return refused(because, true);
  if (status === 400) return refused(because, isGone);
  if (status !== 401 && status !== 404) return null;
  // A wrong token: the alerts wait until the operator corrects it.
  const wrongToken = reason('token-refused', { sink: 'Telegram', variable: 'TELEGRAM_TOKEN' });
  return retry(wrongToken, 600_000);
}

const MARKUP_REFUSED = /can't parse entities|keyboard|reply markup|BUTTON_|URL_INVALID/i;

const saidBy = (answer: Parameters<typeof jsonOf>[0]): string =>
  String(jsonOf<TelegramAnswer>(answer).description ?? answer.status).slice(0, 120);

/** The text of a card, and its links as buttons where Telegram takes their addresses. */
function contentOf(card: Card) {
  const buttons = card.links.filter(({ url }) => isTaken(url)).map(buttonOf);
  const rest = card.links.filter(({ url }) => !isTaken(url));
  const text = messageText({ ...card, links: rest }, MOST, HTML);
  const rows = Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) =>
    buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  );
  return {
    text,
    parse_mode: 'HTML',
    ...(rows.length === 0 ? {} : { reply_markup: { inline_keyboard: rows } }),
  };
}

const buttonOf = ({ label, url }: Card['links'][number]) => ({
  text: label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`,
  url,
});

/** A button accepts a host with a dot; local addresses and bare names are refused. */
function isTaken(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host.includes('.') && isIP(host) === 0;
}

const escaped = (text: string) =>
  unlinked(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const HTML: ChatDialect = {
  ...PLAIN_DIALECT,
  text: escaped,
  hasAnchors: true,
  strong: (text) => `<b>${text}</b>`,
  link: (text, url) =>
    `<a href="${url.replaceAll('&', '&amp;').replaceAll('"', '%22')}">${text}</a>`,
};

const WORDS: ChatDialect = { ...PLAIN_DIALECT, text: unlinked };
