import { commandDatabase } from '../../app/database.ts';
import type { ExitCode, Io } from '../../app/io.ts';
import { settingsOf } from '../../app/settings.ts';
import type { Instant } from '../../domain/time.ts';
import { tidyStore } from '../../flows/tidy.ts';
import { openStore } from '../../store/open.ts';
import type { CliCommand } from '../command.ts';

/** `tidy`: what the running program does every night, now. */
export const tidy: CliCommand = {
  define: (command, run, io) => command.action(() => run(() => tidyNow(io))),
};

async function tidyNow(io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  const store = await openStore(commandDatabase(env, false));
  try {
    const dropped = await tidyStore(store, env.KEEP_RAW_DAYS, io.now() as Instant);
    io.out(
      env.KEEP_RAW_DAYS === undefined
        ? 'Free room was given back. KEEP_RAW_DAYS is not set: every raw page is kept.'
        : `${dropped.files.toLocaleString('en')} raw pages and files older than ${env.KEEP_RAW_DAYS} days (${(dropped.bytes / 1e6).toFixed(1)} MB) were let go, and free room was given back.`,
    );
  } finally {
    await store.close();
  }
  return 0;
}
