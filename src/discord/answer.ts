import { type Interaction, MessageFlags, type RepliableInteraction } from 'discord.js';
import type { Log } from '../domain/sink.ts';
import { phrasesOf } from '../present/messages.ts';
import { BUTTONS, FORMS } from './buttons.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { languageOf } from './reply.ts';

/** Runs what an interaction asks for. Whatever goes wrong, the person gets a sentence and the log a line. */
export async function answer(interaction: Interaction, context: CommandContext, log: Log): Promise<void> {
  try {
    await run(interaction, context);
  } catch (error) {
    const command = 'commandName' in interaction ? interaction.commandName : interaction.customId;
    log.warn({ command, error: (error as Error).message }, 'a command failed');
    if (interaction.isRepliable()) await apologise(interaction);
  }
}

async function run(interaction: Interaction, context: CommandContext): Promise<void> {
  if ('commandName' in interaction) {
    const command = COMMANDS.find(({ definition }) => definition.name === interaction.commandName);
    if (interaction.isAutocomplete()) return command?.complete?.(interaction, context);
    return interaction.isChatInputCommand() ? command?.run(interaction, context) : undefined;
  }
  const [act, reference] = partsOf(interaction.customId);
  if (interaction.isButton()) return BUTTONS[act]?.(interaction, reference, context);
  if (interaction.isModalSubmit()) return FORMS[act]?.(interaction, reference, context);
}

/** `why:<alert>` -> act and alert; an alert's reference may hold colons of its own. */
function partsOf(customId: string): [act: string, reference: string] {
  const at = customId.indexOf(':');
  return at < 0 ? [customId, ''] : [customId.slice(0, at), customId.slice(at + 1)];
}

async function apologise(interaction: RepliableInteraction): Promise<void> {
  const content = phrasesOf('discord', languageOf(interaction))('failed');
  try {
    if (interaction.deferred || interaction.replied) await interaction.editReply({ content, embeds: [] });
    else await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  } catch {
    // The interaction may be past its fifteen minutes: then there is nobody left to tell.
  }
}
