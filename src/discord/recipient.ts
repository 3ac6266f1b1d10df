import {
  type AutocompleteInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Requester } from '../ask/scopes.ts';
import type { Address } from '../domain/alert.ts';
import { phrasesOf } from '../present/messages.ts';
import type { Answerable, CommandContext, Reply, SlashCommand } from './command.ts';
import { missingOf, NEEDED, permissionNames } from './permissions.ts';
import { languageOf } from './reply.ts';

/** The address of the place of an interaction, whoever may post there; null in a group chat. */
export function addressOf(interaction: Answerable | AutocompleteInteraction): Address | null {
  if (interaction.guildId !== null) return { sink: 'discord', to: `channel:${interaction.channelId}` };
  if (interaction.context === 2 || interaction.channel?.type === ChannelType.GroupDM) return null;
  return { sink: 'discord', to: `user:${interaction.user.id}` };
}

/**
 * The answer to whoever may use something here, or why they may not. Subscriptions live in the channel, or with the person in a direct
 * message. To `change` them in a server the member must be able to manage the channel, and the bot must be able to post: Discord's own
 * command permissions are only its front door.
 */
export async function asRequester(
  interaction: Answerable,
  { now }: Pick<CommandContext, 'now'>,
  change: boolean,
  answer: (who: Requester) => Promise<Reply>,
): Promise<Reply> {
  const language = languageOf(interaction);
  const say = phrasesOf('discord', language);
  const address = addressOf(interaction);
  const server = interaction.guildId;
  if (address === null || (server !== null && !interaction.inCachedGuild())) return say('notHere');
  if (change && interaction.inCachedGuild()) {
    if (!interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels)) return say('manager');
    const missing = missingOf(NEEDED, interaction.appPermissions);
    if (missing.length > 0) return say('missing', { names: permissionNames(missing, language) });
  }
  return answer({ address, server, by: interaction.user.id, now: now(), language });
}

/** The run of a command that answers whoever may use it here; `change` = only those who may manage the channel. */
export function answerRequester(
  change: boolean | ((interaction: ChatInputCommandInteraction) => boolean),
  answer: (
    who: Requester,
    interaction: ChatInputCommandInteraction,
    context: CommandContext,
  ) => Promise<Reply>,
): SlashCommand['run'] {
  return (interaction, context) => {
    const changes = typeof change === 'boolean' ? change : change(interaction);
    return asRequester(interaction, context, changes, (who) => answer(who, interaction, context));
  };
}
