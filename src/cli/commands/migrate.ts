import { resolve } from 'node:path';
import { databaseName, fileOfDatabase } from '../../app/database.ts';
import { hasFile } from '../../app/folders.ts';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { settingsOf } from '../../app/settings.ts';
import { moveDatabase } from '../../store/move.ts';
import type { CliCommand } from '../command.ts';
import { progressBar } from '../progress-bar.ts';

/** `migrate`: carries an embedded database over to the PostgreSQL of DATABASE_URL. */
export const migrate: CliCommand = {
  define: (command, run, io) =>
    command
      .requiredOption('--from <file>', 'the embedded database, as data/tocsin.db; it is only read')
      .action((options: { from: string }) => run(() => move(options.from, io))),
};

async function move(file: string, io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  if (fileOfDatabase(env) !== null)
    throw new CommandProblem(
      'Set DATABASE_URL to the PostgreSQL that the rows shall go to: postgres://user:password@host:5432/database.',
    );
  if (!hasFile(file)) throw new CommandProblem(`There is no database at ${file}.`, 1);
  const bar = progressBar(io);
  const result = await moveDatabase(resolve(file), env.DATABASE_URL!, ({ table, rows, of }) =>
    bar(table, rows / of, rows),
  );
  io.out(
    result.kind === 'done-before'
      ? `${file} was moved to ${databaseName(env)} before: nothing to do.`
      : `${result.rows.toLocaleString('en')} rows of ${file} are in ${databaseName(env)}, each compared with its original${result.resumed ? ' (went on where it was stopped)' : ''}. Start Tocsin with this DATABASE_URL; the file stays as it was.`,
  );
  return 0;
}
