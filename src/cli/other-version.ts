import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CommandProblem, type Io } from '../app/io.ts';
import type { Trace } from '../replay/replay.ts';

/**
 * Traces of another version of the program over the same database: it replays in a process of its own, with its own readers,
 * weights and configuration (`git archive v1 | tar -x -C folder`; `npm ci` there, or a folder inside this one).
 */
export async function* otherVersion(
  folder: string,
  options: { readonly from?: string; readonly to?: string },
  io: Pick<Io, 'env'>,
): AsyncGenerator<Trace> {
  const args = [resolve(folder, 'src', 'main.ts'), 'replay', '--traces'];
  if (options.from !== undefined) args.push('--from', options.from);
  if (options.to !== undefined) args.push('--to', options.to);
  const { CONFIG_DIR: _, ...env } = io.env;
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env, DATA_DIR: resolve(io.env.DATA_DIR ?? 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const ended = new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 2));
  });
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as Trace;
  const code = await ended;
  if (code !== 0)
    throw new CommandProblem(
      `The program in ${folder} could not replay (exit ${code}): ${complaint.trim() || 'it said nothing'}. It needs the command replay --traces and its packages installed.`,
    );
}
