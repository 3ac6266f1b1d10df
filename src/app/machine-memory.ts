import { totalmem } from 'node:os';
import { LEAST_MACHINE_MB, type WorkerLimits, workerLimits } from '../pipeline/flows/workers.ts';
import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';

const MB = 1024 * 1024;

/** Memory of this machine, or of the part of it (cgroup) that the program may use, in MB. */
export function machineMb(): number {
  const limit = process.constrainedMemory();
  return Math.min(totalmem(), limit > 0 ? limit : Number.POSITIVE_INFINITY) / MB;
}

/** Limits of the processes that read; a machine that is too small ends the start with a sentence. */
export function readingLimits({ READING_MB }: Pick<Env, 'READING_MB'>, mb: number): WorkerLimits {
  const limits = workerLimits(mb, READING_MB);
  if (limits !== null) return limits;
  throw new CommandProblem(
    `The program may use ${Math.floor(mb)} MB of memory here and needs ${LEAST_MACHINE_MB}: ` +
      'give it more (a larger machine, `--memory` of its container, MemoryMax of its service).',
  );
}
