import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandProblem } from './io.ts';

/** Makes the folder of a file and answers the file's path. */
export function ensureFolder(path: string): string {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw new CommandProblem(
      `${dirname(path)} cannot be made (${(error as Error).message}): set DATA_DIR to a folder that may be written. Nothing starts without it.`,
    );
  }
  return path;
}

/** One folder after the other: Node's own `recursive` never returns where a file system like /proc takes no folder. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

export function hasFile(path: string): boolean {
  return existsSync(path);
}
