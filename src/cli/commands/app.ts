import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { openLookupContext } from '../context.ts';
import { notFound, printCard } from '../print.ts';

interface AppFlags {
  readonly at?: string;
  readonly developer?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `app <name>`: whose app it was on a day, with the chain and its evidence. */
export const app: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<name...>', 'as a notice writes it: 微信, 去哪儿旅行, QQ Music')
      .option('--developer <firm>', 'the developer printed beside it')
      .option('--at <date|instant>', 'as of that day')
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((words: string[], options: AppFlags) =>
        run(async () => {
          const at = readAt(options.at, io.now());
          const cli = await openLookupContext(io);
          try {
            const language = options.language ?? cli.env.LANGUAGE;
            const query = {
              at,
              language,
              ...(options.developer === undefined ? {} : { developer: options.developer }),
            };
            const answered = await cli.ask.app(words.join(' '), query);
            if (!answered.found) return notFound(answered, io, options.json === true, language);
            if (options.json === true) io.out(JSON.stringify(answered.answer, null, 2));
            else printCard(answered.card, io);
            return answered.answer.company === null ? 1 : 0;
          } finally {
            await cli.close();
          }
        }),
      ),
};
