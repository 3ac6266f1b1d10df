import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Requester } from '../ask/subscriptions.ts';
import type { Address } from '../domain/alert.ts';
import type { Language } from '../present/words.ts';
import type { CommandContext } from './command.ts';
import { missingOf, permissionNames } from './permissions.ts';
import { answerText, languageOf } from './reply.ts';

const SAYS = {
  en: {
    notHere: 'Alerts cannot be posted here: use a text channel of a server I am in, or write to me directly.',
    manager: 'Only members who may manage this channel change its subscriptions.',
    missing: (names: string) => `I cannot post alerts here yet. Please give me in this channel: ${names}.`,
  },
  zh: {
    notHere: '无法在此处发送提醒：请在我所在服务器的文字频道中使用，或直接私信我。',
    manager: '只有可以管理此频道的成员才能更改订阅。',
    missing: (names: string) => `我目前无法在此发送提醒。请在本频道授予我：${names}。`,
  },
} as const;

export type Recipient =
  | { readonly ok: true; readonly address: Address; readonly server: string | null }
  | { readonly ok: false; readonly because: string };

type RecipientInteraction = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

/** The address of the place of an interaction, whoever may post there; null in a group chat. */
export function addressOf(interaction: RecipientInteraction | AutocompleteInteraction): Address | null {
  if (interaction.guildId !== null) return { sink: 'discord', to: `channel:${interaction.channelId}` };
  if (interaction.context === 2 || interaction.channel?.type === ChannelType.GroupDM) return null;
  return { sink: 'discord', to: `user:${interaction.user.id}` };
}

/**
 * Where the subscriptions of an interaction live: the channel, or the person in a direct message. In a server the member must
 * be able to manage the channel, and the bot must be able to post: Discord's own command permissions are only its front door.
 */
export function recipientOf(
  interaction: RecipientInteraction,
  language: Language,
  change: boolean,
): Recipient {
  const says = SAYS[language];
  const address = addressOf(interaction);
  if (address === null) return { ok: false, because: says.notHere };
  if (interaction.guildId === null) return { ok: true, address, server: null };
  if (!interaction.inCachedGuild()) return { ok: false, because: says.notHere };
  if (change && !interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels))
    return { ok: false, because: says.manager };
  const missing = missingOf(interaction.appPermissions);
  if (change && missing.length > 0)
    return { ok: false, because: says.missing(permissionNames(missing, language)) };
  return { ok: true, address, server: interaction.guildId };
}

/** Who subscriptions what where; where they may not, they are told why and the answer is null. The interaction is deferred before. */
export async function requesterOf(
  interaction: ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction,
  context: Pick<CommandContext, 'now'>,
  change: boolean,
): Promise<Requester | null> {
  const language = languageOf(interaction);
  const recipient = recipientOf(interaction, language, change);
  if (!recipient.ok) {
    await answerText(interaction, recipient.because);
    return null;
  }
  const { address, server } = recipient;
  return { address, server, by: interaction.user.id, now: context.now(), language };
}
