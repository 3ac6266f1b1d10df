import type { CliCommand } from '../command.ts';
import { COMPANY, type LookupFlags, lookupOptions, printLookup } from '../lookup.ts';

/** `history <ticker|name>`: acts of authorities, sector rules and notes, each with what it rests on. */
export const history: CliCommand = {
  define: (command, run, io) =>
    lookupOptions(command.argument('<company...>', COMPANY), {
      at: 'what was known on that day (23:59:59 in Shanghai) or instant',
    }).action((words: string[], flags: LookupFlags) =>
      run(() => printLookup(io, flags, ({ ask }, options) => ask.history(words.join(' '), options))),
    ),
};
