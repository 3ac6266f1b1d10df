import { type GuildBasedChannel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { term } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';

/** Permissions for posting an alert. Without Attach Files it has no chart. */
export const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks'] as const;
/** Further permissions for threads; without them follow-ups are replies to the first message. */
export const THREADS = ['CreatePublicThreads', 'SendMessagesInThreads'] as const;
type Needed = (typeof NEEDED)[number] | (typeof THREADS)[number];

/** The permissions that are missing in a set. */
export function missingOf(
  names: readonly Needed[],
  granted: Readonly<PermissionsBitField>,
): Needed[] {
  return names.filter((name) => !granted.has(PermissionFlagsBits[name]));
}

/** Missing permissions of the bot in a channel of a server; `threads` = also for threads. */
export function missingIn(channel: GuildBasedChannel, threads = false): Needed[] {
  const { me } = channel.guild.members;
  const granted = me === null ? null : channel.permissionsFor(me);
  return granted === null ? [] : missingOf([...NEEDED, ...(threads ? THREADS : [])], granted);
}

/** Whether alerts still arrive without these. */
export function stillArrives(missing: readonly Needed[]): boolean {
  return missing.every((name) => (THREADS as readonly string[]).includes(name));
}

/** `Send Messages, Embed Links` */
export function permissionNames(missing: readonly Needed[], language: Language): string {
  return missing.map((name) => term('permission', name, language)).join(', ');
}
