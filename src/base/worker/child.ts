import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import type { Tasks, WorkerAnswer, WorkerOrder, WorkerReply, WorkerStart } from './protocol.ts';

// The process apart: one task at a time, from the module that it was started with. A thread ends it
// when the memory of the whole process or the time that it computed go beyond their limits: buffers
// lie outside of the heap, and a task that is busy cannot look itself. Between tasks the thread
// sleeps.
const [module, residentMb, keepMb] = process.argv.slice(2);
// Where the machine has no memory left, this process is ended and not the program that started it.
if (process.platform === 'linux') writeFileSync('/proc/self/oom_score_adj', '1000');
const WATCHDOG = `
  const { most, until } = require('node:worker_threads').workerData;
  for (;;) {
    Atomics.wait(until, 0, 0);
    for (let end = Atomics.load(until, 0); end > 0; end = Atomics.load(until, 0)) {
      if (process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGKILL');
      const { user, system } = process.cpuUsage();
      if ((user + system) / 1000 > end) process.kill(process.pid, 'SIGALRM');
      Atomics.wait(until, 0, end, 20);
    }
  }
`;
/** While a task runs: the milliseconds of computing at which the process ends. Otherwise 0. */
const until = new Int32Array(new SharedArrayBuffer(4));
const setUntil = (milliseconds: number) => {
  Atomics.store(until, 0, milliseconds);
  Atomics.notify(until, 0);
};
new Worker(WATCHDOG, {
  eval: true,
  workerData: { most: Number(residentMb) * 1024 * 1024, until },
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
}).unref();

const tell = (message: WorkerStart) => new Promise((sent) => process.send?.(message, sent));

const { TASKS } = await (import(module!) as Promise<{ TASKS: Tasks }>).catch(async (error) => {
  await tell({ failed: (error as Error).message.slice(0, 200) });
  process.exit(1);
});
await tell({ started: true });

/** Errors of the installation or the machine, whatever the task was given. */
const NOT_OF_THE_TASK = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'EACCES', 'EMFILE', 'ENOMEM'];

const failureOf = (error: Error & { readonly code?: unknown }): WorkerAnswer<never> => ({
  ok: false,
  code: NOT_OF_THE_TASK.includes(String(error.code)) ? 'cannot-start' : 'broke',
  message: error.message.slice(0, 200),
});

async function answer({ task, values, cpuMs }: WorkerOrder): Promise<WorkerAnswer<unknown>> {
  const { user, system } = process.cpuUsage();
  setUntil(Math.round((user + system) / 1000 + cpuMs));
  try {
    return { ok: true, value: await TASKS[task]!(...(values as never[])) };
  } catch (error) {
    return failureOf(error as Error);
  } finally {
    setUntil(0);
  }
}

// A parser that lets go of a promise fails its own document and not the process: the task that
// waits for it ends by itself or by its time.
process.on('unhandledRejection', () => {});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const hasGrown = () => process.memoryUsage.rss() > Number(keepMb) * 1024 * 1024;
/**
 * A process that waits keeps nothing of its last task: it would until it has as much to do again.
 */
const REST_MS = 100;
let resting: NodeJS.Timeout | undefined;

// What is sent while the tasks load waits for this.
process.on('message', async (order: WorkerOrder) => {
  clearTimeout(resting);
  const answered = await answer(order);
  if (hasGrown()) collectGarbage();
  process.send?.({ answer: answered, last: hasGrown() } satisfies WorkerReply);
  resting = setTimeout(collectGarbage, REST_MS).unref();
});
process.on('disconnect', () => process.exit());
