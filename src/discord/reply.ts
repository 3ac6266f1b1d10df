import { type AutocompleteInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { NotFound } from '../ask/answers.ts';
import type { Card } from '../domain/card.ts';
import { embedOf } from '../present/embed.ts';
import type { Language } from '../present/words.ts';
import type { CommandContext } from './command.ts';

/** Chinese for people whose Discord is Chinese, English for everybody else. */
export function languageOf(interaction: { locale: string }): Language {
  return interaction.locale.startsWith('zh') ? 'zh' : 'en';
}

/** Sends a card as the answer of a deferred interaction. No mention in it pings anybody. */
export async function answerCard(
  interaction: ChatInputCommandInteraction,
  card: Card,
  content?: string,
): Promise<void> {
  const embed = embedOf(card);
  await interaction.editReply({
    ...(content === undefined ? {} : { content }),
    embeds: [{ ...embed, fields: [...embed.fields] }],
    allowedMentions: { parse: [] },
  });
}

/** Sends a sentence as the answer of a deferred interaction. */
export async function answerText(interaction: ChatInputCommandInteraction, text: string): Promise<void> {
  await interaction.editReply({ content: text.slice(0, 2000), allowedMentions: { parse: [] } });
}

/** Acknowledges within Discord's three seconds; `personal` answers are seen only by who asked. */
export async function acknowledge(
  interaction: ChatInputCommandInteraction,
  personal: boolean,
): Promise<void> {
  await interaction.deferReply(personal ? { flags: MessageFlags.Ephemeral } : {});
}

/** What was not found, and what may have been meant. */
export function notFoundText(missing: NotFound, language: Language): string {
  const offers = missing.candidates.slice(0, 5).map((one) => `• ${one.name}`);
  if (offers.length === 0) return missing.because;
  return [missing.because, language === 'zh' ? '您是否要找：' : 'Did you mean:', ...offers].join('\n');
}

/** Up to 25 companies for what is typed so far. */
export async function completeCompany(
  interaction: AutocompleteInteraction,
  context: CommandContext,
): Promise<void> {
  const offers = context.ask.offers(interaction.options.getFocused(), 25);
  await interaction.respond(
    offers.map((one) => ({ name: one.label.slice(0, 100), value: one.id.slice(0, 100) })),
  );
}
