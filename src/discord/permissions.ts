import { type GuildBasedChannel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import type { Language } from '../present/words.ts';

/** What posting an alert needs. Without Attach Files it goes without its chart. */
const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks'] as const;
export type Needed = (typeof NEEDED)[number];

const NAMES: Record<Language, Record<Needed, string>> = {
  en: { ViewChannel: 'View Channel', SendMessages: 'Send Messages', EmbedLinks: 'Embed Links' },
  zh: { ViewChannel: '查看频道', SendMessages: '发送消息', EmbedLinks: '嵌入链接' },
};

/** What of it is missing in a set of permissions. */
export function missingOf(held: Readonly<PermissionsBitField>): Needed[] {
  return NEEDED.filter((name) => !held.has(PermissionFlagsBits[name]));
}

/** What the bot lacks in a channel of a server. */
export function missingIn(channel: GuildBasedChannel): Needed[] {
  const { me } = channel.guild.members;
  const held = me === null ? null : channel.permissionsFor(me);
  return held === null ? [] : missingOf(held);
}

/** `Send Messages, Embed Links` */
export function permissionNames(missing: readonly Needed[], language: Language): string {
  return missing.map((name) => NAMES[language][name]).join(', ');
}
