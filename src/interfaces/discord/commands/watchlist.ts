import type { Attachment } from 'discord.js';
import { entriesOf } from '../../../answers/queries/import-list.ts';
import type { ImportedList } from '../../../answers/queries/subscriptions.ts';
import { phrasesOf } from '../../../base/i18n/messages.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import type { Language } from '../../../base/i18n/words.ts';
import type { SlashCommand } from '../command.ts';
import { answerRequester } from '../recipient.ts';
import { csvFile } from '../reply.ts';
import { option, shape, subcommand } from '../shape.ts';
import { TERM_OPTIONS, termsOf } from '../terms.ts';

const LARGEST = 512 * 1024;
const PATIENCE_MS = 10_000;
const SHOWN = 12;

/** `/watchlist import tickers:TCOM 0700.HK` (or a CSV file) and `/watchlist export`. */
export const watchlist: SlashCommand = {
  definition: shape('watchlist', 'channel-change', [
    subcommand('watchlist import', [
      option('String', 'tickers', { max_length: 4_000 }),
      option('Attachment', 'file'),
      ...TERM_OPTIONS,
    ]),
    subcommand('watchlist export'),
  ]),
  run: answerRequester(
    ({ options }) => options.getSubcommand() === 'import',
    async (who, interaction, { subscriptions }) => {
      const { options } = interaction;
      const say = phrasesOf('watchlist', who.language);
      if (options.getSubcommand() === 'export') {
        const table = await subscriptions.exportList(who);
        const content = say('exported', { n: table.length - 1 });
        return { content, files: [csvFile('watchlist.csv', table)] };
      }
      const attached = options.getAttachment('file');
      const text =
        attached === null ? (options.getString('tickers') ?? '') : await textOf(attached);
      if (text === 'large' || text === null) return say(text === null ? 'unreadable' : 'large');
      const entries = entriesOf(text);
      if (entries.length === 0) return say('nothing');
      const { terms, refused, note } = termsOf(interaction, who.language);
      if (refused !== null) return refused;
      const done = await subscriptions.importList(entries, terms, who);
      const said = [importedText(done, who.language), ...(note === null ? [] : [note])];
      return { content: said.join('\n'), files: refusedFile(done, who.language) };
    },
  ),
};

/**
 * The text of an attachment; null where it cannot be fetched. The address is Discord's own, never a
 * person's.
 */
export async function textOf(attached: Attachment): Promise<string | 'large' | null> {
  if (attached.size > LARGEST) return 'large';
  try {
    const answer = await fetch(attached.url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

function importedText({ added, already, refused }: ImportedList, language: Language): string {
  const say = phrasesOf('watchlist', language);
  const counts = { added: added.length, already: already.length, n: refused.length };
  const lines = refused
    .slice(0, SHOWN)
    .map((one) => `• ${one.entry.slice(0, 60)}: ${formatReason(one.because, language)}`);
  return [say(lines.length === 0 ? 'imported' : 'refused', counts), ...lines].join('\n');
}

function refusedFile({ refused }: ImportedList, language: Language) {
  if (refused.length <= SHOWN) return [];
  const rows = refused.map((one) => [one.entry, formatReason(one.because, language)]);
  return [csvFile('not-taken.csv', [['asked', 'because'], ...rows])];
}
