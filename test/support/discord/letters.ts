import type { APIAttachment, APIEmbed, APIUser } from 'discord-api-types/v10';
import type { SentFile } from './body.ts';
import type { AnyComponent } from './components.ts';
import { IS_COMPONENTS_V2, type MessageBody } from './message-rules.ts';
import { type Channel, personOf, type StoredMessage, type World } from './world.ts';

const SUPPRESS_EMBEDS = 1 << 2;

/** What a message says besides its body: who, what kind, which interaction. */
export interface Envelope {
  readonly author?: APIUser;
  readonly type?: number;
  readonly flags?: number;
  readonly more?: Record<string, unknown>;
}

/** The message that a checked body becomes. Does not put it anywhere. */
export function composeMessage(
  world: World,
  channel: Channel,
  body: MessageBody,
  files: readonly SentFile[],
  envelope: Envelope = {},
): StoredMessage {
  const id = world.nextId();
  const attachments = keepFiles(world, channel, body, files);
  const reference = body.message_reference;
  return {
    id,
    channel_id: channel.id,
    type: envelope.type ?? (reference ? 19 : 0),
    author: envelope.author ?? world.bot,
    timestamp: stamp(world),
    edited_timestamp: null,
    tts: body.tts ?? false,
    mention_everyone: false,
    mention_roles: mentionedRoles(body),
    mentions: mentionedPeople(world, body),
    pinned: false,
    ...shown(body, attachments),
    flags: (body.flags ?? 0) | (envelope.flags ?? 0),
    ...(channel.guildId ? { guild_id: channel.guildId } : {}),
    ...(reference ? { message_reference: { channel_id: channel.id, ...reference } } : {}),
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    ...envelope.more,
  } as unknown as StoredMessage;
}

/**
 * Changes a stored message as an edit asks: only keys that are present, kept attachments by their
 * id.
 */
export function editMessage(
  world: World,
  channel: Channel,
  message: StoredMessage,
  body: MessageBody,
  files: readonly SentFile[],
): void {
  const kept = body.attachments
    ? message.attachments.filter((old) =>
        body.attachments?.some((named) => String(named.id) === old.id),
      )
    : message.attachments;
  const attachments = [...kept, ...keepFiles(world, channel, body, files)];
  const changed = shown({ ...body, flags: message.flags ?? 0 }, attachments);
  const present = Object.fromEntries(
    Object.entries(changed).filter(([key]) => key === 'attachments' || key in body),
  );
  Object.assign(message, present, { edited_timestamp: stamp(world) });
  const old = message.flags ?? 0;
  // Components V2 can be switched on by an edit and never off again.
  if (typeof body.flags === 'number')
    message.flags = (old & ~SUPPRESS_EMBEDS) | (body.flags & (SUPPRESS_EMBEDS | IS_COMPONENTS_V2));
}

/** Names of the files that a message with this body would carry. */
export function fileNames(
  body: MessageBody,
  files: readonly SentFile[],
  old?: StoredMessage,
): string[] {
  const kept = (old?.attachments ?? []).filter(
    (attachment) =>
      !body.attachments || body.attachments.some((named) => String(named.id) === attachment.id),
  );
  return [
    ...kept.map((attachment) => attachment.filename),
    ...files.map((file) => nameOf(body, file)),
  ];
}

function nameOf(body: MessageBody, file: SentFile): string {
  return body.attachments?.find((named) => String(named.id) === file.index)?.filename ?? file.name;
}

function keepFiles(
  world: World,
  channel: Channel,
  body: MessageBody,
  files: readonly SentFile[],
): APIAttachment[] {
  return files.map((file) => {
    const id = world.nextId();
    const filename = nameOf(body, file);
    const description = body.attachments?.find(
      (named) => String(named.id) === file.index,
    )?.description;
    const path = `/attachments/${channel.id}/${id}/${encodeURIComponent(filename)}`;
    world.files.set(path, { bytes: file.bytes, type: file.type });
    return {
      id,
      filename,
      size: file.bytes.length,
      url: `${world.origin()}${path}`,
      proxy_url: `${world.origin()}${path}`,
      content_type: file.type || 'application/octet-stream',
      ...(description ? { description } : {}),
      ...pngSize(file.bytes),
    };
  });
}

/** Width and height of a PNG, in pixels, from its header. */
function pngSize(bytes: Uint8Array): { width?: number; height?: number } {
  if (bytes.length < 24 || bytes[0] !== 0x89 || bytes[1] !== 0x50) return {};
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function shown(body: MessageBody, attachments: APIAttachment[]): Record<string, unknown> {
  const urlOf = (url: string) => {
    const named = attachments.find((attachment) => url === `attachment://${attachment.filename}`);
    return named?.url ?? url;
  };
  return {
    content: body.content ?? '',
    embeds: (body.embeds ?? []).map((embed) => showEmbed(embed, urlOf)),
    components: numbered(body.components ?? [], urlOf),
    attachments,
  };
}

function showEmbed(embed: APIEmbed, urlOf: (url: string) => string): Record<string, unknown> {
  const picture = (part: { url: string } | undefined) =>
    part?.url ? { ...part, url: urlOf(part.url) } : undefined;
  const image = picture(embed.image);
  const thumbnail = picture(embed.thumbnail);
  return {
    type: 'rich',
    ...embed,
    ...(image ? { image } : {}),
    ...(thumbnail ? { thumbnail } : {}),
  };
}

/** Components with an id each and with media addresses that can be fetched. */
function numbered(
  components: readonly AnyComponent[],
  urlOf: (url: string) => string,
): AnyComponent[] {
  let next = 1;
  const number = (component: AnyComponent): AnyComponent => {
    const media = (item: { url: string }) => ({ ...item, url: urlOf(item.url) });
    const own = { ...component, id: component.id || next++ };
    return {
      ...own,
      ...(component.components ? { components: component.components.map(number) } : {}),
      ...(component.accessory ? { accessory: number(component.accessory) } : {}),
      ...(component.media ? { media: media(component.media) } : {}),
      ...(component.file ? { file: media(component.file) } : {}),
      ...(component.items
        ? { items: component.items.map((item) => ({ ...item, media: media(item.media) })) }
        : {}),
    };
  };
  return components.map(number);
}

function stamp(world: World): string {
  return new Date(world.now()).toISOString().replace('Z', '000+00:00');
}

function textOf(body: MessageBody): string {
  return `${body.content ?? ''} ${JSON.stringify(body.components ?? [])}`;
}

/** Roles that this message really notifies: mentioned and allowed. */
function mentionedRoles(body: MessageBody): string[] {
  const found = [...textOf(body).matchAll(/<@&(\d+)>/g)].map((match) => match[1]!);
  return [...new Set(found)].filter((id) => allowed(body, 'roles', id));
}

function mentionedPeople(world: World, body: MessageBody): APIUser[] {
  const found = [...textOf(body).matchAll(/<@!?(\d+)>/g)].map((match) => match[1]!);
  return [...new Set(found)]
    .filter((id) => allowed(body, 'users', id))
    .map((id) => personOf(world, id));
}

function allowed(body: MessageBody, kind: 'roles' | 'users', id: string): boolean {
  const rule = body.allowed_mentions;
  if (!rule) return true;
  return (rule.parse as string[] | undefined)?.includes(kind) || (rule[kind] ?? []).includes(id);
}
