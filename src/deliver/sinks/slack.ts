import { reason } from '../../domain/reason.ts';
import type { Sink } from '../../domain/sink.ts';
import { messageText } from '../message-text.ts';
import { type Post, refusalOf } from '../post.ts';

/** Slack shows so many characters of a text before it cuts it itself. */
const MOST = 4_000;

/** An incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat). */
export function slackSink(post: Post): Sink {
  return {
    id: 'slack',
    async send(message) {
      const posted = await post({
        url: message.address.to,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          text: messageText(message.card, MOST, escaped),
          mrkdwn: false,
          unfurl_links: false,
        }),
      });
      if (posted.kind === 'answer' && posted.status === 200) return { kind: 'sent', message: message.nonce };
      if (posted.kind === 'answer' && posted.status === 403)
        return {
          kind: 'refused',
          because: reason('sink-said', { sink: 'Slack', text: posted.body.slice(0, 100) }),
          disable: true,
        };
      return refusalOf(posted, 'Slack');
    },
    find: async () => 'unreadable',
  };
}

/** Slack reads three characters as markup; what takes the same (Mattermost) also reads links, headings and names of groups. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('](', ']\u200b(')
    .replace(/^([^\S\n\r\u2028\u2029]*)#/gm, '$1\u200b#')
    .replace(/@(?=all|channel|here|everyone)/gi, '@\u200b');
}
