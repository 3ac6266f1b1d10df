import { reason } from '../../../domain/reason.ts';
import { refused } from '../../../domain/sink.ts';
import { messageText } from '../message-text.ts';
import { type Post, postingSink } from '../post.ts';

/** Slack shows so many characters of a text before it cuts it itself. */
const MOST = 4_000;

/** An incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat). */
export const slackSink = (post: Post) =>
  postingSink(post, {
    id: 'slack',
    name: 'Slack',
    request: ({ address, card }) => ({
      url: address.to,
      body: { text: messageText(card, MOST, escaped, escaped), mrkdwn: false, unfurl_links: false },
    }),
    outcome({ status, body }, { nonce }) {
      if (status === 200) return { kind: 'sent', message: nonce };
      const because = reason('sink-said', { sink: 'Slack', text: body.slice(0, 100) });
      return status === 403 ? refused(because, true) : null;
    },
  });

/**
 * Slack reads three characters as markup; what takes the same (Mattermost) also reads links,
 * headings and names of groups.
 */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('](', ']\u200b(')
    .replace(/^([^\S\n\r\u2028\u2029]*)#/gm, '$1\u200b#')
    .replace(/@(?=all|channel|here|everyone)/gi, '@\u200b');
}
