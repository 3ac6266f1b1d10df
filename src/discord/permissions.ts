import { type GuildBasedChannel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import type { Language } from '../present/words.ts';

/** What posting an alert needs. Without Attach Files it goes without its chart. */
const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks'] as const;
/** What threads need beside it; without them follow-ups answer the first message. */
const THREADS = ['CreatePublicThreads', 'SendMessagesInThreads'] as const;
export type Needed = (typeof NEEDED)[number] | (typeof THREADS)[number];

const NAMES: Record<Language, Record<Needed, string>> = {
  en: {
    ViewChannel: 'View Channel',
    SendMessages: 'Send Messages',
    EmbedLinks: 'Embed Links',
    CreatePublicThreads: 'Create Public Threads',
    SendMessagesInThreads: 'Send Messages in Threads',
  },
  zh: {
    ViewChannel: '查看频道',
    SendMessages: '发送消息',
    EmbedLinks: '嵌入链接',
    CreatePublicThreads: '创建公共子区',
    SendMessagesInThreads: '在子区内发送消息',
  },
};

/** What of it is missing in a set of permissions. */
export function missingOf(granted: Readonly<PermissionsBitField>): Needed[] {
  return NEEDED.filter((name) => !granted.has(PermissionFlagsBits[name]));
}

/** What of a set of permissions is missing for threads. */
export function missingForThreads(granted: Readonly<PermissionsBitField>): Needed[] {
  return THREADS.filter((name) => !granted.has(PermissionFlagsBits[name]));
}

/** What the bot lacks in a channel of a server; `threads` = also for threads. */
export function missingIn(channel: GuildBasedChannel, threads = false): Needed[] {
  const { me } = channel.guild.members;
  const granted = me === null ? null : channel.permissionsFor(me);
  if (granted === null) return [];
  return [...missingOf(granted), ...(threads ? missingForThreads(granted) : [])];
}

/** Whether alerts come through although these are missing. */
export function stillArrives(missing: readonly Needed[]): boolean {
  return missing.every((name) => (THREADS as readonly string[]).includes(name));
}

/** `Send Messages, Embed Links` */
export function permissionNames(missing: readonly Needed[], language: Language): string {
  return missing.map((name) => NAMES[language][name]).join(', ');
}
