import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { LookupDeps } from '../ask/lookup-result.ts';
import type { Subscriptions } from '../ask/subscriptions.ts';
import type { Address } from '../domain/alert.ts';
import type { Chart } from '../domain/card.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';

export interface CommandContext {
  readonly lookups: LookupDeps;
  readonly subscriptions: Subscriptions;
  readonly now: () => Instant;
  /** A chart as PNG. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  /** Sends the preview of an alert to an address; null = it arrived, else why not. `nonce` is unique to the subscription. */
  readonly preview: (address: Address, language: Language, nonce: string) => Promise<string | null>;
}

/** One slash command: its definition first, then what it does. */
export interface SlashCommand {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
  /** Offers for an option while it is typed; answered from memory, within a few milliseconds. */
  complete?(interaction: AutocompleteInteraction, context: CommandContext): Promise<void>;
}
