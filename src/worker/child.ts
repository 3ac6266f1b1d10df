import { Worker } from 'node:worker_threads';
import { type Answer, type Order, READY, type Tasks } from './protocol.ts';

// The process apart: one task at a time, from the module that it was started with. A thread ends it when the memory of the whole process
// goes beyond its limit: buffers lie outside of the heap, and a task that is busy cannot look itself.
const [module, residentMb] = process.argv.slice(2);
const WATCHDOG = `
  const most = require('node:worker_threads').workerData;
  setInterval(() => { if (process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGKILL'); }, 20);
`;
new Worker(WATCHDOG, {
  eval: true,
  workerData: Number(residentMb) * 1024 * 1024,
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
}).unref();

const { TASKS } = (await import(module!)) as { TASKS: Tasks };

async function answer({ task, values }: Order): Promise<Answer<unknown>> {
  try {
    return { ok: true, value: await TASKS[task]!(...(values as never[])) };
  } catch (error) {
    return { ok: false, code: 'broke', message: (error as Error).message.slice(0, 200) };
  }
}

process.on('message', async (order: Order) => process.send?.(await answer(order)));
process.on('disconnect', () => process.exit());
process.send?.(READY);
