import type { Card, CardLine } from '../../../domain/card.ts';
import { reason } from '../../../domain/reason.ts';
import { refused } from '../../../domain/sink.ts';
import { type ChatDialect, cutLists, messageText, PLAIN_DIALECT } from '../message-text.ts';
import { addressAndOptions, type Post, postingSink } from '../post.ts';

/** Characters after which Slack cuts a text. */
const MOST = 4_000;
/** Limits of `docs.slack.dev/reference/block-kit`. */
const LONGEST = { header: 150, button: 75, buttons: 5 };
const MOST_LINES = 40;

/**
 * An incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat). Blocks for
 * Slack, and the same as text: Slack shows it in notifications, the others in place of the blocks.
 * Links stand in the text, since Slack wants an app behind every button, also behind one that only
 * opens an address; `#buttons` behind the webhook's address makes them buttons.
 */
export const slackSink = (post: Post) =>
  postingSink(post, {
    id: 'slack',
    name: 'Slack',
    request: ({ address, card }) => {
      const { url, options } = addressAndOptions(address.to);
      const text = messageText(card, MOST, DIALECT);
      const blocks = blocksOf(card, options.has('buttons'));
      return { url, body: { text, mrkdwn: false, unfurl_links: false, blocks } };
    },
    // A refused message was certainly not sent: plain text is sent instead.
    instead: ({ status, body }, { address, card }) =>
      status === 400 && body.includes('invalid_blocks')
        ? {
            url: addressAndOptions(address.to).url,
            body: { text: messageText(card, MOST, DIALECT), mrkdwn: false, unfurl_links: false },
          }
        : null,
    outcome({ status, body }, { nonce }) {
      if (status === 200) return { kind: 'sent', message: nonce };
      const because = reason('sink-said', { sink: 'Slack', text: body.slice(0, 100) });
      return status === 403 ? refused(because, true) : null;
    },
  });

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

type BlockElement = Readonly<Record<string, unknown>>;

/**
 * A card as blocks. Its words are rich-text elements, in which Slack finds no markup, mention or
 * address.
 */
function blocksOf(card: Card, hasButtons: boolean): BlockElement[] {
  const { title, lead, sections, links, footer } = cutLists(card, MOST_LINES);
  const head =
    title.length <= LONGEST.header
      ? { type: 'header', text: plain(title) }
      : rich([run(title, { bold: true })]);
  const parts = [
    ...(lead === '' ? [] : [[run(lead)]]),
    ...sections.filter(({ lines }) => lines.length > 0).map(sectionOf),
  ];
  return [
    head,
    ...parts.map(rich),
    ...(links.length === 0 ? [] : [hasButtons ? buttonsOf(links) : rich(linksOf(links))]),
    { type: 'context', elements: [plain(footer)] },
  ];
}

const rich = (elements: readonly BlockElement[]): BlockElement => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

const run = (text: string, style: BlockElement = {}): BlockElement => ({
  type: 'text',
  text,
  ...(Object.keys(style).length === 0 ? {} : { style }),
});

function sectionOf({ title, lines }: Card['sections'][number]): BlockElement[] {
  const rows = lines.map(lineOf);
  const head = title === null ? [] : [[run(title, { bold: true })]];
  return [...head, ...rows].flatMap((row, at) => (at === 0 ? row : [run('\n'), ...row]));
}

function lineOf({ label, text, url, weight }: CardLine): BlockElement[] {
  const style = weight === 'strong' ? { bold: true } : {};
  const body =
    url === null
      ? run(text, weight === 'quiet' ? { italic: true } : style)
      : { type: 'link', url, text, ...(weight === 'strong' ? { style } : {}) };
  return label === null || label.trim() === ''
    ? [body]
    : [run(`${label.trim()}  `, { bold: true }), body];
}

const linksOf = (links: Card['links']): BlockElement[] =>
  links.flatMap(({ label, url }, at) => [
    ...(at === 0 ? [] : [run(' · ')]),
    { type: 'link', url, text: label },
  ]);

const buttonsOf = (links: Card['links']): BlockElement => ({
  type: 'actions',
  elements: links.slice(0, LONGEST.buttons).map(({ label, url }, at) => ({
    type: 'button',
    text: plain(label.slice(0, LONGEST.button)),
    url,
    action_id: `link-${at}`,
  })),
});

/**
 * Slack reads three characters as markup; compatible receivers (Mattermost) also read links,
 * headings and group names.
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

const DIALECT: ChatDialect = {
  ...PLAIN_DIALECT,
  text: escaped,
  link: (text, url) => `${text} ${escaped(url)}`,
};
