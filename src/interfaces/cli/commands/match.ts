import { createReadStream, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { matchRows, type RowCounts } from '../../../answers/queries/match-file.ts';
import { CommandProblem, type Io } from '../../../app/io.ts';
import { shanghaiDay } from '../../../domain/time.ts';
import type { CliCommand } from '../command.ts';
import { readAt } from '../option-values.ts';
import { progress } from '../print.ts';

/** `match`: adds the companies behind apps to a list (CSV or TSV of any size). */
export const match: CliCommand = (command, { io, over }) =>
  command
    .requiredOption(
      '--file <rows>',
      'CSV or TSV; its header names date, app, developer, version, store …',
    )
    .requiredOption('--out <result>', 'where the list goes, with the answers added to each row')
    .option('--at <date>', 'day of rows that have no date of their own; absent = today')
    .action(
      over(async ({ knowledge: { index } }, { file, out, at }) => {
        const size = sizeOf(file);
        if (sameFile(file, out))
          throw new CommandProblem(
            '--out is the same file as --file: the result must go to another one.',
          );
        const day = shanghaiDay(readAt(at, io.now()));
        const result = await throughPart(file, out, { index, day }, size, io);
        io.out(`${inWords(result)} → ${out}`);
        if (result.undated > 0)
          io.out(
            `Rows without a date: ${result.undated}, matched as of ` +
              `${day}${at === undefined ? ' (today; --at names another day)' : ''}.`,
          );
        if (result.unread.length > 0)
          io.out(`Columns that were carried over and not read: ${result.unread.join(', ')}.`);
      }),
    );

function sizeOf(file: string): number {
  try {
    const stat = statSync(file);
    if (!stat.isDirectory()) return stat.size;
  } catch (error) {
    throw new CommandProblem(`--file ${file} cannot be read: ${reasonOf(error)}.`);
  }
  throw new CommandProblem(`--file ${file} is a folder: name the list itself.`);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'there is no such file' : message;
}

/** Two names of one file (a link, a relative path) are one file. */
function sameFile(file: string, out: string): boolean {
  if (resolve(file) === resolve(out)) return true;
  try {
    const [stats, other] = [statSync(file), statSync(out)];
    return stats.ino === other.ino && stats.dev === other.dev;
  } catch {
    return false;
  }
}

/**
 * Writes to a temporary file and renames it at the end: an incomplete list never has the final
 * name.
 */
async function throughPart(
  file: string,
  out: string,
  known: Pick<Parameters<typeof matchRows>[1], 'index' | 'day'>,
  size: number,
  io: Io,
): Promise<RowCounts & { readonly unread: readonly string[] }> {
  const part = `${out}.part-${process.pid}`;
  const written = await open(part, 'w').catch((error) => {
    const missing = error.code === 'ENOENT';
    const because = missing ? `there is no folder ${dirname(resolve(out))}` : reasonOf(error);
    throw new CommandProblem(`--out ${out} cannot be written: ${because}.`);
  });
  const input = createReadStream(file);
  void io.stopped.then(() => input.destroy(new CommandProblem('stopped; nothing was written.')));
  try {
    const say = progress(io);
    const percent = ({ bytes }: RowCounts) => Math.floor((100 * bytes) / Math.max(1, size));
    const result = await matchRows(input, {
      ...known,
      write: (text) => written.writeFile(text),
      progress: (so) => say(() => `${String(percent(so)).padStart(3)} %  ${inWords(so)}`),
    });
    if (!result.ok) throw new CommandProblem(`--file ${file}: ${result.because}.`);
    await written.close();
    renameSync(part, out);
    return result;
  } catch (error) {
    // Full disk, missing permission, a folder in the way: faults of the host, not bugs.
    const isHosts = error instanceof Error && 'syscall' in error;
    throw isHosts ? new CommandProblem(`--out ${out}: ${reasonOf(error)}.`) : error;
  } finally {
    await written.close();
    rmSync(part, { force: true });
  }
}

function inWords(so: RowCounts): string {
  const rows = so.rows.toLocaleString('en');
  return (
    `${rows} ${so.rows === 1 ? 'row' : 'rows'}: ${so.listed} of listed companies, ${so.private} ` +
    `of private ones, ${so.review} for a person to decide, ${so.unresolved} unresolved`
  );
}
