/**
 * Throws foreign input at every room that reads some: `npm run fuzz -- [cases] [seed] [room…]
 * [--only cases|growth]`. Case n has the seed `seed` + n and runs in a process apart with a time
 * limit; then every generator is measured at n, 2n, 4n and 8n. Prints cases, crashes, hangs and the
 * worst growth; ends with 1 where one is too many. A long run may be done in pieces: 5000 0, then
 * 5000 5000, and so on.
 */

import { parseArgs } from 'node:util';
import { createWorker } from '../src/base/worker/worker.ts';
import type { Room } from '../test/support/fuzz/rooms.ts';
import { type Case, GROWING, type TASKS } from '../test/support/fuzz/tasks.ts';

const SHARES: readonly (readonly [Room, number])[] = [
  ['pages', 25],
  ['feeds', 25],
  ['decoder', 20],
  ['reader', 20],
  ['files', 8],
  ['http', 2],
];
/** Includes the start of a process, which takes seconds on a busy machine. */
const CASE_MS = 20_000;
const BATCH = 200;
const BATCH_MS = 120_000;
const GROWTH_MS = 120_000;
/**
 * Time of one text of eight times the size, beside that of eight of the size: what is below this is
 * as good as linear.
 */
const MOST_GROWTH = 1.3;
/** Below so many milliseconds a figure is noise. */
const LEAST_MS = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' } },
});
const [most = 2_000, seed = Date.now() % 1_000_000] = positionals.slice(0, 2).map(Number);
const count = values.only === 'growth' ? 0 : most;
const wanted = positionals.slice(2);
const shares = SHARES.filter(([room]) => wanted.length === 0 || wanted.includes(room));
const rooms = shares.flatMap(([room, share]) => Array<Room>(share).fill(room));
const worker = createWorker<typeof TASKS>({
  tasks: new URL('../test/support/fuzz/tasks.ts', import.meta.url),
  timeoutMs: BATCH_MS,
  residentMb: 1_000,
  keepMb: 1_000,
  idleMs: 10_000,
});

const crashes: string[] = [];
const hangs: string[] = [];
for (let from = 0; from < count; from += BATCH) {
  const cases = Array.from({ length: Math.min(BATCH, count - from) }, (_, at): Case => {
    return { room: rooms[(from + at) % rooms.length]!, seed: seed + from + at };
  });
  if ((await worker.run('cases', [cases])).ok) continue;
  for (const fuzzCase of cases) {
    const answer = await worker.run('cases', [[fuzzCase]], CASE_MS);
    if (answer.ok) continue;
    const where = `${fuzzCase.room} ${fuzzCase.seed}: ${answer.message}`;
    (answer.code === 'took-too-long' ? hangs : crashes).push(where);
    console.error(answer.code, where);
  }
}
console.log(`${count} cases from seed ${seed}: ${crashes.length} crashes, ${hangs.length} hangs`);

interface Growth {
  readonly name: string;
  readonly factor: number;
  readonly times: readonly number[] | null;
}

/**
 * Where the first sizes seem to grow, the same is measured at eight times the size: a step of the
 * heap or of the compiler lies behind it, a square does not.
 */
const LARGER = 8;

async function growthOf(index: number, scale = 1): Promise<Growth> {
  const name = `${GROWING[index]!.room}: ${GROWING[index]!.name}`;
  const answer = await worker.run('growth', [index, scale], GROWTH_MS);
  if (!answer.ok)
    return { name: `${name} (${answer.message})`, factor: Number.POSITIVE_INFINITY, times: null };
  const steps = answer.value.map((times, at): Growth => {
    const [one, , , eight] = times as [number, number, number, number];
    return { name: `${name}, step ${at + 1}`, times, factor: eight < LEAST_MS ? 0 : eight / one };
  });
  return steps.reduce((worst, step) => (step.factor > worst.factor ? step : worst));
}

const growths: Growth[] = [];
for (const [index, { room }] of GROWING.entries()) {
  if (values.only === 'cases' || !rooms.includes(room)) continue;
  const first = await growthOf(index);
  growths.push(
    first.factor > MOST_GROWTH && first.times !== null ? await growthOf(index, LARGER) : first,
  );
}
growths.sort((one, other) => other.factor - one.factor);
const over = growths.filter(({ factor }) => factor > MOST_GROWTH);
for (const { name, factor, times } of [...over, ...growths.slice(over.length, over.length + 3)])
  console.log(
    `${factor.toFixed(2)} × linear  ${name}  ${times?.map((ms) => ms.toFixed(0)).join(' ') ?? ''}`,
  );
console.log(
  `${growths.length} generators: worst growth ${growths[0]?.factor.toFixed(2) ?? 0} × linear, ${over.length} above ${MOST_GROWTH}`,
);
await worker.close();
process.exit(crashes.length + hangs.length + over.length > 0 ? 1 : 0);
