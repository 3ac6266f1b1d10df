import { type AutocompleteInteraction, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Requester } from '../../answers/queries/scopes.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Address } from '../../domain/alert.ts';
import type { Answerable, CommandContext, Reply } from './command.ts';
import { missingOf, NEEDED, permissionNames } from './permissions.ts';
import { languageOf } from './reply.ts';

/** Address of the channel or user of an interaction; null in a group chat. */
export function addressOf(interaction: Answerable | AutocompleteInteraction): Address | null {
  if (interaction.guildId !== null)
    return { sink: 'discord', to: `channel:${interaction.channelId}` };
  if (interaction.context === 2 || interaction.channel?.type === ChannelType.GroupDM) return null;
  return { sink: 'discord', to: `user:${interaction.user.id}` };
}

/**
 * Wraps an answer in the permission check: calls it with the requester, or replies with what is
 * missing. Subscriptions belong to the channel, or to the person in a direct message. To `change`
 * them in a server, the member must be able to manage the channel and the bot to post there;
 * Discord's own command permissions are only a first filter.
 */
export function answerRequester<Given extends Answerable, Rest extends unknown[]>(
  change: boolean | ((interaction: Given) => boolean),
  answer: (
    who: Requester,
    interaction: Given,
    context: CommandContext,
    ...rest: Rest
  ) => Promise<Reply>,
) {
  return async (given: Given, context: CommandContext, ...rest: Rest): Promise<Reply> => {
    const interaction: Answerable = given;
    const language = languageOf(interaction);
    const say = phrasesOf('discord', language);
    const address = addressOf(interaction);
    const server = interaction.guildId;
    if (address === null || (server !== null && !interaction.inCachedGuild()))
      return say('notHere');
    const changes = typeof change === 'boolean' ? change : change(given);
    if (changes && interaction.inCachedGuild()) {
      if (!interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels))
        return say('manager');
      const missing = missingOf(NEEDED, interaction.appPermissions);
      if (missing.length > 0) return say('missing', { names: permissionNames(missing, language) });
    }
    const who = { address, server, by: interaction.user.id, now: context.now(), language };
    return answer(who, given, context, ...rest);
  };
}
