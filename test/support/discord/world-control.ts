import { composeMessage } from './letters.ts';
import type { PermissionName } from './permissions.ts';
import { denyBot, plantChannel, plantGuild, showChannel, showGuildCreate } from './places.ts';
import { tellMessage } from './routes/messages.ts';
import {
  type Channel,
  type ChannelSeed,
  dmWith,
  type Guild,
  type GuildSeed,
  personOf,
  type StoredMessage,
  type World,
} from './world.ts';

const GUILDS = 1;

/** What a test may change in the world; the gateway tells it to those who listen. */
export interface WorldControl {
  guilds(): Guild[];
  /** The channel ids of a guild (default the first), in order. */
  channels(guildId?: string): string[];
  /** A server adds the bot. Gives its id. */
  addGuild(seed?: GuildSeed): Guild;
  /** The bot is thrown out. */
  removeGuild(guildId: string): void;
  /** An outage hides a guild; `guildBack` ends it. */
  guildOutage(guildId: string): void;
  guildBack(guildId: string): void;
  addChannel(guildId: string, seed: ChannelSeed | string): Channel;
  deleteChannel(channelId: string): void;
  /** Takes exactly these permissions from the bot in a channel; an empty list gives all back. */
  deny(channelId: string, names: readonly PermissionName[]): void;
  /** closed: 50007; stranger: 50278; open: as before. */
  setDms(userId: string, state: 'open' | 'closed' | 'stranger'): void;
  /** The id of the direct-message channel with a person. */
  dmChannel(userId: string): string;
  /** A person, or another bot, writes in a channel. */
  say(channelId: string, userId: string, content: string): StoredMessage;
  /** A moderator deletes a message. */
  deleteMessage(channelId: string, messageId: string): void;
  archiveThread(threadId: string, locked?: boolean): void;
}

export function createWorldControl(world: World): WorldControl {
  const channelAt = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`no channel ${id}`);
    return channel;
  };
  const guildAt = (id: string): Guild => {
    const guild = world.guilds.get(id);
    if (!guild) throw new Error(`no guild ${id}`);
    return guild;
  };
  const tell = (event: string, data: unknown, guild: string | null) =>
    world.tell(event, data, { guild, intents: GUILDS });
  return {
    guilds: () => [...world.guilds.values()],
    channels: (guildId) => [
      ...(guildId ? guildAt(guildId) : [...world.guilds.values()][0]!).channels.keys(),
    ],
    addGuild(seed = {}) {
      const guild = plantGuild(world, seed);
      tell('GUILD_CREATE', showGuildCreate(world, guild), guild.id);
      return guild;
    },
    removeGuild(id) {
      guildAt(id);
      world.guilds.delete(id);
      tell('GUILD_DELETE', { id }, id);
    },
    guildOutage(id) {
      guildAt(id).unavailable = true;
      tell('GUILD_DELETE', { id, unavailable: true }, id);
    },
    guildBack(id) {
      guildAt(id).unavailable = false;
      tell('GUILD_CREATE', showGuildCreate(world, guildAt(id)), id);
    },
    addChannel(guildId, seed) {
      const channel = plantChannel(world, guildAt(guildId), seed);
      tell('CHANNEL_CREATE', showChannel(channel), guildId);
      return channel;
    },
    deleteChannel(id) {
      const channel = channelAt(id);
      world.channels.delete(id);
      world.guilds.get(channel.guildId ?? '')?.channels.delete(id);
      tell('CHANNEL_DELETE', showChannel(channel), channel.guildId);
    },
    deny(id, names) {
      const channel = channelAt(id);
      denyBot(world, channel, names);
      tell('CHANNEL_UPDATE', showChannel(channel), channel.guildId);
    },
    setDms(userId, state) {
      world.closedDms.delete(userId);
      world.strangers.delete(userId);
      if (state === 'closed') world.closedDms.add(userId);
      if (state === 'stranger') world.strangers.add(userId);
    },
    dmChannel: (userId) => dmWith(world, userId).id,
    say(channelId, userId, content) {
      const channel = channelAt(channelId);
      const message = composeMessage(world, channel, { content }, [], {
        author: personOf(world, userId),
      });
      channel.messages.set(message.id, message);
      tellMessage(world, channel, 'MESSAGE_CREATE', message);
      return message;
    },
    deleteMessage(channelId, messageId) {
      const channel = channelAt(channelId);
      channel.messages.delete(messageId);
      tellMessage(world, channel, 'MESSAGE_DELETE', {
        id: messageId,
        channel_id: channelId,
        guild_id: channel.guildId ?? undefined,
      });
    },
    archiveThread(id, locked = false) {
      const channel = channelAt(id);
      if (!channel.thread) throw new Error(`${id} is no thread`);
      Object.assign(channel.thread, { archived: true, locked });
      tell('THREAD_UPDATE', showChannel(channel), channel.guildId);
    },
  };
}
