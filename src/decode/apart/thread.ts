import { parentPort } from 'node:worker_threads';
import { decode } from '../decode.ts';
import type { Answer, Order } from './order.ts';

// The reading thread: one file in, one Document out. `decode` never throws; what ends the thread is told by its owner.
parentPort?.on('message', async ({ incoming }: Order) => {
  const answer: Answer = { document: await decode(incoming) };
  parentPort?.postMessage(answer);
});
