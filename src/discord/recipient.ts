import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';

import type { Requester } from '../ask/scopes.ts';
import type { Address } from '../domain/alert.ts';
import { phrasesOf } from '../present/messages.ts';
import type { Language } from '../present/words.ts';
import type { CommandContext, SlashCommand } from './command.ts';
import { missingOf, NEEDED, permissionNames } from './permissions.ts';
import { acknowledge, answerText, languageOf } from './reply.ts';

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
):
  | { readonly ok: true; readonly address: Address; readonly server: string | null }
  | { readonly ok: false; readonly because: string } {
  const say = phrasesOf('discord', language);
  const address = addressOf(interaction);
  if (address === null) return { ok: false, because: say('notHere') };
  if (interaction.guildId === null) return { ok: true, address, server: null };
  if (!interaction.inCachedGuild()) return { ok: false, because: say('notHere') };
  if (change && !interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels))
    return { ok: false, because: say('manager') };
  const missing = missingOf(NEEDED, interaction.appPermissions);
  if (change && missing.length > 0)
    return { ok: false, because: say('missing', { names: permissionNames(missing, language) }) };
  return { ok: true, address, server: interaction.guildId };
}

/** Returns the requester, or replies with what is missing and returns null. The interaction is deferred before. */
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

/**
 * What a command does that is answered only to whoever may use it here; `change` = only to those who may manage the channel. The text
 * that comes back is the answer; null = it was given already.
 */
export function answerRequester(
  change: boolean | ((interaction: ChatInputCommandInteraction) => boolean),
  answer: (
    who: Requester,
    interaction: ChatInputCommandInteraction,
    context: CommandContext,
  ) => Promise<string | null>,
): SlashCommand['run'] {
  return async (interaction, context) => {
    await acknowledge(interaction, true);
    const changes = typeof change === 'boolean' ? change : change(interaction);
    const who = await requesterOf(interaction, context, changes);
    const text = who === null ? null : await answer(who, interaction, context);
    if (text !== null) await answerText(interaction, text);
  };
}
