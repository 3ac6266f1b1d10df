import { ApplicationIntegrationType, InteractionContextType, SlashCommandBuilder } from 'discord.js';
import type { SlashCommand } from '../command.ts';
import { acknowledge, answerCard, answerText, completeCompany, languageOf, notFoundText } from '../reply.ts';

/** `/risk company:TCOM`: score, band, factors that add up, cases and deadlines. */
export const risk: SlashCommand = {
  definition: new SlashCommandBuilder()
    .setName('risk')
    .setNameLocalizations({ 'zh-CN': '风险', 'zh-TW': '風險' })
    .setDescription('How risky is a company today, and why?')
    .setDescriptionLocalizations({
      'zh-CN': '一家公司今天的监管风险及原因',
      'zh-TW': '一家公司今天的監管風險及原因',
    })
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall)
    .setContexts(
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    )
    .addStringOption((option) =>
      option
        .setName('company')
        .setNameLocalizations({ 'zh-CN': '公司', 'zh-TW': '公司' })
        .setDescription('Ticker or name: TCOM, 0700.HK, 腾讯, xiecheng')
        .setDescriptionLocalizations({
          'zh-CN': '代码或名称：TCOM、0700.HK、腾讯',
          'zh-TW': '代碼或名稱：TCOM、0700.HK、騰訊',
        })
        .setRequired(true)
        .setMaxLength(100)
        .setAutocomplete(true),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, false);
    const language = languageOf(interaction);
    const answer = await context.ask.risk(interaction.options.getString('company', true), {
      at: context.now(),
      language,
    });
    if (answer.found) await answerCard(interaction, answer.card);
    else await answerText(interaction, notFoundText(answer, language));
  },
  complete: completeCompany,
};
