import { type GuildBasedChannel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { term } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';

/** What posting an alert needs. Without Attach Files it goes without its chart. */
export const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks'] as const;
/** What threads need beside it; without them follow-ups answer the first message. */
export const THREADS = ['CreatePublicThreads', 'SendMessagesInThreads'] as const;
type Needed = (typeof NEEDED)[number] | (typeof THREADS)[number];

/** What of these is missing in a set of permissions. */
export function missingOf(
  names: readonly Needed[],
  granted: Readonly<PermissionsBitField>,
): Needed[] {
  return names.filter((name) => !granted.has(PermissionFlagsBits[name]));
}

/** What the bot lacks in a channel of a server; `threads` = also for threads. */
export function missingIn(channel: GuildBasedChannel, threads = false): Needed[] {
  const { me } = channel.guild.members;
  const granted = me === null ? null : channel.permissionsFor(me);
  return granted === null ? [] : missingOf([...NEEDED, ...(threads ? THREADS : [])], granted);
}

/** Whether alerts come through although these are missing. */
export function stillArrives(missing: readonly Needed[]): boolean {
  return missing.every((name) => (THREADS as readonly string[]).includes(name));
}

/** `Send Messages, Embed Links` */
export function permissionNames(missing: readonly Needed[], language: Language): string {
  return missing.map((name) => term('permission', name, language)).join(', ');
}
