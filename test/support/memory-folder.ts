import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'tocsin-tests-';
/** Less than this free, of the file system and of the machine: the tests stay on the disk. */
const LEAST_BYTES = 3 * 2 ** 30;

/**
 * The temporary folder of this run. A file system in memory where there is room: every commit of a
 * test's database waits for the disk otherwise, a third of some tests' time.
 */
export const FOLDER = memoryHasRoom() ? join(MEMORY, `${PREFIX}${process.pid}`) : tmpdir();

function memoryHasRoom(): boolean {
  if (process.env.TMPDIR !== undefined || !existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= LEAST_BYTES && freemem() >= LEAST_BYTES && runsPrograms();
}

/** Tests start programs from their folders: not where the mount forbids it, as in some containers. */
function runsPrograms(): boolean {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const own = mounts.map((line) => line.split(' ')).find(([, point]) => point === MEMORY);
  return own?.[2] === 'tmpfs' && !own[3]!.split(',').includes('noexec');
}

/** Makes the folder, and deletes those of runs that were killed. */
export default function setup(): (() => void) | undefined {
  if (!FOLDER.startsWith(MEMORY)) return undefined;
  for (const name of readdirSync(MEMORY))
    if (name.startsWith(PREFIX) && !existsSync(`/proc/${name.slice(PREFIX.length)}`))
      rmSync(join(MEMORY, name), { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  return () => rmSync(FOLDER, { recursive: true, force: true });
}
