import type { ButtonInteraction, ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import type { Requester } from '../ask/subscriptions.ts';
import type { CommandContext } from './command.ts';
import { recipientOf } from './recipient.ts';
import { answerText, languageOf } from './reply.ts';

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
