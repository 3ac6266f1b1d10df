import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { fileOfDatabase } from '../../app/database.ts';
import { ensureFolder, hasFile } from '../../app/folders.ts';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { settingsOf } from '../../app/settings.ts';
import { openStore } from '../../store/open.ts';
import { lockSqlite } from '../../store/sqlite.ts';
import type { CliCommand } from '../command.ts';

/** `restore`: puts a backup in the place of the database; refused while the program runs. */
export const restore: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<file>', 'a file that `backup` wrote')
      .action((file: string) => run(() => put(file, io))),
};

async function put(file: string, io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  const target = fileOfDatabase(env);
  if (target === null) throw new CommandProblem('The database is a PostgreSQL: use pg_restore.');
  if (!hasFile(file)) throw new CommandProblem(`There is no file ${file}.`, 1);
  ensureFolder(target);
  // Held until the new file stands in its place: a program that starts meanwhile is refused, and so is this beside a running one.
  const release = lockSqlite(target, 'a restore');
  try {
    const fresh = `${target}.restoring`;
    copyFileSync(file, fresh);
    try {
      // Opening checks that it is a database of ours, of no newer version, and brings its tables up to date.
      await (await openStore({ path: fresh })).close();
    } catch (error) {
      for (const end of ['', '-wal', '-shm']) rmSync(fresh + end, { force: true });
      throw new CommandProblem(
        `${file} was not taken, and nothing was changed. ${(error as Error).message.replaceAll(fresh, file)}`,
      );
    }
    const saved = `${target}.before-restore`;
    for (const end of ['-wal', '-shm', '']) if (hasFile(target + end)) renameSync(target + end, saved + end);
    renameSync(fresh, target);
    io.out(`${target} is now the copy from ${file}. What was there is kept as ${saved}.`);
  } finally {
    release();
  }
  return 0;
}
