import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

const MOST = 5;
const NUMBERS = Array.from({ length: MOST }, (_, index) => index + 1);

/** `/compare company:TCOM company_2:0700.HK`: two to five companies beside each other, with a year of their scores. */
export const compare: SlashCommand = {
  definition: (() => {
    const builder = shape(
      ['compare', '对比', '對比'],
      ['Two to five companies beside each other', '对比两到五家公司', '對比兩到五家公司'],
      'anywhere',
    );
    for (const number of NUMBERS)
      builder.addStringOption((option) => companyOption(option, number <= 2, number));
    return builder.toJSON();
  })(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const queries = NUMBERS.flatMap(
      (number) => interaction.options.getString(number === 1 ? 'company' : `company_${number}`) ?? [],
    );
    const options = { at: context.now(), language: languageOf(interaction) };
    await answerLookup(interaction, await context.lookUps.compare(queries, options), context);
  },
  complete: completeCompany,
};
