import { ChannelType, type ChatInputCommandInteraction } from 'discord.js';
import type { SubscribeTerms } from '../ask/subscriptions.ts';
import type { Language } from '../present/words.ts';
import { missingForThreads, permissionNames } from './permissions.ts';

const SAYS = {
  en: {
    noAnnouncement:
      'Only announcement channels can be crossposted. Subscribe there, or leave `crosspost` out; nothing was changed.',
    noThreads: 'There are no threads here: what follows an alert answers its message.',
    missing: (names: string) =>
      `For threads I need here: ${names}. Until then, what follows an alert answers its message.`,
  },
  zh: {
    noAnnouncement: '只有公告频道可以发布。请在公告频道订阅，或不选“发布”；未作任何更改。',
    noThreads: '这里没有子区：后续消息会直接回复首条提醒。',
    missing: (names: string) =>
      `使用子区需要在本频道授予我：${names}。在此之前，后续消息会直接回复首条提醒。`,
  },
} as const;

const WITH_THREADS: readonly (ChannelType | undefined)[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
];

/** What of the wished terms cannot be had in this place: refused, or had in another way until a right is given. Null = all can be. */
export function beyondRights(
  interaction: Pick<ChatInputCommandInteraction, 'channel' | 'appPermissions'>,
  terms: Pick<SubscribeTerms, 'threads' | 'crosspost'>,
  language: Language,
): { readonly refused: boolean; readonly because: string } | null {
  const says = SAYS[language];
  const kind = interaction.channel?.type;
  if (terms.crosspost === true && kind !== ChannelType.GuildAnnouncement)
    return { refused: true, because: says.noAnnouncement };
  if (terms.threads !== true) return null;
  if (!WITH_THREADS.includes(kind)) return { refused: false, because: says.noThreads };
  const missing = missingForThreads(interaction.appPermissions);
  return missing.length === 0
    ? null
    : { refused: false, because: says.missing(permissionNames(missing, language)) };
}
