import type { SlashCommand } from '../command.ts';
import { acknowledge, answerLookup, languageOf } from '../reply.ts';
import { shape, textOption } from '../shape.ts';

/** `/app name:去哪儿`: whose app it is today, with the chain to the listing and what each link rests on. */
export const app: SlashCommand = {
  definition: shape(
    ['app', '应用', '應用'],
    [
      'Whose app is it, and which listed company stands behind it?',
      '这款应用属于哪家上市公司',
      '這款應用屬於哪家上市公司',
    ],
    'anywhere',
  )
    .addStringOption((option) =>
      textOption(
        option,
        ['name', '名称', '名稱'],
        ['Name as a notice writes it: 去哪儿, WeChat', '通报中的名称', '通報中的名稱'],
      ).setRequired(true),
    )
    .addStringOption((option) =>
      textOption(
        option,
        ['developer', '开发者', '開發者'],
        ['Developer as printed, where known', '开发者（如已知）', '開發者（如已知）'],
        200,
      ),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const developer = interaction.options.getString('developer');
    const result = await context.ask.app(interaction.options.getString('name', true), {
      at: context.now(),
      language: languageOf(interaction),
      ...(developer === null ? {} : { developer }),
    });
    await answerLookup(interaction, result, context);
  },
};
