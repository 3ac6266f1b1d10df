import type { Attachment, ChatInputCommandInteraction } from 'discord.js';
import { entriesOf } from '../../ask/import-list.ts';
import type { ImportedList } from '../../ask/subscriptions.ts';
import { sentence } from '../../present/sentence.ts';
import type { Language } from '../../present/words.ts';
import type { CommandContext, SlashCommand } from '../command.ts';
import { requesterOf } from '../recipient.ts';
import { acknowledge, answerText, csvOf, file } from '../reply.ts';
import { beyondRights } from '../rights.ts';
import { inChinese, shape, type Three, textOption } from '../shape.ts';
import { addTerms, termsOf } from '../terms.ts';

const LARGEST = 512 * 1024;
const PATIENCE_MS = 10_000;
const IMPORT: Three = ['Follow a list of tickers or names', '批量订阅代码或名称', '批量訂閱代碼或名稱'];
const EXPORT: Three = [
  'What this channel follows, as a CSV file',
  '导出本频道的订阅（CSV）',
  '匯出本頻道的訂閱（CSV）',
];
const FILE: Three = [
  'CSV or text file, up to 512 kB',
  'CSV 或文本文件，最大 512 kB',
  'CSV 或文字檔，最大 512 kB',
];

const SAYS = {
  en: {
    nothing: 'Give tickers or names, or attach a CSV file with a column “ticker”.',
    large: 'The file is larger than 512 kB: split it.',
    unreadable: 'The file could not be fetched. Attach it again, or paste the tickers.',
    added: (n: number) => `${n} added`,
    already: (n: number) => `${n} followed before`,
    refused: (n: number) => `${n} not taken:`,
    exported: (n: number) => `${n} subscriptions.`,
  },
  zh: {
    nothing: '请给出代码或名称，或附上含“ticker”列的 CSV 文件。',
    large: '文件超过 512 kB，请拆分。',
    unreadable: '无法读取文件。请重新上传，或直接粘贴代码。',
    added: (n: number) => `新增 ${n} 项`,
    already: (n: number) => `此前已订阅 ${n} 项`,
    refused: (n: number) => `未接受 ${n} 项：`,
    exported: (n: number) => `${n} 项订阅。`,
  },
} as const;

/** `/watchlist import tickers:TCOM 0700.HK` (or a CSV file) and `/watchlist export`. */
export const watchlist: SlashCommand = {
  definition: shape(
    ['watchlist', '自选', '自選'],
    ['Import or export what this channel follows', '导入或导出本频道的订阅', '匯入或匯出本頻道的訂閱'],
    'channel-change',
  )
    .addSubcommand((sub) =>
      addTerms(
        sub
          .setName('import')
          .setNameLocalizations(inChinese(['import', '导入', '匯入']))
          .setDescription(IMPORT[0])
          .setDescriptionLocalizations(inChinese(IMPORT))
          .addStringOption((option) =>
            textOption(
              option,
              ['tickers', '代码', '代碼'],
              ['TCOM, 0700.HK, 9618, 腾讯', '例如 TCOM, 0700.HK, 腾讯', '例如 TCOM, 0700.HK, 騰訊'],
              4_000,
            ),
          )
          .addAttachmentOption((option) =>
            option
              .setName('file')
              .setNameLocalizations(inChinese(['file', '文件', '檔案']))
              .setDescription(FILE[0])
              .setDescriptionLocalizations(inChinese(FILE)),
          ),
      ),
    )
    .addSubcommand((sub) =>
      sub
        .setName('export')
        .setNameLocalizations(inChinese(['export', '导出', '匯出']))
        .setDescription(EXPORT[0])
        .setDescriptionLocalizations(inChinese(EXPORT)),
    )
    .toJSON(),
  async run(interaction, context) {
    await acknowledge(interaction, true);
    if (interaction.options.getSubcommand() === 'export') return exportList(interaction, context);
    const who = await requesterOf(interaction, context, true);
    if (who === null) return;
    const says = SAYS[who.language];
    const attached = interaction.options.getAttachment('file');
    const text =
      attached === null ? (interaction.options.getString('tickers') ?? '') : await textOf(attached);
    if (text === 'large' || text === null)
      return answerText(interaction, text === null ? says.unreadable : says.large);
    const entries = entriesOf(text);
    if (entries.length === 0) return answerText(interaction, says.nothing);
    const terms = termsOf(interaction, who.language);
    const rights = beyondRights(interaction, terms, who.language);
    if (rights?.refused === true) return answerText(interaction, rights.because);
    const done = await context.subscriptions.importList(entries, terms, who);
    const said = [importedText(done, who.language), ...(rights === null ? [] : [rights.because])].join('\n');
    await answerText(interaction, said, refusedFile(done, who.language));
  },
};

async function exportList(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void> {
  const who = await requesterOf(interaction, context, false);
  if (who === null) return;
  const table = await context.subscriptions.exportList(who);
  await answerText(interaction, SAYS[who.language].exported(table.length - 1), [
    file('watchlist.csv', csvOf(table)),
  ]);
}

/** The text of an attachment; null where it cannot be fetched. The address is Discord's own, never a person's. */
async function textOf(attached: Attachment): Promise<string | 'large' | null> {
  if (attached.size > LARGEST) return 'large';
  try {
    const answer = await fetch(attached.url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

const SHOWN = 12;

function importedText(done: ImportedList, language: Language): string {
  const says = SAYS[language];
  const head = [says.added(done.added.length), says.already(done.already.length)].join(', ');
  if (done.refused.length === 0) return `${head}.`;
  const lines = done.refused
    .slice(0, SHOWN)
    .map((one) => `• ${one.entry.slice(0, 60)}: ${sentence(one.because, language)}`);
  return [`${head}, ${says.refused(done.refused.length)}`, ...lines].join('\n');
}

function refusedFile(done: ImportedList, language: Language) {
  if (done.refused.length <= SHOWN) return [];
  const table = [
    ['asked', 'because'],
    ...done.refused.map((one) => [one.entry, sentence(one.because, language)]),
  ];
  return [file('not-taken.csv', csvOf(table))];
}
