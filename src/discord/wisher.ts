import type { ButtonInteraction, ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import type { Wisher } from '../ask/wishes.ts';
import type { CommandContext } from './command.ts';
import { placeOf } from './place.ts';
import { answerText, languageOf } from './reply.ts';

/** Who wishes what where; where they may not, they are told why and the answer is null. The interaction is deferred before. */
export async function wisherOf(
  interaction: ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction,
  context: Pick<CommandContext, 'now'>,
  change: boolean,
): Promise<Wisher | null> {
  const language = languageOf(interaction);
  const place = placeOf(interaction, language, change);
  if (!place.ok) {
    await answerText(interaction, place.because);
    return null;
  }
  const { address, server } = place;
  return { address, server, by: interaction.user.id, now: context.now(), language };
}
