import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

/** `/why company:TCOM`: every point with what made it, the change since yesterday, and what would change it. */
export const why: SlashCommand = {
  definition: shape(
    ['why', '原因', '原因'],
    [
      'The score taken apart: points that add up, and what would change it',
      '分数拆解：逐项相加，以及哪些事会改变它',
      '分數拆解：逐項相加，以及哪些事會改變它',
    ],
    'anywhere',
  )
    .addStringOption((option) => companyOption(option))
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const options = { at: context.now(), language: languageOf(interaction) };
    const query = interaction.options.getString('company', true);
    await answerLookup(interaction, await context.ask.why(query, options), context);
  },
  complete: completeCompany,
};
