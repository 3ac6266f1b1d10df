import { setTimeout as wait } from 'node:timers/promises';
import type { Member } from './processes.ts';
import type { createTakeovers } from './takeovers.ts';

/** What is done to the programs, with its weight among a hundred. */
const KINDS = { kill: 40, pause: 12, cut: 22, hang: 14, restart: 12 } as const;
export type Disturbance = keyof typeof KINDS;

const MOST_RESTARTS = 6;

interface DisturbDeps {
  readonly members: readonly Member[];
  /** Restarts the database server, where it is ours. */
  readonly restart: (() => Promise<void>) | null;
  readonly takeovers: ReturnType<typeof createTakeovers>;
  /** 0 to 1, from the seed. */
  readonly draw: () => number;
  readonly everyMs: number;
  readonly say: (line: string) => void;
}

/** Disturbs until it is stopped; then everything is mended and every program runs. */
export function disturb({ members, restart, takeovers, draw, everyMs, say }: DisturbDeps) {
  const counts: Record<Disturbance, number> = { kill: 0, pause: 0, cut: 0, hang: 0, restart: 0 };
  const under = new Set<Promise<void>>();
  const busy = new Set<Member>();
  let over = false;
  const ended = Promise.withResolvers<void>();
  let byThemselves = 0;

  const deeds: Record<Disturbance, (one: Member) => Promise<void>> = {
    async kill(member) {
      const pid = member.pid();
      const away = 500 + draw() * 12_000;
      const dead = member.kill();
      if (pid !== null) takeovers.note(pid, dead);
      await dead;
      await wait(away);
      member.start();
    },
    async pause(member) {
      const ms = 3_000 + draw() * 37_000;
      member.pause();
      await wait(ms);
      member.resume();
    },
    async cut(one) {
      one.line.cut();
    },
    async hang(member) {
      const ms = 2_000 + draw() * 28_000;
      member.line.hang();
      await wait(ms);
      member.line.mend();
    },
    async restart() {
      await restart?.();
    },
  };

  const pick = (): Disturbance => {
    let at = draw() * 100;
    for (const [kind, weight] of Object.entries(KINDS)) {
      at -= weight;
      if (at < 0) return kind as Disturbance;
    }
    return 'kill';
  };

  const going = (async () => {
    while (!over) {
      await Promise.race([wait(everyMs * (0.4 + 1.2 * draw())), ended.promise]);
      for (const gone of members.filter((one) => !busy.has(one) && one.pid() === null)) {
        byThemselves += 1;
        gone.start();
      }
      // One of three is always left at work: with nobody there, nothing could be taken over.
      const free = members.filter((one) => !busy.has(one) && one.up());
      const kind = pick();
      const member = free[Math.floor(draw() * free.length)];
      if (over || member === undefined || free.length < 2) continue;
      if (kind === 'restart' && counts.restart >= MOST_RESTARTS) continue;
      counts[kind] += 1;
      say(kind === 'restart' ? 'the database restarts' : `${kind} ${member.name}`);
      busy.add(member);
      const deed = deeds[kind](member).finally(() => {
        busy.delete(member);
        under.delete(deed);
      });
      under.add(deed);
    }
  })();

  return {
    async stop(): Promise<Readonly<Record<Disturbance, number>>> {
      over = true;
      ended.resolve();
      await going;
      await Promise.all(under);
      for (const member of members)
        if (member.pid() === null) {
          byThemselves += 1;
          member.start();
        }
      return counts;
    },
    /** Programs that ended without being killed. */
    endedByThemselves: () => byThemselves,
  };
}
