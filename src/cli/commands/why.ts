import { CommandProblem } from '../../app/io.ts';
import { DAY_MS } from '../../domain/time.ts';

import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { COMPANY, type LookupFlags, lookupOptions, printLookup } from '../lookup.ts';

interface WhyFlags extends LookupFlags {
  readonly since?: string;
}

/** `why <ticker|name>`: every factor with its waterfall, the change split in three, and what would change it. */
export const why: CliCommand = {
  define: (command, run, io) =>
    lookupOptions(command.argument('<company...>', COMPANY))
      .option('--since <date|instant>', 'split the change since then; a day before, where it is not given')
      .action((words: string[], flags: WhyFlags) =>
        run(async () => {
          const at = readAt(flags.at, io.now());
          const since = readAt(flags.since, at - DAY_MS, '--since');
          if (since > at)
            throw new CommandProblem('--since lies after the instant of the score: give an earlier day.');
          return printLookup(io, flags, ({ ask }, options) =>
            ask.why(words.join(' '), { ...options, since }),
          );
        }),
      ),
};
