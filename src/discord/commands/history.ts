import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

/** `/history company:DIDI`: acts of authorities, each once, with what they rest on, and notes that carry no points. */
export const history: SlashCommand = {
  definition: shape(
    ['history', '历史', '歷史'],
    [
      'Everything on record about a company: acts of authorities and notes',
      '一家公司的全部记录：监管行动与备注',
      '一家公司的全部記錄：監管行動與備註',
    ],
    'anywhere',
  )
    .addStringOption((option) => companyOption(option))
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const options = { at: context.now(), language: languageOf(interaction) };
    const query = interaction.options.getString('company', true);
    await answerLookup(interaction, await context.ask.history(query, options), context);
  },
  complete: completeCompany,
};
