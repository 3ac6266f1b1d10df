import type { SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerText } from '../reply.ts';
import { shape } from '../shape.ts';

/** `/audit`: who changed what in this channel, newest first. */
export const audit: SlashCommand = {
  definition: shape(
    ['audit', '审计', '稽核'],
    ['Who changed what in this channel', '本频道的设置由谁改动', '本頻道的設定由誰改動'],
    'channel-change',
  ).toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const who = await requesterOf(interaction, context, false);
    if (who === null) return;
    const changes = await context.subscriptions.audit(who.address, 20);
    const lines = changes.map(
      (one) => `<t:${Math.floor(one.at / 1_000)}:f> <@${one.by}> ${one.what}: ${one.detail.slice(0, 120)}`,
    );
    const none = who.language === 'zh' ? '本频道还没有任何改动。' : 'Nothing was changed here yet.';
    await answerText(interaction, lines.length === 0 ? none : fitting(lines));
  },
};

function fitting(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length > 1_950) break;
    text += `${line}\n`;
  }
  return text.trimEnd();
}
