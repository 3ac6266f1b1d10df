import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Ask } from '../ask/ask.ts';
import type { Instant } from '../domain/time.ts';

export interface CommandContext {
  readonly ask: Ask;
  readonly now: () => Instant;
}

/** One slash command, one file: its definition first, then what it does. */
export interface SlashCommand {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
  /** Offers for an option while it is typed; answered from memory, within a few milliseconds. */
  complete?(interaction: AutocompleteInteraction, context: CommandContext): Promise<void>;
}
