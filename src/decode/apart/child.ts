import { decode } from '../decode.ts';
import type { Answer, Order } from './order.ts';

// The reading process: one file in, one Document out. `decode` never throws; what ends this process is told by its owner.
process.on('message', async ({ incoming }: Order) => {
  const answer: Answer = { document: await decode(incoming) };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
