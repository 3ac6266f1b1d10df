import { type Interaction, MessageFlags, type RepliableInteraction } from 'discord.js';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Log } from '../../domain/sink.ts';
import { ACTS, wrongForm } from './buttons.ts';
import type { Answerable, CommandContext, Reply } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { isNotFound, languageOf, send, sendPrivately } from './reply.ts';
import { MOST_OFFERS } from './shape.ts';

/**
 * Runs the action of an interaction. On any failure the person gets a sentence and the log a line.
 */
export async function answer(
  interaction: Interaction,
  context: CommandContext,
  log: Log,
): Promise<void> {
  try {
    await run(interaction, context);
  } catch (error) {
    const command = 'commandName' in interaction ? interaction.commandName : interaction.customId;
    log.warn({ command, error: (error as Error).message }, 'a command failed');
    if (interaction.isRepliable()) await apologise(interaction);
  }
}

async function run(interaction: Interaction, context: CommandContext): Promise<void> {
  /**
   * Acknowledges in time, then sends the answer. Unless it is public, only the requester sees it.
   * "Not found" quotes what somebody typed, so nobody else sees it.
   */
  const respond = async (to: Answerable, reply: () => Promise<Reply>, isPublic = false) => {
    await to.deferReply(isPublic ? {} : { flags: MessageFlags.Ephemeral });
    const answer = await reply();
    if (isPublic && isNotFound(answer)) await sendPrivately(to, answer);
    else await send(to, answer, context);
  };
  if ('commandName' in interaction) {
    const command = COMMANDS.find(({ definition }) => definition.name === interaction.commandName);
    if (interaction.isAutocomplete()) {
      const offers = (await command?.complete?.(interaction, context))?.slice(0, MOST_OFFERS);
      // Discord takes 100 characters of each.
      const some = offers?.map(({ label, id }) => ({
        name: label.slice(0, 100),
        value: id.slice(0, 100),
      }));
      return some && interaction.respond(some);
    }
    if (command === undefined || !interaction.isChatInputCommand()) return;
    return respond(
      interaction,
      () => command.run(interaction, context),
      command.isPublic?.(interaction, context),
    );
  }
  if (!interaction.isButton() && !interaction.isModalSubmit()) return;
  // An alert's reference may hold colons of its own.
  const [act = '', ...reference] = interaction.customId.split(':');
  if (interaction.isButton() && act === 'wrong')
    return interaction.showModal(
      wrongForm(languageOf(interaction)).setCustomId(interaction.customId),
    );
  const answered = ACTS[act];
  if (answered !== undefined)
    await respond(interaction, () => answered(interaction, context, reference.join(':')));
}

async function apologise(interaction: RepliableInteraction): Promise<void> {
  const content = phrasesOf('discord', languageOf(interaction))('failed');
  try {
    if (interaction.deferred || interaction.replied)
      await interaction.editReply({ content, embeds: [] });
    else await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  } catch {
    // The interaction may have expired (15 minutes): then no reply is possible.
  }
}
