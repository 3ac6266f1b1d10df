import { Command, CommanderError } from 'commander';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { cliOf } from './command.ts';
import { COMMANDS } from './commands/index.ts';

/**
 * Parses arguments, loads and runs one command, and returns its exit code: 0 done, 1 a negative
 * answer, 2 it could not run. A problem that the user can solve is one sentence on stderr; only a
 * bug shows a stack.
 */
export async function runCommandLine(args: readonly string[], io: Io): Promise<number> {
  let code: ExitCode = 0;
  const cli = cliOf(io, (its) => {
    code = its;
  });
  const program = new Command('tocsin')
    .description(
      'An alarm bell for investors: regulators’ notices, the listed companies behind them, ' +
        'their risk.',
    )
    .exitOverride()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('(add --help for what it takes)')
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    });
  const named = args[0] === 'help' ? args[1] : args[0];
  for (const { name, description, load } of COMMANDS) {
    const command = program.command(name).description(description);
    if (name === named) (await load())(command as never, cli);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, io);
  }
}

/** Prints why a command failed, and returns its exit code. */
function failed(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { name, message, stack, code } = error as NodeJS.ErrnoException;
  // `tocsin risk TCOM | head -1` closes the pipe early, which is no failure.
  if (code === 'EPIPE') return 0;
  const isKnown = error instanceof CommandProblem || name === 'StoreProblem';
  const known = isKnown ? message : fileProblem(error as NodeJS.ErrnoException);
  io.err(known ?? `This is a bug in Tocsin: ${stack ?? String(error)}`);
  return error instanceof CommandProblem ? error.code : 2;
}

/** Refusals of a file system, with their remedies. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not use it: change its owner or rights, or name another place',
  EPERM: 'this user may not use it: change its owner or rights, or name another place',
  EROFS: 'its disk can only be read: name another place, or mount the disk for writing',
  ENOSPC: 'its disk is full: make room',
  EDQUOT: 'the quota of this user is used up: make room',
  ENOTDIR: 'a part of this path is a file and no folder: correct the path',
  EISDIR: 'it is a folder and no file: correct the path',
};

/**
 * A sentence about a file or folder that cannot be used; null where the error is something else.
 */
function fileProblem({ code, path }: NodeJS.ErrnoException): string | null {
  const because = FILE_PROBLEMS[code ?? ''];
  return because === undefined || path === undefined ? null : `${path}: ${because}.`;
}
