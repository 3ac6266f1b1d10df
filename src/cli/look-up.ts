import type { ExitCode, Io } from '../app/io.ts';
import { notFound, printCard } from '../app/print.ts';
import { createLookUps, type LookUps } from '../ask/look-ups.ts';
import type { Looked, LookOptions } from '../ask/looked.ts';
import type { Instant } from '../domain/time.ts';
import { readAt } from './at.ts';
import type { CliCommand } from './command.ts';
import { openDesk } from './desk.ts';

interface Options {
  readonly at?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

interface LookUp {
  /** An argument as commander has it, with its explanation. */
  readonly argument?: readonly [form: string, says: string];
  readonly ask: (lookUps: LookUps, words: readonly string[], options: LookOptions) => Promise<Looked>;
}

/** A command that prints one of the look-ups, the same card as the slash command of that name. */
export function lookUpCommand({ argument, ask }: LookUp): CliCommand {
  return {
    define(command, run, io) {
      if (argument !== undefined) command.argument(...argument);
      command
        .option('--at <date|instant>', 'as of that day (23:59:59 in Shanghai) or instant (with offset)')
        .option('--language <en|zh>', 'language of the answer')
        .option('--json', 'the card, and its table where there is one, for machines')
        .action((...given: unknown[]) => {
          const options = given.at(argument === undefined ? 0 : 1) as Options;
          const words = argument === undefined ? [] : (given[0] as string[]);
          return run(() => answer(ask, words, options, io));
        });
    },
  };
}

async function answer(
  ask: LookUp['ask'],
  words: readonly string[],
  options: Options,
  io: Io,
): Promise<ExitCode> {
  const at = readAt(options.at, io.now());
  const desk = await openDesk(io);
  try {
    const language = options.language ?? desk.env.LANGUAGE;
    const clock = { now: () => io.now() as Instant };
    const looked = await ask(createLookUps({ ...desk, clock }), words, { at, language });
    if (!looked.found) return notFound(looked, io, options.json === true, language);
    if (options.json === true)
      io.out(JSON.stringify({ card: looked.card, table: looked.table ?? null }, null, 2));
    else printCard(looked.card, io);
    return 0;
  } finally {
    await desk.close();
  }
}
