import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refusal } from './failure.ts';
import type { Channel, Guild, World } from './world.ts';

export type PermissionName = keyof typeof PermissionFlagsBits;

/** The bits of several permissions together. */
export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

/** What an ordinary member has in a new server. */
export const EVERYONE: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
  'UseApplicationCommands',
];
export const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** The id of the bot's own role in a guild (an id that the guild's own can be turned into). */
export function botRoleId(guildId: string): string {
  return (BigInt(guildId) + 1n).toString();
}

/**
 * What the bot may do in a channel, after overwrites for everyone, its role and itself.
 * Docs: topics/permissions, "Permission Overwrites".
 */
export function botPermissions(world: World, channel: Channel): bigint {
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  if (!guild) return bits(EVERYONE);
  const place = channel.thread ? (world.channels.get(channel.parentId ?? '') ?? channel) : channel;
  let allowed = basePermissions(guild);
  if (allowed & PermissionFlagsBits.Administrator) return ALL;
  for (const id of [guild.id, botRoleId(guild.id), world.bot.id]) {
    const overwrite = place.overwrites.find((candidate) => candidate.id === id);
    if (overwrite) allowed = (allowed & ~BigInt(overwrite.deny)) | BigInt(overwrite.allow);
  }
  return allowed & PermissionFlagsBits.ViewChannel ? allowed : 0n;
}

function basePermissions(guild: Guild): bigint {
  return guild.roles
    .filter((role) => role.id === guild.id || role.id === botRoleId(guild.id))
    .reduce((sum, role) => sum | BigInt(role.permissions), 0n);
}

/**
 * Throws 50001 where the bot cannot see the channel, 50013 where it lacks one of the permissions.
 */
export function demand(world: World, channel: Channel, ...needed: readonly PermissionName[]): void {
  if (channel.recipient || !channel.guildId) return;
  const allowed = botPermissions(world, channel);
  if (!(allowed & PermissionFlagsBits.ViewChannel)) throw refusal(50001);
  if (needed.some((name) => !(allowed & PermissionFlagsBits[name]))) throw refusal(50013);
}

/** Whether the bot has one permission in a channel. */
export function may(world: World, channel: Channel, name: PermissionName): boolean {
  return !channel.guildId || (botPermissions(world, channel) & PermissionFlagsBits[name]) !== 0n;
}
