import { FILE_PIECES } from './file-generators.ts';
import { GENERATORS } from './generators.ts';
import { fuzzCase, type Room, readFile, STEPS } from './rooms.ts';

export interface Case {
  readonly room: Room;
  readonly seed: number;
}

const LEAST_CHARACTERS = 20_000;
const SIZES = [1, 2, 4, 8];
const RUNS = 2;

type Growing = {
  readonly room: Room;
  readonly name: string;
  readonly steps: (scale: number) => Growth[];
};
/**
 * One thing that is done to texts or files of n pieces: `make` makes one of n times its least size.
 */
interface Growth {
  readonly make: (n: number) => unknown;
  readonly read: (made: never) => unknown;
}

/**
 * What is measured: each generator, and each act of its room by itself, since a slow one hides
 * behind others.
 */
export const GROWING: readonly Growing[] = [
  ...GENERATORS.map(
    ({ room, name, make }): Growing => ({
      room,
      name,
      steps(scale) {
        const piece = Math.max(1, make(2).length - make(1).length);
        const least = Math.ceil((LEAST_CHARACTERS * scale) / piece);
        return STEPS[room].map((read) => ({ make: (n) => make(least * n), read }));
      },
    }),
  ),
  ...FILE_PIECES.map(
    ([name, least, make]): Growing => ({
      room: 'files',
      name,
      steps: (scale) => [{ make: (n) => make(least * scale * n), read: readFile }],
    }),
  ),
];

/** What `npm run fuzz` does in its process apart. */
export const TASKS = {
  /** Runs some cases; throws at the first that breaks. */
  async cases(cases: readonly Case[]): Promise<number> {
    for (const { room, seed } of cases) await fuzzCase(room, seed);
    return cases.length;
  },
  /**
   * For each act the milliseconds that 8 texts of n take, 4 of 2n, 2 of 4n and one of 8n: four
   * equal figures are linear, and the collector of garbage has as much to do for each. Time of this
   * thread, the least of some runs, since the machine has other work.
   */
  async growth(index: number, scale: number): Promise<number[][]> {
    const times: number[][] = [];
    for (const { make, read } of GROWING[index]!.steps(scale)) {
      const most = SIZES.at(-1)!;
      const made = SIZES.map((size) => make(size) as never);
      await read(made.at(-1)!);
      const best = SIZES.map(() => Number.POSITIVE_INFINITY);
      for (let run = 0; run < RUNS; run += 1)
        for (const [at, size] of SIZES.entries()) {
          const before = process.threadCpuUsage();
          for (let again = 0; again < most / size; again += 1) await read(made[at]!);
          const { user, system } = process.threadCpuUsage(before);
          best[at] = Math.min(best[at]!, (user + system) / 1000);
        }
      times.push(best);
    }
    return times;
  },
};
