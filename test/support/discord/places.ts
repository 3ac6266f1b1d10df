import type { APIGuildMember, APIRole } from 'discord-api-types/v10';
import { bits, botRoleId, EVERYONE, type PermissionName } from './permissions.ts';
import { plantedId } from './snowflake.ts';
import {
  type Channel,
  type ChannelSeed,
  emptyChannel,
  type Guild,
  type GuildSeed,
  personOf,
  type World,
} from './world.ts';

const JOINED = '2024-03-01T00:00:00.000000+00:00';

/** Adds a guild with its channels; what the seed leaves out is made up. */
export function plantGuild(world: World, seed: GuildSeed = {}): Guild {
  const index = world.guilds.size + 1;
  const id = seed.id ?? plantedId(2, index);
  const owner = personOf(world, seed.owner ?? plantedId(4, index));
  const guild: Guild = {
    id,
    name: seed.name ?? `guild ${index}`,
    ownerId: owner.id,
    locale: seed.locale ?? 'en-US',
    unavailable: false,
    channels: new Map(),
    roles: [
      role(id, '@everyone', EVERYONE, 0),
      role(botRoleId(id), world.bot.username, seed.bot ?? [], 1, world.bot.id),
      ...(seed.roles ?? []).map((own, place) =>
        role(own.id ?? world.nextId(), own.name, own.permissions ?? [], place + 2),
      ),
    ],
  };
  world.guilds.set(id, guild);
  for (const channel of seed.channels ?? ['alerts']) plantChannel(world, guild, channel);
  return guild;
}

/** Adds a channel to a guild; a string is its name. */
export function plantChannel(world: World, guild: Guild, given: ChannelSeed | string): Channel {
  const seed = typeof given === 'string' ? { name: given } : given;
  let index = world.channels.size + 1;
  while (world.channels.has(plantedId(3, index))) index += 1;
  const id = seed.id ?? plantedId(3, index);
  const channel: Channel = {
    ...emptyChannel(id, seed.type ?? 0, seed.name ?? `channel-${id.slice(-4)}`),
    guildId: guild.id,
  };
  if (seed.deny) denyBot(world, channel, seed.deny);
  guild.channels.set(id, channel);
  world.channels.set(id, channel);
  return channel;
}

/**
 * Takes exactly these permissions from the bot in one channel (an overwrite for the bot itself).
 */
export function denyBot(world: World, channel: Channel, names: readonly PermissionName[]): void {
  channel.overwrites = channel.overwrites.filter((overwrite) => overwrite.id !== world.bot.id);
  if (names.length > 0)
    channel.overwrites.push({
      id: world.bot.id,
      type: 1,
      allow: '0',
      deny: bits(names).toString(),
    });
}

function role(
  id: string,
  name: string,
  permissions: readonly PermissionName[],
  position: number,
  botId?: string,
): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: bits(permissions).toString(),
    managed: botId !== undefined,
    mentionable: botId === undefined && position > 0,
    flags: 0 as APIRole['flags'],
    ...(botId ? { tags: { bot_id: botId } } : {}),
  };
}

/** The bot as a member of a guild. */
export function botMember(world: World, guild: Guild): APIGuildMember {
  return member(world.bot, [botRoleId(guild.id)]);
}

export function member(user: APIGuildMember['user'], roles: string[]): APIGuildMember {
  return {
    user,
    roles,
    nick: null,
    avatar: null,
    banner: null,
    joined_at: JOINED,
    deaf: false,
    mute: false,
    flags: 0 as APIGuildMember['flags'],
  };
}

/**
 * A channel as the API shows it. Optional fields are left out, never null (clients trip over null).
 */
export function showChannel(channel: Channel): Record<string, unknown> {
  const last = [...channel.messages.keys()].at(-1) ?? null;
  if (channel.recipient)
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: last,
      recipients: [channel.recipient],
      flags: 0,
    };
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: last,
    rate_limit_per_user: 0,
    flags: 0,
  };
  if (channel.thread)
    return {
      ...common,
      owner_id: channel.guildId,
      message_count: channel.messages.size,
      member_count: 1,
      thread_metadata: channel.thread,
    };
  return {
    ...common,
    position: 0,
    topic: null,
    nsfw: false,
    permission_overwrites: channel.overwrites,
  };
}

/** A guild as GET shows it. */
export function showGuild(guild: Guild): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: guild.roles,
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: [...guild.channels.keys()][0] ?? null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    stickers: [],
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  };
}

/** A guild as GUILD_CREATE carries it: with channels, threads and the bot's own membership. */
export function showGuildCreate(world: World, guild: Guild): Record<string, unknown> {
  const channels = [...guild.channels.values()];
  return {
    ...showGuild(guild),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: 2,
    voice_states: [],
    members: [botMember(world, guild)],
    channels: channels.filter((channel) => !channel.thread).map(showChannel),
    threads: channels
      .filter((channel) => channel.thread && !channel.thread.archived)
      .map(showChannel),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
