import type {
  APIApplicationCommand,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
} from 'discord-api-types/v10';
import { refusal } from './failure.ts';
import type { PermissionName } from './permissions.ts';
import { createSnowflakes, plantedId } from './snowflake.ts';

/** A message as stored and as sent to clients; `nonce` as the sender gave it. */
export type StoredMessage = APIMessage & { nonce?: string | number };

export interface Channel {
  readonly id: string;
  readonly type: number;
  name: string;
  readonly guildId: string | null;
  readonly parentId: string | null;
  /** The other side of a direct message. */
  readonly recipient: APIUser | null;
  overwrites: APIOverwrite[];
  thread: {
    archived: boolean;
    locked: boolean;
    auto_archive_duration: number;
    archive_timestamp: string;
  } | null;
  /** In the order of sending; deleted ones are gone. */
  readonly messages: Map<string, StoredMessage>;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  readonly roles: APIRole[];
  readonly channels: Map<string, Channel>;
  unavailable: boolean;
}

export interface ChannelSeed {
  readonly id?: string;
  readonly name?: string;
  /** 0 text (default), 5 announcement, 15 forum, 2 voice … */
  readonly type?: number;
  /** What the bot may not do here. */
  readonly deny?: readonly PermissionName[];
}
export interface GuildSeed {
  readonly id?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly owner?: string;
  readonly channels?: readonly (ChannelSeed | string)[];
  readonly roles?: readonly {
    id?: string;
    name: string;
    permissions?: readonly PermissionName[];
  }[];
  /** Permissions of the bot's own role, on top of what everyone has. */
  readonly bot?: readonly PermissionName[];
}

/**
 * Where a dispatch goes: the guild decides the shard; any one of the intents suffices, 0 = always.
 */
export interface Reach {
  readonly guild: string | null;
  readonly intents: number;
}
export type Tell = (event: string, data: unknown, reach: Reach) => void;

/** Everything the service remembers. */
export interface World {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly origin: () => string;
  readonly bot: APIUser;
  readonly token: string;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /**
   * Channels that only users see: group chats, servers with a user install. The bot cannot reach
   * them.
   */
  readonly elsewhere: Map<string, Channel>;
  readonly people: Map<string, APIUser>;
  readonly closedDms: Set<string>;
  readonly strangers: Set<string>;
  /** Key `''` holds the global commands, otherwise a guild id. */
  readonly commands: Map<string, Map<string, APIApplicationCommand>>;
  readonly files: Map<string, { bytes: Uint8Array; type: string }>;
  /** Set by the gateway. */
  tell: Tell;
}

export function createWorld(given: {
  now: () => number;
  origin: () => string;
  token: string;
  botName: string;
}): World {
  return {
    now: given.now,
    origin: given.origin,
    nextId: createSnowflakes(given.now),
    token: given.token,
    bot: {
      id: plantedId(1, 1),
      username: given.botName,
      discriminator: '0000',
      global_name: null,
      avatar: null,
      bot: true,
    },
    guilds: new Map(),
    channels: new Map(),
    elsewhere: new Map(),
    people: new Map(),
    closedDms: new Set(),
    strangers: new Set(),
    commands: new Map(),
    files: new Map(),
    tell: () => {},
  };
}

/** The channel, or 10003; 50001 when its server no longer has the bot. */
export function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw refusal(10003);
  if (channel.guildId && !world.guilds.has(channel.guildId)) throw refusal(50001);
  return channel;
}

/** The guild, or 10004 (the bot is not in it). */
export function guildOf(world: World, id: string): Guild {
  const guild = world.guilds.get(id);
  if (!guild) throw refusal(10004);
  return guild;
}

/** The message, or 10008. */
export function messageOf(channel: Channel, id: string): StoredMessage {
  const message = channel.messages.get(id);
  if (!message) throw refusal(10008);
  return message;
}

/** A person with that id, made up on first mention. */
export function personOf(world: World, id: string, name?: string): APIUser {
  const known = world.people.get(id);
  if (known) return known;
  const username = name ?? `person-${id.slice(-6)}`;
  const person: APIUser = { id, username, discriminator: '0', global_name: username, avatar: null };
  world.people.set(id, person);
  return person;
}

/** The direct-message channel with a person; the same one each time. */
export function dmWith(world: World, userId: string): Channel {
  for (const channel of world.channels.values())
    if (channel.recipient?.id === userId) return channel;
  const channel: Channel = {
    ...emptyChannel(world.nextId(), 1, ''),
    recipient: personOf(world, userId),
  };
  world.channels.set(channel.id, channel);
  return channel;
}

export function emptyChannel(id: string, type: number, name: string): Channel {
  return {
    id,
    type,
    name,
    guildId: null,
    parentId: null,
    recipient: null,
    overwrites: [],
    thread: null,
    messages: new Map(),
  };
}
