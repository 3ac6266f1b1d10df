import type { ChatInputCommandInteraction } from 'discord.js';
import { LOOKUPS, type Lookup, lookUp } from '../../ask/lookups.ts';
import type { SlashCommand } from '../command.ts';
import { addressOf, recipientOf } from '../recipient.ts';
import { acknowledge, answerLookup, answerText, completeCompany, languageOf } from '../reply.ts';
import { companyOption, option, shape } from '../shape.ts';

const countFrom1 = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** A slash command for every look-up: it answers with the look-up's card, as of now. */
export const LOOKUP_COMMANDS: readonly SlashCommand[] = LOOKUPS.map(commandOf);

function commandOf(lookup: Lookup): SlashCommand {
  const { name, takes, own } = lookup;
  return {
    definition: shape(name, own === 'always' ? 'channel' : 'anywhere', optionsOf(lookup)),
    async run(interaction, context) {
      const words = wordsOf(lookup, interaction);
      const language = languageOf(interaction);
      const isOwn = own === 'always' || (own === 'unasked' && words.length === 0);
      await acknowledge(interaction, isOwn);
      if (own === 'always') {
        const recipient = recipientOf(interaction, language, false);
        if (!recipient.ok) return answerText(interaction, recipient.because);
      }
      const developer = name === 'app' ? interaction.options.getString('developer') : null;
      const question = {
        ...{ words, at: context.now(), language, address: addressOf(interaction) },
        ...(developer === null ? {} : { developer }),
      };
      await answerLookup(interaction, await lookUp(name, question, context.lookups), context);
    },
    ...(takes === 'name' || takes === null ? {} : { complete: completeCompany }),
  };
}

function optionsOf({ name, takes, least, most }: Lookup) {
  if (takes === null) return [];
  const required = least > 0;
  if (takes === 'company') return countFrom1(most).map((n) => companyOption(n <= least, n));
  const main = option('String', takes, { required, max_length: 100, autocomplete: takes === 'of' });
  return name === 'app' ? [main, option('String', 'developer', { max_length: 200 })] : [main];
}

function wordsOf({ takes, most }: Lookup, { options }: ChatInputCommandInteraction): string[] {
  if (takes === null) return [];
  return countFrom1(most).flatMap((n) => options.getString(n === 1 ? takes : `company_${n}`) ?? []);
}
