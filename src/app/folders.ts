import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandProblem } from './io.ts';

/** Makes the folder of a file and answers the file's path. */
export function ensureFolder(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new CommandProblem(
      `${dirname(path)} cannot be made (${(error as Error).message}): set DATA_DIR to a folder that may be written.`,
    );
  }
  return path;
}

export function hasFile(path: string): boolean {
  return existsSync(path);
}
