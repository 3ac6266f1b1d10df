import { type AutocompleteInteraction, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Requester } from '../../answers/queries/scopes.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Address } from '../../domain/alert.ts';
import type { Answerable, CommandContext, Reply } from './command.ts';
import { missingOf, NEEDED, permissionNames } from './permissions.ts';
import { languageOf } from './reply.ts';

/** The address of the place of an interaction, whoever may post there; null in a group chat. */
export function addressOf(interaction: Answerable | AutocompleteInteraction): Address | null {
  if (interaction.guildId !== null)
    return { sink: 'discord', to: `channel:${interaction.channelId}` };
  if (interaction.context === 2 || interaction.channel?.type === ChannelType.GroupDM) return null;
  return { sink: 'discord', to: `user:${interaction.user.id}` };
}

/**
 * What answers whoever may use something here, or says why they may not. Subscriptions live in the
 * channel, or with the person in a direct message. To `change` them in a server the member must be
 * able to manage the channel, and the bot must be able to post: Discord's own command permissions
 * are only its front door.
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
