import type { rowsOf } from './rows.ts';

const LOOK_MS = 200;
const GIVE_UP_MS = 120_000;

/** Measures from each death how long what the dead one held stays without a holder. */
export function createTakeovers(rows: Pick<ReturnType<typeof rowsOf>, 'heldBy' | 'stillOf'>) {
  const running: Promise<number | null>[] = [];
  let over = false;
  const measured = async (pid: number, dead: Promise<void>): Promise<number | null> => {
    await dead;
    const at = Date.now();
    const held = await rows.heldBy(pid);
    if (held.length === 0) return null;
    while (!over && Date.now() - at < GIVE_UP_MS) {
      if ((await rows.stillOf(held)).length === 0) return Date.now() - at;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return over ? null : GIVE_UP_MS;
  };
  return {
    /** Call when a process (by its id) is killed. */
    note: (pid: number, dead: Promise<void>) => void running.push(measured(pid, dead)),
    async all(): Promise<number[]> {
      return (await Promise.all(running)).filter((ms) => ms !== null).sort((a, b) => a - b);
    },
    stop: () => {
      over = true;
    },
  };
}
