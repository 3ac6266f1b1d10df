import type { SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerText } from '../reply.ts';
import { shape } from '../shape.ts';

const SAYS = {
  en: {
    sent: 'Sent: this is how an alert looks here.',
    failed: (why: string) => `It could not be posted: ${why}`,
  },
  zh: { sent: '已发送：提醒在这里就是这个样子。', failed: (why: string) => `无法发送：${why}` },
} as const;

/** `/test`: posts the preview of an alert to this channel, the same way as a real one goes. */
export const test: SlashCommand = {
  definition: shape(
    ['test', '测试', '測試'],
    ['Post the preview of an alert to this channel', '在本频道发送一条提醒预览', '在本頻道發送一則提醒預覽'],
    'channel-change',
  ).toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const says = SAYS[who.language];
    const failed = await context.preview(who.address, who.language, interaction.id);
    await answerText(interaction, failed === null ? says.sent : says.failed(failed));
  },
};
