import { withoutEnd } from '../../../domain/edges.ts';
import { reason } from '../../../domain/reason.ts';
import { refused, retry } from '../../../domain/sink.ts';
import { messageText, unlinked } from '../message-text.ts';
import { jsonOf, type Post, postingSink } from '../post.ts';

/** Longest text of a Telegram message, in UTF-16 units. */
const MOST = 4_096;

interface TelegramAnswer {
  readonly result: { readonly message_id?: number };
  readonly description: string;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/**
 * Messages of a Telegram bot; an address is a chat id or `@channel`. The token never leaves this
 * file but in the address asked.
 */
export function telegramSink(post: Post, token: string, api: string) {
  /**
   * New ids of groups that became supergroups: Telegram says them with the refusal of the old one.
   */
  const moved = new Map<string, string>();
  return postingSink(post, {
    id: 'telegram',
    name: 'Telegram',
    request: ({ address, card, quiet, replyTo }) => ({
      url: `${withoutEnd(api, /\//)}/bot${token}/sendMessage`,
      body: {
        chat_id: moved.get(address.to) ?? address.to,
        text: messageText(card, MOST, unlinked),
        link_preview_options: { is_disabled: true },
        disable_notification: quiet,
        ...(replyTo === null
          ? {}
          : {
              reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true },
            }),
      },
    }),
    outcome(answer, { address }) {
      const { status } = answer;
      const { result, description, parameters } = jsonOf<TelegramAnswer>(answer);
      if (status === 200 && result?.message_id !== undefined)
        return { kind: 'sent', message: String(result.message_id) };
      const text = String(description ?? status).slice(0, 120);
      const because = reason('sink-said', { sink: 'Telegram', text });
      if (status === 429) return retry(because, (parameters?.retry_after ?? 1) * 1000);
      const now = parameters?.migrate_to_chat_id;
      if (now !== undefined && moved.get(address.to) !== String(now)) {
        moved.set(address.to, String(now));
        return retry(because, 0);
      }
      const gone =
        status === 403 || /chat not found|chat_id is empty|user is deactivated/i.test(text);
      if (status === 400 || status === 403) return refused(because, gone);
      // A wrong token is answered with 404 or 401: the operator mends it, and nothing is lost
      // meanwhile.
      const wrongToken = reason('token-refused', { sink: 'Telegram', variable: 'TELEGRAM_TOKEN' });
      return status === 401 || status === 404 ? retry(wrongToken, 600_000) : null;
    },
  });
}
