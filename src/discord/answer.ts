import {
  type AutocompleteInteraction,
  type Interaction,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import type { Log } from '../domain/sink.ts';
import { phrasesOf } from '../present/messages.ts';
import { BUTTONS, FORMS, OPENED } from './buttons.ts';
import type { Answerable, CommandContext, Offers, Reply } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { languageOf, send } from './reply.ts';

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
  /** Acknowledges in time, then sends the answer; unless it is public, only who asked sees it. */
  const respond = async (to: Answerable, reply: () => Promise<Reply>, isPublic = false) => {
    await to.deferReply(isPublic ? {} : { flags: MessageFlags.Ephemeral });
    await send(to, await reply(), context);
  };
  if ('commandName' in interaction) {
    const command = COMMANDS.find(({ definition }) => definition.name === interaction.commandName);
    if (interaction.isAutocomplete())
      return offer(interaction, await command?.complete?.(interaction, context));
    if (command === undefined || !interaction.isChatInputCommand()) return;
    return respond(interaction, () => command.run(interaction, context), command.isPublic?.(interaction));
  }
  const [act, reference] = partsOf(interaction.customId);
  if (interaction.isButton()) {
    const opened = OPENED[act]?.(languageOf(interaction));
    if (opened !== undefined) return interaction.showModal(opened.setCustomId(`${act}:${reference}`));
    const button = BUTTONS[act];
    if (button !== undefined) await respond(interaction, () => button(interaction, reference, context));
  }
  if (interaction.isModalSubmit()) {
    const form = FORMS[act];
    if (form !== undefined) await respond(interaction, () => form(interaction, reference, context));
  }
}

const MOST_OFFERS = 25;

/** Offers the first of these for what is typed so far; Discord takes 100 characters of each. */
async function offer(interaction: AutocompleteInteraction, offers: Offers | undefined): Promise<void> {
  if (offers === undefined) return;
  const some = offers.slice(0, MOST_OFFERS);
  await interaction.respond(
    some.map(({ label, id }) => ({ name: label.slice(0, 100), value: id.slice(0, 100) })),
  );
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
