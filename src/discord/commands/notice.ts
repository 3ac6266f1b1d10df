import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, completeCompany, languageOf } from '../reply.ts';
import { shape, textOption } from '../shape.ts';

/** `/notice of:<alert reference or company>`: the notice as it was read, every row with its match and the reason. */
export const notice: SlashCommand = {
  definition: shape(
    ['notice', '通报', '通報'],
    [
      'A notice as it was read: every app, what it was matched to, and why',
      '通报全文解读：每款应用、归属及理由',
      '通報全文解讀：每款應用、歸屬及理由',
    ],
    'anywhere',
  )
    .addStringOption((option) =>
      textOption(
        option,
        ['of', '对象', '對象'],
        [
          'Reference at the foot of an alert, or a company: then its newest notice',
          '提醒底部的编号，或公司名（取最新通报）',
          '提醒底部的編號，或公司名（取最新通報）',
        ],
      )
        .setRequired(true)
        .setAutocomplete(true),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const options = { at: context.now(), language: languageOf(interaction) };
    const result = await context.lookUps.notice(interaction.options.getString('of', true), options);
    await answerLookup(interaction, result, context);
  },
  complete: completeCompany,
};
