import type { SlashCommand } from '../command.ts';
import { addressOf } from '../recipient.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

/** `/deadlines`: of what is followed here; of one company where one is named; of everybody where nothing is followed. */
export const deadlines: SlashCommand = {
  definition: shape(
    ['deadlines', '期限', '期限'],
    [
      'Rectification deadlines ahead, of what is followed here or of one company',
      '未到期的整改期限',
      '未到期的整改期限',
    ],
    'anywhere',
  )
    .addStringOption((option) => companyOption(option, false))
    .toJSON(),
  async run(interaction, context) {
    const query = interaction.options.getString('company');
    await acknowledge(interaction, query === null);
    const address = addressOf(interaction);
    const followed = query === null && address !== null ? await context.ask.subscriptions(address) : [];
    const of = query !== null ? { query } : followed.length > 0 ? { address: address! } : 'all';
    const options = { at: context.now(), language: languageOf(interaction) };
    await answerLookup(interaction, await context.lookUps.deadlines(of, options), context);
  },
  complete: completeCompany,
};
