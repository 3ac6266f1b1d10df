import type { Command } from 'commander';
import type { ExitCode, Io } from '../app/io.ts';
import type { NotFound } from '../ask/answers.ts';
import type { LookupOptions, LookupResult } from '../ask/lookup-result.ts';
import type { Lookups } from '../ask/lookups.ts';
import type { Card } from '../domain/card.ts';
import type { Instant } from '../domain/time.ts';
import { readAt } from './at.ts';
import type { CliCommand } from './command.ts';
import { type LookupContext, openCliContext, openLookupContext } from './context.ts';
import { notFound, printCard } from './print.ts';

export interface LookupFlags {
  readonly at?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

export const COMPANY = 'ticker or name in English, Chinese or pinyin';
const INSTANT = 'as of that day (23:59:59 in Shanghai) or instant (with offset)';

/** Adds the options that every look-up has. */
export function lookupOptions(
  command: Command,
  { at = INSTANT, json = 'for machines; the shape is stable' } = {},
) {
  return command
    .option('--at <date|instant>', at)
    .option('--language <en|zh>', 'language of the answer')
    .option('--json', json);
}

/**
 * Runs a look-up and prints its card, its `answer` as JSON with `--json`, or why nothing was found.
 * @param open opens what the look-up works with; without a database it needs no store
 * @returns 0, `exitOf(answer)` where it is given, or 1 where nothing was found
 */
export async function printLookup<Answer, Context extends LookupContext = LookupContext>(
  io: Io,
  flags: LookupFlags,
  ask: (
    cli: Context,
    options: LookupOptions,
  ) => Promise<{ found: true; card: Card; answer: Answer } | NotFound>,
  {
    open = openLookupContext as (io: Io) => Promise<Context>,
    exitOf = (_answer: Answer): ExitCode => 0,
  } = {},
): Promise<ExitCode> {
  const at = readAt(flags.at, io.now());
  const cli = await open(io);
  try {
    const language = flags.language ?? cli.env.LANGUAGE;
    const result = await ask(cli, { at, language });
    if (!result.found) return notFound(result, io, flags.json === true, language);
    if (flags.json === true) io.out(JSON.stringify(result.answer, null, 2));
    else printCard(result.card, io);
    return exitOf(result.answer);
  } finally {
    await cli.close();
  }
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
      lookupOptions(command, { json: 'the card, and its table where there is one, for machines' }).action(
        (...given: unknown[]) => {
          const flags = given.at(argument === undefined ? 0 : 1) as LookupFlags;
          const words = argument === undefined ? [] : (given[0] as string[]);
          const clock = { now: () => io.now() as Instant };
          return run(() =>
            printLookup(
              io,
              flags,
              async (cli, options) => {
                const { createLookups } = await import('../ask/lookups.ts');
                const result = await ask(createLookups({ ...cli, clock }), words, options);
                if (!result.found) return result;
                return { ...result, answer: { card: result.card, table: result.table ?? null } };
              },
              { open: openCliContext },
            ),
          );
        },
      );
    },
  };
}
