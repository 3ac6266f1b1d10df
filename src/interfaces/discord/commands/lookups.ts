import type { ChatInputCommandInteraction } from 'discord.js';
import { companyMeant } from '../../../answers/queries/lookup-result.ts';
import { LOOKUPS, type Lookup, lookUp } from '../../../answers/queries/lookups.ts';
import type { SlashCommand } from '../command.ts';
import { addressOf, answerRequester } from '../recipient.ts';
import { languageOf } from '../reply.ts';
import { companyOption, completeCompany, option, shape } from '../shape.ts';

const countFrom1 = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** A slash command for every look-up: it answers with the look-up's card, as of now. */
export const LOOKUP_COMMANDS: readonly SlashCommand[] = LOOKUPS.map(commandOf);

function commandOf(lookup: Lookup): SlashCommand {
  const { name, argument: takes, visibility: own } = lookup;
  return {
    definition: shape(name, own === 'always' ? 'channel' : 'anywhere', optionsOf(lookup)),
    isPublic(interaction, { lookups, now }) {
      const words = wordsOf(lookup, interaction);
      if (own === 'always' || (own === 'unasked' && words.length === 0)) return false;
      // An unknown name is answered privately and never posted to the channel.
      return takes !== 'company' || words.every((word) => companyMeant(word, now(), lookups).found);
    },
    run(interaction, context) {
      const developer = name === 'app' ? interaction.options.getString('developer') : null;
      const question = {
        words: wordsOf(lookup, interaction),
        at: context.now(),
        language: languageOf(interaction),
        address: addressOf(interaction),
        ...(developer === null ? {} : { developer }),
      };
      const answer = () => lookUp(name, question, context.lookups);
      return own === 'always' ? answerRequester(false, answer)(interaction, context) : answer();
    },
    ...(takes === 'company' || takes === 'of' ? { complete: completeCompany } : {}),
  };
}

function optionsOf({ name, argument: takes, min: least, max: most }: Lookup) {
  if (takes === null) return [];
  const required = least > 0;
  if (takes === 'company') return countFrom1(most).map((n) => companyOption(n <= least, n));
  const main = option('String', takes, { required, max_length: 100, autocomplete: takes === 'of' });
  return name === 'app' ? [main, option('String', 'developer', { max_length: 200 })] : [main];
}

function wordsOf(
  { argument: takes, max: most }: Lookup,
  { options }: ChatInputCommandInteraction,
): string[] {
  if (takes === null) return [];
  return countFrom1(most).flatMap((n) => options.getString(n === 1 ? takes : `company_${n}`) ?? []);
}
