import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endGroup, spawnGroup } from '../../scripts/process-group.ts';

const SLEEP = 'setInterval(() => {}, 1000)';
/** Starts a child of its own that ignores SIGTERM, and prints the child's process id. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); ${SLEEP}"]);
  console.log(child.pid);
  ${SLEEP}`;

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('ending a program ends what it started, even where that ignores the signal', async () => {
  const parent = spawnGroup(['-e', PARENT], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout!, 'data');
  const child = Number(String(line));
  expect(isRunning(child)).toBe(true);
  const closed = once(parent, 'close');
  await endGroup(parent);
  await closed;
  await expect.poll(() => isRunning(child), { timeout: 20_000 }).toBe(false);
});

test('a program that ended is no error', async () => {
  const program = spawnGroup(['-e', ''], { stdio: 'ignore' });
  await once(program, 'close');
  await expect(endGroup(program)).resolves.toBeUndefined();
});
