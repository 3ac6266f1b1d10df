import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';

/** How long a program has to end by itself after a signal. */
const GRACE_MS = 1_000;
const ON_WINDOWS = process.platform === 'win32';

/** Starts a program in a process group of its own, so that all it starts can be ended with it. */
export const spawnGroup = (words: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn(process.execPath, words, { ...options, detached: !ON_WINDOWS });

/** Ends a program and everything that it started: asks first, and kills after a second. */
export async function endGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const deadline = Date.now() + GRACE_MS;
  while (isAlive(child) && Date.now() < deadline) await pause(25);
  signalGroup(child, 'SIGKILL');
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function signalGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  if (ON_WINDOWS) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

/** Whether any process of its group is left; on Windows, whether the program itself is. */
function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
  if (pid === undefined) return false;
  if (ON_WINDOWS) return exitCode === null && signalCode === null;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
