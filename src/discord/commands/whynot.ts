import type { SlashCommand } from '../command.ts';
import { recipientOf } from '../recipient.ts';
import { acknowledge, answerLookup, answerText, completeCompany, languageOf } from '../reply.ts';
import { shape, textOption } from '../shape.ts';

/** `/whynot of:<reference or company>`: the stage at which an alert was held from this channel, and its reason. */
export const whynot: SlashCommand = {
  definition: shape(
    ['whynot', '为何没有', '為何沒有'],
    [
      'Why was this told here, or why not? The stage and its reason',
      '为什么提醒或没有提醒：环节与理由',
      '為什麼提醒或沒有提醒：環節與理由',
    ],
    'channel',
  )
    .addStringOption((option) =>
      textOption(
        option,
        ['of', '对象', '對象'],
        [
          'Reference of an alert, or a company: then its newest notice',
          '提醒编号，或公司名（取最新通报）',
          '提醒編號，或公司名（取最新通報）',
        ],
      )
        .setRequired(true)
        .setAutocomplete(true),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const language = languageOf(interaction);
    const recipient = recipientOf(interaction, language, false);
    if (!recipient.ok) return answerText(interaction, recipient.because);
    const query = interaction.options.getString('of', true);
    const result = await context.lookUps.whynot(query, recipient.address, { at: context.now(), language });
    await answerLookup(interaction, result, context);
  },
  complete: completeCompany,
};
