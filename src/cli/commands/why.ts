import { CommandProblem, type Io } from '../../app/io.ts';
import { DAY } from '../../score/time.ts';
import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { openLookupContext } from '../context.ts';
import { notFound, printCard } from '../print.ts';

interface WhyFlags {
  readonly at?: string;
  readonly since?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `why <ticker|name>`: every factor with its waterfall, the change split in three, and what would change it. */
export const why: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<company...>', 'ticker or name in English, Chinese or pinyin')
      .option('--at <date|instant>', 'as of that day (23:59:59 in Shanghai) or instant (with offset)')
      .option('--since <date|instant>', 'split the change since then; a day before, where it is not given')
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((words: string[], options: WhyFlags) => run(() => answer(words.join(' '), options, io))),
};

async function answer(query: string, options: WhyFlags, io: Io): Promise<0 | 1> {
  const at = readAt(options.at, io.now());
  const since = readAt(options.since, at - DAY, '--since');
  if (since > at)
    throw new CommandProblem('--since lies after the instant of the score: give an earlier day.');
  const cli = await openLookupContext(io);
  try {
    const language = options.language ?? cli.env.LANGUAGE;
    const answered = await cli.ask.why(query, { at, since, language });
    if (!answered.found) return notFound(answered, io, options.json === true, language);
    if (options.json === true) io.out(JSON.stringify(answered.answer, null, 2));
    else printCard(answered.card, io);
    return 0;
  } finally {
    await cli.close();
  }
}
