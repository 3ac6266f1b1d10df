import { resolve } from 'node:path';
import { commandDatabase, fileOfDatabase } from '../../app/database.ts';
import { hasFile } from '../../app/folders.ts';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { settingsOf } from '../../app/settings.ts';
import { openStore } from '../../store/open.ts';
import type { CliCommand } from '../command.ts';

/** `backup`: a consistent copy of the database, while the program runs or not. */
export const backup: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<file>', 'where to; it appears when it is complete')
      .option('--overwrite', 'replace a file that is there')
      .action((file: string, options: { overwrite?: boolean }) =>
        run(() => copy(file, options.overwrite === true, io)),
      ),
};

async function copy(file: string, overwrite: boolean, io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  const from = fileOfDatabase(env);
  if (from === null)
    throw new CommandProblem(
      'The database is a PostgreSQL: take its backup with pg_dump, which can run at any time.',
    );
  if (!hasFile(from)) throw new CommandProblem(`There is no database at ${from} yet: nothing to copy.`, 1);
  if (resolve(file) === resolve(from))
    throw new CommandProblem('The copy cannot have the place of the database itself.');
  if (hasFile(file) && !overwrite)
    throw new CommandProblem(`${file} is there already: name another file, or add --overwrite.`);
  const store = await openStore(commandDatabase(env, false));
  try {
    await store.backup(resolve(file));
  } finally {
    await store.close();
  }
  io.out(`${from} was copied to ${file}.`);
  return 0;
}
