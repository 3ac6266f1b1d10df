import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

/** `/unconfirmed [company]`: steps that one report states and nobody confirmed yet, newest first. */
export const unconfirmed: SlashCommand = {
  definition: shape(
    ['unconfirmed', '未证实', '未證實'],
    [
      'Steps that one report states and nobody confirmed yet',
      '仅一篇报道提及、尚未证实的措施',
      '僅一篇報導提及、尚未證實的措施',
    ],
    'anywhere',
  )
    .addStringOption((option) => companyOption(option, false))
    .toJSON(),
  async run(interaction, context) {
    const query = interaction.options.getString('company');
    await acknowledge(interaction, query === null);
    const options = { at: context.now(), language: languageOf(interaction) };
    await answerLookup(interaction, await context.lookUps.unconfirmed(query, options), context);
  },
  complete: completeCompany,
};
