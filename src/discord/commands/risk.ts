import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

/** `/risk company:TCOM`: score, band, factors that add up, cases and deadlines, and two years of score as a chart. */
export const risk: SlashCommand = {
  definition: shape(
    ['risk', '风险', '風險'],
    [
      'How risky is a company today, and why?',
      '一家公司今天的监管风险及原因',
      '一家公司今天的監管風險及原因',
    ],
    'anywhere',
  )
    .addStringOption((option) => companyOption(option))
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const options = { at: context.now(), language: languageOf(interaction) };
    const query = interaction.options.getString('company', true);
    await answerLookup(interaction, await context.lookUps.risk(query, options), context);
  },
  complete: completeCompany,
};
