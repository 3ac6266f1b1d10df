import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { NotFound } from '../../answers/queries/answers.ts';
import type { LookupDeps } from '../../answers/queries/lookup-result.ts';
import type { Subscriptions } from '../../answers/queries/subscriptions.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Address } from '../../domain/alert.ts';
import type { Card, Chart } from '../../domain/card.ts';
import type { Instant } from '../../domain/time.ts';
import type { File } from '../../pipeline/present/embed.ts';

export interface CommandContext {
  readonly lookups: LookupDeps;
  readonly subscriptions: Subscriptions;
  readonly now: () => Instant;
  /** A chart as PNG. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  /**
   * Sends the preview of an alert to an address; null = it arrived, else why not. `nonce` is unique
   * to the subscription.
   */
  readonly preview: (address: Address, language: Language, nonce: string) => Promise<string | null>;
}

/** An interaction that is acknowledged within Discord's three seconds and answered later. */
export type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

export type ReplyTable = readonly (readonly string[])[];

/** Answer of an interaction: a sentence, "not found", or a card or text with files. */
export type Reply =
  | string
  | NotFound
  | {
      readonly card?: Card;
      readonly content?: string;
      readonly table?: ReplyTable;
      readonly files?: readonly File[];
    };

/** A slash command: its definition and its answer. */
export interface SlashCommand {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether everybody sees the answer; else only who asked. */
  readonly isPublic?: (
    interaction: ChatInputCommandInteraction,
    context: CommandContext,
  ) => boolean;
  run(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<Reply>;
  /** Offers for an option while it is typed; answered from memory, within a few milliseconds. */
  complete?(interaction: AutocompleteInteraction, context: CommandContext): Promise<Offers>;
}

/** What is offered for an option, best first. */
export type Offers = readonly { readonly label: string; readonly id: string }[];
