import {
  type ChatInputCommandInteraction,
  Events,
  type Interaction,
  PermissionFlagsBits,
  SlashCommandBuilder,
} from 'discord.js';
import type { DiscordOptions } from './options.ts';
import { connect } from './ready-client.ts';

/** A command of one needed option with suggestions. */
export const risk = new SlashCommandBuilder()
  .setName('risk')
  .setDescription('Score of a company')
  .addStringOption((option) =>
    option.setName('company').setDescription('which').setRequired(true).setAutocomplete(true),
  );
const admin = new SlashCommandBuilder()
  .setName('list')
  .setDescription('Lists')
  .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
  .addSubcommand((sub) =>
    sub
      .setName('import')
      .setDescription('Reads a file')
      .addAttachmentOption((option) =>
        option.setName('file').setDescription('csv').setRequired(true),
      ),
  );

/** A client with both commands that does this on every interaction. */
export async function answering(
  act: (interaction: Interaction) => unknown,
  options: DiscordOptions = {},
) {
  const connected = await connect(options);
  await connected.client.application.commands.set([risk, admin]);
  connected.client.on(Events.InteractionCreate, (interaction) => void act(interaction));
  return connected;
}
/** What a person types to call it. */
export const slash = { name: 'risk', options: { company: 'tencent' } };
/** Acts on slash commands only. */
export const command =
  (act: (interaction: ChatInputCommandInteraction) => unknown) => (interaction: Interaction) =>
    interaction.isChatInputCommand() ? act(interaction) : undefined;
