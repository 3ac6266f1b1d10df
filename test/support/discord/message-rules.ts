import type { APIAllowedMentions, APIEmbed } from 'discord-api-types/v10';
import { type AnyComponent, componentFlaws, mediaOf, textBytes } from './components.ts';
import { DiscordFailure, type Flaw, invalidForm, refusal } from './failure.ts';

export const IS_COMPONENTS_V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;

/** The part of a message body that senders of every kind share. */
export interface MessageBody {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: AnyComponent[] | null;
  attachments?: { id: string | number; filename?: string; description?: string }[] | null;
  allowed_mentions?: APIAllowedMentions | null;
  sticker_ids?: string[] | null;
  poll?: unknown;
  flags?: number | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  message_reference?: {
    message_id?: string;
    channel_id?: string;
    fail_if_not_exists?: boolean;
  } | null;
  tts?: boolean | null;
}

/**
 * The documented limits of a message that the published schema misses; throws the refusal Discord
 * gives.
 * `whole` is the message as it would stand (for an edit: old and new merged), `files` the names it
 * carries.
 */
export function checkMessageRules(whole: MessageBody, files: readonly string[]): void {
  const v2 = ((whole.flags ?? 0) & IS_COMPONENTS_V2) !== 0;
  const components = whole.components ?? [];
  const flaws = [
    ...contentFlaws(whole),
    ...(whole.embeds ?? []).flatMap(embedFlaws),
    ...embedTotal(whole.embeds ?? []),
    ...(v2 ? legacyFieldFlaws(whole) : []),
    ...componentFlaws(components, v2),
    ...mentionFlaws(whole.allowed_mentions),
    ...missingFiles(components, files),
  ];
  if (flaws.length > 0) throw invalidForm(flaws);
  if (isEmpty(whole, files, v2)) throw refusal(50006);
  if (v2 && textBytes(components) > 10_000)
    throw new DiscordFailure(500, 0, '500: Internal Server Error');
}

function isEmpty(whole: MessageBody, files: readonly string[], v2: boolean): boolean {
  if (v2) return (whole.components ?? []).length === 0;
  return (
    !whole.content?.trim() &&
    [whole.embeds, whole.components, whole.sticker_ids, files].every((list) => !list?.length) &&
    !whole.poll
  );
}

function contentFlaws(whole: MessageBody): Flaw[] {
  return (whole.content ?? '').trim().length > 2000
    ? [
        {
          path: ['content'],
          code: 'BASE_TYPE_MAX_LENGTH',
          message: 'Must be 2000 or fewer in length.',
        },
      ]
    : [];
}

function embedFlaws(embed: APIEmbed, index: number): Flaw[] {
  const at = (...path: (string | number)[]) => ['embeds', index, ...path];
  const required = { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  const flaws: Flaw[] = [];
  const shown = [embed.title, embed.description, embed.author?.name, embed.footer?.text];
  const pictured = [embed.fields?.length, embed.image?.url, embed.thumbnail?.url];
  if (!shown.some((text) => text?.trim()) && !pictured.some(Boolean))
    flaws.push({ path: at('description'), ...required });
  for (const [number, field] of (embed.fields ?? []).entries()) {
    if (!field.name.trim()) flaws.push({ path: at('fields', number, 'name'), ...required });
    if (!field.value.trim()) flaws.push({ path: at('fields', number, 'value'), ...required });
  }
  const links: readonly [string, string | undefined, RegExp][] = [
    ['url', embed.url, /^https?:\/\//],
    ['image', embed.image?.url, /^(https?|attachment):\/\//],
    ['thumbnail', embed.thumbnail?.url, /^(https?|attachment):\/\//],
    ['author', embed.author?.url, /^https?:\/\//],
  ];
  for (const [key, url, scheme] of links)
    if (url && !scheme.test(url))
      flaws.push({
        path: at(key),
        code: 'URL_TYPE_INVALID_SCHEME',
        message: 'Scheme must be one of (http, https).',
      });
  return flaws;
}

function embedTotal(embeds: readonly APIEmbed[]): Flaw[] {
  const length = embeds
    .flatMap((embed) => [
      embed.title,
      embed.description,
      embed.footer?.text,
      embed.author?.name,
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ])
    .reduce((sum, text) => sum + (text?.trim().length ?? 0), 0);
  return length > 6000
    ? [
        {
          path: ['embeds'],
          code: 'MAX_EMBED_SIZE_EXCEEDED',
          message: 'Embed size exceeds maximum size of 6000',
        },
      ]
    : [];
}

function legacyFieldFlaws(whole: MessageBody): Flaw[] {
  const used: readonly [string, unknown][] = [
    ['content', whole.content],
    ['embeds', whole.embeds?.length],
    ['sticker_ids', whole.sticker_ids?.length],
    ['poll', whole.poll],
  ];
  return used.flatMap(([key, value]) =>
    value
      ? [
          {
            path: [key],
            code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
            message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          },
        ]
      : [],
  );
}

function mentionFlaws(allowed: APIAllowedMentions | null | undefined): Flaw[] {
  const parse = (allowed?.parse ?? []) as string[];
  return (['users', 'roles'] as const).flatMap((kind) =>
    parse.includes(kind) && allowed?.[kind]?.length
      ? [
          {
            path: ['allowed_mentions'],
            code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
            message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          },
        ]
      : [],
  );
}

function missingFiles(components: readonly AnyComponent[], files: readonly string[]): Flaw[] {
  return mediaOf(components).flatMap(({ url, path }) =>
    url.startsWith('attachment://') && !files.includes(url.slice('attachment://'.length))
      ? [
          {
            path,
            code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
            message: 'The specified attachment could not be found',
          },
        ]
      : [],
  );
}
