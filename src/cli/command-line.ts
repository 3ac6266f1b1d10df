import { Command, CommanderError } from 'commander';
import { CommandProblem, type ExitCode, type Io } from '../app/io.ts';
import type { Cli } from './command.ts';
import { COMMANDS } from './commands/index.ts';

/**
 * Parses arguments, loads and runs one command, answers its exit code: 0 done, 1 the answer is no, 2 it could not run. A problem that
 * somebody can mend is one sentence on stderr; only a bug shows a stack.
 */
export async function runCommandLine(args: readonly string[], io: Io): Promise<number> {
  let code: ExitCode = 0;
  const cli: Cli = {
    io,
    run:
      (action) =>
      async (...args) => {
        code = (await action(...args)) ?? 0;
      },
    over: (action, options) =>
      cli.run(async (...args) => {
        const { withCliContext } = await import('./context.ts');
        return withCliContext(io, (context) => action(context, ...args), options);
      }),
  };
  const program = new Command('tocsin')
    .description(
      'An alarm bell for investors: regulators’ notices, the listed companies behind them, their risk.',
    )
    .exitOverride()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('(add --help for what it takes)')
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    });
  const named = args[0] === 'help' ? args[1] : args[0];
  for (const { name, says, load } of COMMANDS) {
    const command = program.command(name).description(says);
    if (name === named) (await load())(command as never, cli);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return problemCode(error, io);
  }
}

function problemCode(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandProblem || isStoreProblem(error)) {
    io.err((error as Error).message);
    return error instanceof CommandProblem ? error.code : 2;
  }
  if (isPipeClosed(error)) return 0;
  io.err(`This is a bug in Tocsin: ${(error as Error).stack ?? String(error)}`);
  return 2;
}

function isStoreProblem(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreProblem';
}

/** `tocsin risk TCOM | head -1` closes the pipe early: that is the reader's right. */
function isPipeClosed(error: unknown): boolean {
  return (error as { code?: string }).code === 'EPIPE';
}
