import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { openLookupContext } from '../context.ts';
import { notFound, printCard } from '../print.ts';

interface HistoryFlags {
  readonly at?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `history <ticker|name>`: acts of authorities, sector rules and notes, each with what it rests on. */
export const history: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<company...>', 'ticker or name in English, Chinese or pinyin')
      .option('--at <date|instant>', 'what was known on that day (23:59:59 in Shanghai) or instant')
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((words: string[], options: HistoryFlags) =>
        run(async () => {
          const at = readAt(options.at, io.now());
          const cli = await openLookupContext(io);
          try {
            const language = options.language ?? cli.env.LANGUAGE;
            const answered = await cli.ask.history(words.join(' '), { at, language });
            if (!answered.found) return notFound(answered, io, options.json === true, language);
            if (options.json === true) io.out(JSON.stringify(answered.answer, null, 2));
            else printCard(answered.card, io);
            return 0;
          } finally {
            await cli.close();
          }
        }),
      ),
};
