import type { ExitCode, Io } from '../app/io.ts';
import type { LookupOptions, LookupResult } from '../ask/lookup-result.ts';
import { createLookups, type Lookups } from '../ask/lookups.ts';
import type { Instant } from '../domain/time.ts';
import { readAt } from './at.ts';
import type { CliCommand } from './command.ts';
import { openCliContext } from './context.ts';
import { notFound, printCard } from './print.ts';

interface LookupFlags {
  readonly at?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

interface LookupCommand {
  /** An argument as commander has it, with its explanation. */
  readonly argument?: readonly [form: string, says: string];
  readonly ask: (lookUps: Lookups, words: readonly string[], options: LookupOptions) => Promise<LookupResult>;
}

/** A command that prints one of the look-ups, the same card as the slash command of that name. */
export function lookupCommand({ argument, ask }: LookupCommand): CliCommand {
  return {
    define(command, run, io) {
      if (argument !== undefined) command.argument(...argument);
      command
        .option('--at <date|instant>', 'as of that day (23:59:59 in Shanghai) or instant (with offset)')
        .option('--language <en|zh>', 'language of the answer')
        .option('--json', 'the card, and its table where there is one, for machines')
        .action((...given: unknown[]) => {
          const options = given.at(argument === undefined ? 0 : 1) as LookupFlags;
          const words = argument === undefined ? [] : (given[0] as string[]);
          return run(() => answer(ask, words, options, io));
        });
    },
  };
}

async function answer(
  ask: LookupCommand['ask'],
  words: readonly string[],
  options: LookupFlags,
  io: Io,
): Promise<ExitCode> {
  const at = readAt(options.at, io.now());
  const cli = await openCliContext(io);
  try {
    const language = options.language ?? cli.env.LANGUAGE;
    const clock = { now: () => io.now() as Instant };
    const result = await ask(createLookups({ ...cli, clock }), words, { at, language });
    if (!result.found) return notFound(result, io, options.json === true, language);
    if (options.json === true)
      io.out(JSON.stringify({ card: result.card, table: result.table ?? null }, null, 2));
    else printCard(result.card, io);
    return 0;
  } finally {
    await cli.close();
  }
}
