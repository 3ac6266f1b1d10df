import type { SlashCommand } from '../command.ts';
import { addressOf, requesterOf } from '../recipient.ts';
import { acknowledge, answerText, notFoundText } from '../reply.ts';
import { companyOption, shape } from '../shape.ts';

/** `/unsubscribe company:TCOM`: offers only what this channel follows. */
export const unsubscribe: SlashCommand = {
  definition: shape(
    ['unsubscribe', '退订', '退訂'],
    ['Stop alerts that this channel follows', '停止本频道的一项提醒', '停止本頻道的一項提醒'],
    'channel-change',
  )
    .addStringOption((option) => companyOption(option))
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const done = await context.subscriptions.unfollow(interaction.options.getString('company', true), who);
    if (!done.found) return answerText(interaction, notFoundText(done, who.language));
    await answerText(
      interaction,
      who.language === 'zh' ? `已退订 ${done.label}。` : `Unsubscribed from ${done.label}.`,
    );
  },
  async complete(interaction, context) {
    const address = addressOf(interaction);
    const typed = interaction.options.getFocused().toLowerCase();
    const followed = address === null ? [] : await context.ask.subscriptions(address);
    const fitting = followed.filter((one) => one.label.toLowerCase().includes(typed));
    await interaction.respond(
      fitting.slice(0, 25).map((one) => ({
        name: one.label.slice(0, 100),
        value: one.subscription.id.length <= 100 ? one.subscription.id : one.label.slice(0, 100),
      })),
    );
  },
};
