import { createReadStream, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { dayOf } from '../../ask/answers.ts';
import { type MatchedRows, matchRows, type RowCounts } from '../../ask/match-file.ts';
import type { CalendarDate } from '../../domain/time.ts';
import type { MapIndex } from '../../map/map-index.ts';
import type { CliCommand } from '../command.ts';
import { withCliContext } from '../context.ts';
import { readAt } from '../option-values.ts';
import { progress } from '../print.ts';

interface MatchFlags {
  readonly file: string;
  readonly out: string;
  readonly at?: string;
}

/** `match`: a list of one's own, CSV or TSV of any size, with the companies behind its apps added. */
export const match: CliCommand = {
  define: (command, run, io) =>
    command
      .requiredOption('--file <rows>', 'CSV or TSV; its header names date, app, developer, version, store …')
      .requiredOption('--out <result>', 'where the list goes, with the answers added to each row')
      .option('--at <date>', 'day of rows that have no date of their own')
      .action((options: MatchFlags) => run(() => matchFile(options, io))),
};

async function matchFile(options: MatchFlags, io: Io): Promise<ExitCode> {
  const size = sizeOf(options.file);
  if (sameFile(options.file, options.out))
    throw new CommandProblem('--out is the same file as --file: the result must go to another one.');
  const day = options.at === undefined ? null : dayOf(readAt(options.at, io.now()));
  return withCliContext(io, async (cli) => {
    const done = await throughPart(options, { index: cli.knowledge.index, day, size }, io);
    io.out(`${inWords(done)} → ${options.out}`);
    return 0;
  });
}

function sizeOf(file: string): number {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(file);
  } catch (error) {
    throw new CommandProblem(`--file ${file} cannot be read: ${reasonOf(error)}.`);
  }
  if (stat.isDirectory()) throw new CommandProblem(`--file ${file} is a folder: name the list itself.`);
  return stat.size;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'there is no such file' : message;
}

/** Two names of one file (a link, a relative path) are one file. */
function sameFile(file: string, out: string): boolean {
  if (resolve(file) === resolve(out)) return true;
  try {
    const [one, other] = [statSync(file), statSync(out)];
    return one.ino === other.ino && one.dev === other.dev;
  } catch {
    return false;
  }
}

type MatchWork = { readonly index: MapIndex; readonly day: CalendarDate | null; readonly size: number };
type Done = Extract<MatchedRows, { ok: true }>;

/** Writes beside the result and renames at the end: a half-written list never carries the name of a whole one. */
async function throughPart(options: MatchFlags, work: MatchWork, io: Io): Promise<Done> {
  const part = `${options.out}.part-${process.pid}`;
  const out = await open(part, 'w').catch((error) => {
    const missing = error.code === 'ENOENT';
    const because = missing ? `there is no folder ${dirname(resolve(options.out))}` : reasonOf(error);
    throw new CommandProblem(`--out ${options.out} cannot be written: ${because}.`);
  });
  const input = createReadStream(options.file);
  void io.stopped.then(() => input.destroy(new CommandProblem('stopped; nothing was written.')));
  try {
    const { index, day } = work;
    const write = (text: string) => out.writeFile(text);
    const say = progress(io);
    const percent = ({ bytes }: RowCounts) => Math.floor((100 * bytes) / Math.max(1, work.size));
    const result = await matchRows(input, {
      ...{ index, day, write },
      progress: (so) => say(() => `${String(percent(so)).padStart(3)} %  ${inWords(so)}`),
    });
    if (!result.ok) throw new CommandProblem(`--file ${options.file}: ${result.because}.`);
    await out.close();
    renameSync(part, options.out);
    return result;
  } catch (error) {
    throw isDiskProblem(error) ? new CommandProblem(`--out ${options.out}: ${reasonOf(error)}.`) : error;
  } finally {
    await out.close();
    rmSync(part, { force: true });
  }
}

/** Full disk, lost rights, a folder in the way: the host's to mend, not a bug. */
function isDiskProblem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function inWords(so: RowCounts): string {
  const rows = so.rows.toLocaleString('en');
  return `${rows} ${so.rows === 1 ? 'row' : 'rows'}: ${so.listed} of listed companies, ${so.private} of private ones, ${so.review} for a person to decide, ${so.unresolved} unresolved`;
}
