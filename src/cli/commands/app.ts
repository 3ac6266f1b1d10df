import type { CliCommand } from '../command.ts';
import { type LookupFlags, lookupOptions, printLookup } from '../lookup.ts';

interface AppFlags extends LookupFlags {
  readonly developer?: string;
}

/** `app <name>`: whose app it was on a day, with the chain and its evidence. */
export const app: CliCommand = {
  define: (command, run, io) =>
    lookupOptions(
      command
        .argument('<name...>', 'as a notice writes it: 微信, 去哪儿旅行, QQ Music')
        .option('--developer <firm>', 'the developer printed beside it'),
      { at: 'as of that day' },
    ).action((words: string[], { developer, ...flags }: AppFlags) =>
      run(() =>
        printLookup(
          io,
          flags,
          ({ ask }, options) =>
            ask.app(words.join(' '), { ...options, ...(developer === undefined ? {} : { developer }) }),
          { exitOf: ({ company }) => (company === null ? 1 : 0) },
        ),
      ),
    ),
};
