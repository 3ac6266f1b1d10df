import { type Interaction, MessageFlags } from 'discord.js';
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
    const command =
      'commandName' in interaction
        ? interaction.commandName
        : 'customId' in interaction
          ? interaction.customId
          : null;
    log.warn({ command, error: (error as Error).message }, 'a command failed');
    if (interaction.isRepliable()) await apologise(interaction);
  }
}

async function run(interaction: Interaction, context: CommandContext): Promise<void> {
  if (interaction.isAutocomplete())
    return COMMANDS.find((one) => one.definition.name === interaction.commandName)?.complete?.(
      interaction,
      context,
    );
  if (interaction.isChatInputCommand())
    return COMMANDS.find((one) => one.definition.name === interaction.commandName)?.run(interaction, context);
  if (interaction.isButton()) {
    const [act, reference] = partsOf(interaction.customId);
    return BUTTONS.find((one) => one.act === act)?.press(interaction, reference, context);
  }
  if (interaction.isModalSubmit()) {
    const [act, reference] = partsOf(interaction.customId);
    return FORMS.find((one) => one.act === act)?.submit(interaction, reference, context);
  }
}

/** `why:<alert>` -> act and alert; an alert's reference may hold colons of its own. */
function partsOf(customId: string): [act: string, reference: string] {
  const at = customId.indexOf(':');
  return at < 0 ? [customId, ''] : [customId.slice(0, at), customId.slice(at + 1)];
}

async function apologise(interaction: Extract<Interaction, { isRepliable(): boolean }>): Promise<void> {
  if (!interaction.isRepliable()) return;
  const content = phrasesOf('discord', languageOf(interaction))('failed');
  try {
    if (interaction.deferred || interaction.replied) await interaction.editReply({ content, embeds: [] });
    else await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  } catch {
    // The interaction may be past its fifteen minutes: then there is nobody left to tell.
  }
}
