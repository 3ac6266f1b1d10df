import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, languageOf } from '../reply.ts';
import { shape } from '../shape.ts';

/** `/coverage`: what is watched, and how each source is doing. */
export const coverage: SlashCommand = {
  definition: shape(
    ['coverage', '覆盖', '覆蓋'],
    [
      'What is watched, and how each source is doing',
      '监控哪些来源，各自状态如何',
      '監控哪些來源，各自狀態如何',
    ],
    'anywhere',
  ).toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const options = { at: context.now(), language: languageOf(interaction) };
    await answerLookup(interaction, await context.lookUps.coverage(options), context);
  },
};
