import type { Card, CardLine } from '../../../domain/card.ts';
import { cutLists } from '../message-text.ts';
import { type Post, postingSink } from '../post.ts';

/** Bytes of a card: a message may have 28 KB, of which the envelope and the actions take some. */
const MOST_BYTES = 24_000;
const LISTS = [40, 20, 10, 5, 2];
/** A card shows six actions, and hides the others in a menu. */
const MOST_ACTIONS = 6;

/** Colours of a title, as Adaptive Cards name them. */
const COLOURS: Record<Card['tone'], string> = {
  background: 'Default',
  watch: 'Accent',
  elevated: 'Warning',
  high: 'Warning',
  severe: 'Attention',
  neutral: 'Default',
  good: 'Good',
};

/**
 * A workflow of Microsoft Teams ("When a Teams webhook request is received"): an Adaptive Card. Its
 * words are rich-text runs, in which Teams reads no Markdown.
 */
export const teamsSink = (post: Post) =>
  postingSink(post, {
    id: 'teams',
    name: 'Teams',
    request: ({ address, card }) => ({ url: address.to, body: messageOf(card) }),
    // A workflow answers 202 when it starts; it posts on its own.
    outcome: ({ status }, { nonce }) =>
      status === 200 || status === 202 ? { kind: 'sent', message: nonce } : null,
  });

function messageOf(card: Card) {
  for (const lines of LISTS) {
    const message = withCard(cutLists(card, lines));
    if (Buffer.byteLength(JSON.stringify(message)) <= MOST_BYTES) return message;
  }
  return withCard({ ...card, sections: [] });
}

function withCard(card: Card) {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: card.language,
    // Text of the notification.
    fallbackText: card.title,
    summary: card.title,
    msteams: { width: 'Full' },
    body: bodyOf(card),
    ...(card.links.length === 0
      ? {}
      : { actions: card.links.slice(0, MOST_ACTIONS).map(actionOf) }),
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return {
    type: 'message',
    summary: card.title,
    attachments: [{ contentType, contentUrl: null, content }],
  };
}

const actionOf = ({ label, url }: Card['links'][number]) => ({
  type: 'Action.OpenUrl',
  title: label,
  url,
});

type Run = Readonly<Record<string, unknown>>;

const run = (text: string, style: Run = {}): Run => ({ type: 'TextRun', text, ...style });

const block = (inlines: readonly Run[], more: Run = {}) => ({
  type: 'RichTextBlock',
  inlines,
  spacing: 'Small',
  ...more,
});

function bodyOf({ title, url, tone, lead, sections, footer }: Card) {
  const size = { size: 'Medium', weight: 'Bolder', color: COLOURS[tone] };
  return [
    block([opening(run(title, size), url)]),
    ...(lead === '' ? [] : [block([run(lead)])]),
    ...sections.flatMap(({ title: head, lines }) => [
      ...(head === null ? [] : [block([run(head, { weight: 'Bolder' })], { spacing: 'Medium' })]),
      ...lines.map((line) => block(lineOf(line))),
    ]),
    block([run(footer, { isSubtle: true, size: 'Small' })], { spacing: 'Medium' }),
  ];
}

function lineOf({ label, text, url, weight }: CardLine): Run[] {
  const style = {
    ...(weight === 'strong' ? { weight: 'Bolder' } : {}),
    ...(weight === 'quiet' ? { isSubtle: true } : {}),
  };
  const body = opening(run(text, style), url);
  return label === null || label.trim() === ''
    ? [body]
    : [run(`${label.trim()}  `, { isSubtle: true }), body];
}

/** A run, with its link where it has one. */
const opening = (text: Run, url: string | null): Run =>
  url === null ? text : { ...text, selectAction: { type: 'Action.OpenUrl', url } };
