import type { SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerText } from '../reply.ts';
import { inChinese, shape, type Three } from '../shape.ts';

const DELETE: Three = [
  'Delete everything that is kept about this place',
  '删除本处的全部记录',
  '刪除本處的全部記錄',
];

const SAYS = {
  en: {
    stored:
      'Kept about this place: what it follows and on which terms, times of quiet and of the digest, who changed what (user ids), which alerts were sent, and votes on them. No message is read, and nothing of one server is shown in another. Leaving a server deletes all of it; `/privacy delete:True` deletes it now.',
    deleted: (n: number) =>
      `Deleted: ${n} ${n === 1 ? 'subscription' : 'subscriptions'}, the settings, the history of changes and the votes of this place.`,
  },
  zh: {
    stored:
      '本处保存：订阅内容与条件、静音与摘要时间、谁改动过设置（用户 ID）、已发送的提醒及投票。不读取任何消息，一个服务器的内容不会出现在另一个服务器。移除本应用即全部删除；`/privacy delete:True` 立即删除。',
    deleted: (n: number) => `已删除 ${n} 项订阅，以及本处的设置、改动记录与投票。`,
  },
} as const;

/** `/privacy`: what is kept about this place, and its deletion. */
export const privacy: SlashCommand = {
  definition: shape(
    ['privacy', '隐私', '隱私'],
    [
      'What is kept about this place, and how to delete it',
      '本处保存了哪些数据，如何删除',
      '本處保存了哪些資料，如何刪除',
    ],
    'channel',
  )
    .addBooleanOption((option) =>
      option
        .setName('delete')
        .setNameLocalizations(inChinese(['delete', '删除', '刪除']))
        .setDescription(DELETE[0])
        .setDescriptionLocalizations(inChinese(DELETE)),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    const wipe = interaction.options.getBoolean('delete') === true;
    const who = await requesterOf(interaction, context, wipe);
    if (who === null) return;
    const says = SAYS[who.language];
    await answerText(
      interaction,
      wipe ? says.deleted(await context.subscriptions.forget(who.address)) : says.stored,
    );
  },
};
