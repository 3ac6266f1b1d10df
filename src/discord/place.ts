import { ChannelType, type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { Address } from '../domain/alert.ts';
import type { Language } from '../present/words.ts';

const SAYS = {
  en: {
    notHere: 'Alerts cannot be posted here: use a text channel of a server I am in, or write to me directly.',
    manager: 'Only members who may manage this channel change its subscriptions.',
    missing: (names: string) => `I cannot post alerts here yet. Please give me in this channel: ${names}.`,
    permissions: { ViewChannel: 'View Channel', SendMessages: 'Send Messages', EmbedLinks: 'Embed Links' },
  },
  zh: {
    notHere: '无法在此处发送提醒：请在我所在服务器的文字频道中使用，或直接私信我。',
    manager: '只有可以管理此频道的成员才能更改订阅。',
    missing: (names: string) => `我目前无法在此发送提醒。请在本频道授予我：${names}。`,
    permissions: { ViewChannel: '查看频道', SendMessages: '发送消息', EmbedLinks: '嵌入链接' },
  },
} as const;

const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks'] as const;

export type Place =
  | { readonly ok: true; readonly address: Address; readonly server: string | null }
  | { readonly ok: false; readonly because: string };

/**
 * Where the subscriptions of an interaction live: the channel, or the person in a direct message. In a server the member must
 * be able to manage the channel, and the bot must be able to post: Discord's own command permissions are only its front door.
 */
export function placeOf(
  interaction: ChatInputCommandInteraction,
  language: Language,
  change: boolean,
): Place {
  const says = SAYS[language];
  if (interaction.guildId === null) {
    if (interaction.context === 2 || interaction.channel?.type === ChannelType.GroupDM)
      return { ok: false, because: says.notHere };
    return { ok: true, address: { sink: 'discord', to: `user:${interaction.user.id}` }, server: null };
  }
  if (!interaction.inCachedGuild()) return { ok: false, because: says.notHere };
  if (change && !interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels))
    return { ok: false, because: says.manager };
  const missing = NEEDED.filter((name) => !interaction.appPermissions.has(PermissionFlagsBits[name]));
  if (change && missing.length > 0)
    return { ok: false, because: says.missing(missing.map((name) => says.permissions[name]).join(', ')) };
  return {
    ok: true,
    address: { sink: 'discord', to: `channel:${interaction.channelId}` },
    server: interaction.guildId,
  };
}
