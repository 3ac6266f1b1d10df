import { withoutEnd } from '../../domain/edges.ts';
import { reason } from '../../domain/reason.ts';
import type { SendOutcome, Sink } from '../../domain/sink.ts';
import { messageText } from '../message-text.ts';
import { type Post, type Posted, refusalOf } from '../post.ts';

/** Longest text of a Telegram message, in UTF-16 units. */
const MOST = 4_096;

interface TelegramAnswer {
  readonly ok?: boolean;
  readonly result?: { readonly message_id?: number };
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
}

/** Messages of a Telegram bot; an address is a chat id or `@channel`. The token never leaves this file but in the address asked. */
export function telegramSink(settings: {
  readonly post: Post;
  readonly token: string;
  readonly api: string;
}): Sink {
  return {
    id: 'telegram',
    async send(message) {
      const posted = await settings.post({
        url: `${withoutEnd(settings.api, /\//)}/bot${settings.token}/sendMessage`,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          chat_id: message.address.to,
          text: messageText(message.card, MOST),
          link_preview_options: { is_disabled: true },
          disable_notification: message.quiet,
          ...(message.replyTo === null
            ? {}
            : {
                reply_parameters: { message_id: Number(message.replyTo), allow_sending_without_reply: true },
              }),
        }),
      });
      return outcomeOf(posted);
    },
    find: async () => 'unreadable',
  };
}

function outcomeOf(posted: Posted): SendOutcome {
  if (posted.kind !== 'answer') return refusalOf(posted, 'Telegram');
  const answer = parsed(posted.body);
  if (posted.status === 200 && answer.result?.message_id !== undefined)
    return { kind: 'sent', message: String(answer.result.message_id) };
  const text = String(answer.description ?? posted.status).slice(0, 120);
  const because = reason('sink-said', { sink: 'Telegram', text });
  if (posted.status === 429)
    return { kind: 'retry', because, afterMs: (answer.parameters?.retry_after ?? 1) * 1000 };
  const gone = posted.status === 403 || /chat not found|chat_id is empty|user is deactivated/i.test(text);
  if (posted.status === 400 || posted.status === 403) return { kind: 'refused', because, disable: gone };
  // A wrong token is answered with 404 or 401: the operator mends it, and nothing is lost meanwhile.
  if (posted.status === 401 || posted.status === 404)
    return {
      kind: 'retry',
      because: reason('token-refused', { sink: 'Telegram', variable: 'TELEGRAM_TOKEN' }),
      afterMs: 600_000,
    };
  return refusalOf(posted, 'Telegram');
}

function parsed(body: string): TelegramAnswer {
  try {
    return JSON.parse(body) as TelegramAnswer;
  } catch {
    return {};
  }
}
