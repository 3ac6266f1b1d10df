import { createHmac } from 'node:crypto';
import type { Clock } from '../../../domain/ports.ts';
import { reason } from '../../../domain/reason.ts';
import { type OutgoingMessage, refused, retry, type Sink, unknown } from '../../../domain/sink.ts';
import type { BodyPart, WebhookTemplate } from '../../../domain/webhook-template.ts';
import {
  type ChatDialect,
  messageText,
  PLAIN_DIALECT,
  unlinked,
  utf8Size,
} from '../message-text.ts';
import { type Answer, addressAndOptions, jsonOf, type Post, postingSink } from '../post.ts';

/**
 * Webhooks of services with their own message format, from templates in the configuration.
 * `#template=<name>` after the address selects one, `&secret=…` gives the signing key.
 */
export function templateSink(
  post: Post,
  clock: Clock,
  templates: ReadonlyMap<string, WebhookTemplate>,
): Sink {
  const sinks = new Map(
    [...templates].map(([name, template]) => [name, sinkOf(post, clock, name, template)]),
  );
  return {
    id: 'template',
    manyServers: true,
    async send(message) {
      const name = addressAndOptions(message.address.to).options.get('template') ?? '';
      return sinks.get(name)?.send(message) ?? refused(reason('no-template', { name }));
    },
    find: async () => 'unreadable',
  };
}

const sinkOf = (post: Post, clock: Clock, name: string, template: WebhookTemplate) =>
  postingSink(post, {
    id: 'template',
    name,
    request(message) {
      const values = valuesOf(message, template, clock.now());
      const { url: given } = addressAndOptions(message.address.to);
      const url = new URL(template.url === undefined ? given : filled(template.url, values));
      for (const [key, value] of Object.entries(gapped(template.query, values)))
        url.searchParams.set(key, value);
      const isText = typeof template.body === 'string';
      const type = isText ? 'text/plain' : 'application/json';
      return {
        url: url.href,
        headers: {
          'content-type': `${type}; charset=utf-8`,
          ...gapped(template.headers, values),
        },
        body: isText
          ? filled(template.body as string, values)
          : (partOf(template.body, values) as object),
      };
    },
    outcome: (answer, { nonce }) => outcomeOf(answer, nonce, name, template),
  });

function outcomeOf(answer: Answer, nonce: string, sink: string, { answer: says }: WebhookTemplate) {
  if (answer.status < 200 || answer.status > 299) return null;
  const sent = { kind: 'sent', message: nonce } as const;
  if (says === undefined) return sent;
  const value = jsonOf<Record<string, string | number>>(answer)[says.field];
  if (value === undefined) return unknown(reason('sink-unclear', { sink }));
  const code = String(value);
  if (says.sent.includes(code)) return sent;
  const because = reason('sink-said', { sink, text: `${says.field} ${code.slice(0, 40)}` });
  return says.again.includes(code) ? retry(because) : refused(because, says.gone.includes(code));
}

type GapValue = string | number | null;
type GapValues = Readonly<Record<string, GapValue | readonly Record<string, string>[]>>;

function valuesOf(
  { card, address, nonce, quiet, level }: OutgoingMessage,
  template: WebhookTemplate,
  now: number,
): GapValues {
  const { url, secret } = addressAndOptions(address.to);
  const { most, newline, sign } = template;
  const place = URL.parse(url);
  const written = (dialect: ChatDialect) => {
    const size = (text: string) => utf8Size(text.replaceAll('\n', newline));
    return messageText(card, most, { ...dialect, size }).replaceAll('\n', newline);
  };
  const values = {
    title: card.title,
    lead: card.lead,
    text: written(PLAIN_DIALECT),
    markdown: written(CHAT_MARKDOWN),
    link: card.url ?? card.links[0]?.url ?? null,
    links: card.links,
    footer: card.footer,
    reference: card.reference,
    language: card.language,
    tone: card.tone,
    priority: quiet ? 2 : Math.max(3, level ?? 3),
    id: nonce,
    time: new Date(now).toISOString(),
    seconds: String(Math.floor(now / 1000)),
    milliseconds: String(now),
    secret,
    origin: place?.origin ?? '',
    path: place?.pathname.split('/').filter(Boolean).at(-1) ?? '',
  };
  if (secret === null || sign === undefined) return values;
  const signature = createHmac('sha256', secret).update(filled(sign, values)).digest('base64');
  return { ...values, signature };
}

const GAP = /\{(\w+)\}/g;

const isEmpty = (value: GapValues[string] | undefined) =>
  value === undefined || value === null || value === '';

/** A text with its gaps filled; inserted values are not expanded again. */
const filled = (text: string, values: GapValues): string =>
  text.replaceAll(GAP, (_, name: string) => String(values[name] ?? ''));

/** Texts with their gaps filled, without those that have an empty gap. */
const gapped = (
  texts: Readonly<Record<string, string>>,
  values: GapValues,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      [...text.matchAll(GAP)].some(([, name]) => isEmpty(values[name!]))
        ? []
        : [[key, filled(text, values)]],
    ),
  );

/** A part of a request body; undefined for an empty gap. */
function partOf(part: BodyPart, values: GapValues): unknown {
  if (typeof part === 'string') return textOf(part, values);
  if (Array.isArray(part)) return part.map((bodyPart) => partOf(bodyPart, values));
  if (part.each === 'links') return listOf(part, values);
  const entries = Object.entries(part).map(([key, value]) => [key, partOf(value, values)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function textOf(text: string, values: GapValues): unknown {
  const alone = /^\{(\w+)\}$/.exec(text)?.[1];
  if (alone === undefined) return filled(text, values);
  return isEmpty(values[alone]) ? undefined : values[alone];
}

/** A list with an entry for each link of the card: `{label}` and `{url}` are its gaps. */
function listOf(
  { most = '10', as = {} }: { [key: string]: BodyPart },
  values: GapValues,
): unknown[] {
  const links = values.links as readonly Record<string, string>[];
  return links.slice(0, Number(most)).map((link) => partOf(as, { ...values, ...link }));
}

/** Marks that WeCom and DingTalk interpret; neither supports escaping with a backslash. */
const MARKS: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '`': '｀',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '#': '＃',
};

const CHAT_MARKDOWN: ChatDialect = {
  ...PLAIN_DIALECT,
  text: (text) => unlinked(text.replace(/[*_`[\]<>#]/g, (mark) => MARKS[mark]!)),
  hasAnchors: true,
  strong: (text) => `**${text}**`,
  link: (text, url) => `[${text}](${url.replaceAll(')', '%29')})`,
};
