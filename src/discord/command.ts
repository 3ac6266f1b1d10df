import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Ask } from '../ask/ask.ts';
import type { LookUps } from '../ask/look-ups.ts';
import type { Wishes } from '../ask/wishes.ts';
import type { Address } from '../domain/alert.ts';
import type { Chart } from '../domain/card.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';

export interface CommandContext {
  readonly ask: Ask;
  readonly lookUps: LookUps;
  readonly wishes: Wishes;
  readonly now: () => Instant;
  /** A chart as PNG. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  /** Sends the preview of an alert to an address; null = it arrived, else why not. `nonce` is unique to the wish. */
  readonly preview: (address: Address, language: Language, nonce: string) => Promise<string | null>;
}

/** One slash command, one file: its definition first, then what it does. */
export interface SlashCommand {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
  /** Offers for an option while it is typed; answered from memory, within a few milliseconds. */
  complete?(interaction: AutocompleteInteraction, context: CommandContext): Promise<void>;
}
