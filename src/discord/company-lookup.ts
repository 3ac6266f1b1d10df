import type { LookupOptions, LookupResult } from '../ask/lookup-result.ts';
import type { CommandContext, SlashCommand } from './command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from './reply.ts';
import { companyOption, shape, type Three } from './shape.ts';

/** A slash command that takes one company and answers with a card, as of now. */
export function companyLookup(
  name: Three,
  says: Three,
  ask: (context: CommandContext, query: string, options: LookupOptions) => Promise<LookupResult>,
): SlashCommand {
  return {
    definition: shape(name, says, 'anywhere')
      .addStringOption((option) => companyOption(option))
      .toJSON(),
    async run(interaction, context) {
      await acknowledge(interaction, false);
      const options = { at: context.now(), language: languageOf(interaction) };
      const query = interaction.options.getString('company', true);
      await answerLookup(interaction, await ask(context, query, options), context);
    },
    complete: completeCompany,
  };
}
