import { Worker } from 'node:worker_threads';
import { READY, type Tasks, type WorkerAnswer, type WorkerOrder } from './protocol.ts';

// The process apart: one task at a time, from the module that it was started with. A thread ends it when the memory of the whole process
// goes beyond its limit: buffers lie outside of the heap, and a task that is busy cannot look itself. Between tasks the thread sleeps.
const [module, residentMb] = process.argv.slice(2);
const WATCHDOG = `
  const { most, working } = require('node:worker_threads').workerData;
  for (;;) {
    Atomics.wait(working, 0, 0);
    while (Atomics.load(working, 0) > 0) {
      if (process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGKILL');
      Atomics.wait(working, 0, 1, 20);
    }
  }
`;
/** 1 while a task runs. */
const working = new Int32Array(new SharedArrayBuffer(4));
const setWorking = (value: 0 | 1) => {
  Atomics.store(working, 0, value);
  Atomics.notify(working, 0);
};
new Worker(WATCHDOG, {
  eval: true,
  workerData: { most: Number(residentMb) * 1024 * 1024, working },
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
}).unref();

const { TASKS } = (await import(module!)) as { TASKS: Tasks };

async function answer({ task, values }: WorkerOrder): Promise<WorkerAnswer<unknown>> {
  setWorking(1);
  try {
    return { ok: true, value: await TASKS[task]!(...(values as never[])) };
  } catch (error) {
    return { ok: false, code: 'broke', message: (error as Error).message.slice(0, 200) };
  } finally {
    setWorking(0);
  }
}

process.on('message', async (order: WorkerOrder) => process.send?.(await answer(order)));
process.on('disconnect', () => process.exit());
process.send?.(READY);
