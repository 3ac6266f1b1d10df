import { GENERATORS } from './generators.ts';
import { fuzzCase, READ, type Room } from './rooms.ts';

export interface Case {
  readonly room: Room;
  readonly seed: number;
}

/** Times of a generator at n, 2n, 4n and 8n, in milliseconds of CPU: the least of some runs, as the machine has other work. */
const RUNS = 2;
const LEAST_CHARACTERS = 20_000;

/** What `npm run fuzz` does in its process apart. */
export const TASKS = {
  /** Runs some cases; throws at the first that breaks. */
  async cases(cases: readonly Case[]): Promise<number> {
    for (const { room, seed } of cases) await fuzzCase(room, seed);
    return cases.length;
  },
  /** `scale` = how many times the least size its first one is. */
  async growth(index: number, scale: number): Promise<number[]> {
    const { room, make } = GENERATORS[index]!;
    const piece = Math.max(1, make(2).length - make(1).length);
    const least = Math.ceil((LEAST_CHARACTERS * scale) / piece);
    const read = READ[room as keyof typeof READ];
    await read(make(least));
    const times: number[] = [];
    for (const n of [1, 2, 4, 8]) {
      const text = make(least * n);
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < RUNS; run += 1) {
        const before = process.cpuUsage();
        await read(text);
        const { user, system } = process.cpuUsage(before);
        best = Math.min(best, (user + system) / 1000);
      }
      times.push(best);
    }
    return times;
  },
};
