import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { databaseName, ensureFolder, fileOfDatabase } from '../../../app/database.ts';
import { CommandProblem } from '../../../app/io.ts';
import { settingsOf } from '../../../app/settings.ts';
import { makePrivate } from '../../../base/private-files.ts';
import { moveDatabase } from '../../../base/store/move.ts';
import { openStore } from '../../../base/store/open.ts';
import { lockSqlite } from '../../../base/store/sqlite.ts';
import { tidyStore } from '../../../pipeline/flows/jobs.ts';
import type { CliCommand } from '../command.ts';
import { overStore } from '../context.ts';
import { progressBar } from '../print.ts';

/** `backup`: a consistent copy of the database, while the program runs or not. */
export const backup: CliCommand = (command, { io, run }) =>
  command
    .argument('<file>', 'where to; it appears when it is complete')
    .option('--overwrite', 'replace a file that is there')
    .action(
      run(async (file, { overwrite }) => {
        const env = settingsOf(io);
        const from = fileOfDatabase(env);
        if (from === null)
          throw new CommandProblem(
            'The database is a PostgreSQL: take its backup with pg_dump, which can run at any ' +
              'time.',
          );
        if (!existsSync(from))
          throw new CommandProblem(`There is no database at ${from} yet: nothing to copy.`, 1);
        if (resolve(file) === resolve(from))
          throw new CommandProblem('The copy cannot have the place of the database itself.');
        if (existsSync(file) && !overwrite)
          throw new CommandProblem(
            `${file} is there already: name another file, or add --overwrite.`,
          );
        await overStore(env, (store) => store.backup(resolve(file)));
        io.out(`${from} was copied to ${file}.`);
      }),
    );

/** `restore`: replaces the database by a backup; refused while the program runs. */
export const restore: CliCommand = (command, { io, run }) =>
  command.argument('<file>', 'a file that `backup` wrote').action(
    run(async (file) => {
      const target = fileOfDatabase(settingsOf(io));
      if (target === null)
        throw new CommandProblem('The database is a PostgreSQL: use pg_restore.');
      if (!existsSync(file)) throw new CommandProblem(`There is no file ${file}.`, 1);
      ensureFolder(target);
      // Locked until the new file is in place: a program that starts meanwhile is refused, and so
      // is a restore beside a running one.
      const release = lockSqlite(target, 'a restore');
      try {
        const fresh = `${target}.restoring`;
        copyFileSync(file, fresh);
        makePrivate(fresh);
        try {
          // Opening checks that it is a Tocsin database of no newer version, and migrates its
          // tables.
          await (await openStore({ path: fresh })).close();
        } catch (error) {
          for (const end of ['', '-wal', '-shm']) rmSync(fresh + end, { force: true });
          throw new CommandProblem(
            `${file} was not taken, and nothing was changed. ` +
              `${(error as Error).message.replaceAll(fresh, file)}`,
          );
        }
        const saved = `${target}.before-restore`;
        for (const end of ['-wal', '-shm', ''])
          if (existsSync(target + end)) renameSync(target + end, saved + end);
        renameSync(fresh, target);
        io.out(`${target} is now the copy from ${file}. What was there is kept as ${saved}.`);
      } finally {
        release();
      }
    }),
  );

/** `migrate`: copies an embedded database into the PostgreSQL of DATABASE_URL. */
export const migrate: CliCommand = (command, { io, run }) =>
  command
    .requiredOption('--from <file>', 'the embedded database, as data/tocsin.db; it is only read')
    .action(
      run(async ({ from }) => {
        const env = settingsOf(io);
        if (fileOfDatabase(env) !== null)
          throw new CommandProblem(
            'Set DATABASE_URL to the PostgreSQL that the rows shall go to: ' +
              'postgres://user:password@host:5432/database.',
          );
        if (!existsSync(from)) throw new CommandProblem(`There is no database at ${from}.`, 1);
        const bar = progressBar(io);
        const moved = await moveDatabase(resolve(from), env.DATABASE_URL!, ({ table, rows, of }) =>
          bar(table, rows / of, rows),
        );
        io.out(
          `${moved.toLocaleString('en')} rows of ${from} are in ${databaseName(env)}, each ` +
            'compared with its original. Start Tocsin with this DATABASE_URL; the file stays as ' +
            'it was.',
        );
      }),
    );

/** `tidy`: the nightly clean-up, at once. */
export const tidy: CliCommand = (command, { io, run }) =>
  command.action(
    run(async () => {
      const env = settingsOf(io);
      const days = env.KEEP_RAW_DAYS;
      const dropped = await overStore(env, (store) => tidyStore(store, days, io.now()));
      io.out(
        days === undefined
          ? 'Free room was given back. KEEP_RAW_DAYS is not set: every raw page is kept.'
          : `${dropped.files.toLocaleString('en')} raw pages and files older than ${days} days ` +
              `(${(dropped.bytes / 1e6).toFixed(1)} MB) were deleted, and the free space was ` +
              'returned.',
      );
    }),
  );
