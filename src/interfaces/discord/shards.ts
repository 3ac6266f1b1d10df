import type { Store } from '../../domain/ports.ts';
import type { Log } from '../../domain/sink.ts';
import type { Connected } from './gateway-state.ts';

/** Leases among the processes of one bot (see the store's). */
export interface ShardLeases {
  readonly by: string;
  claim(names: readonly string[]): Promise<ReadonlySet<string>>;
  release(names: readonly string[], restMs?: number): Promise<void>;
  holders(prefix: string): Promise<readonly { readonly name: string; readonly by: string }[]>;
}

interface ShardDeps {
  readonly leases: ShardLeases;
  readonly store: Pick<Store, 'remember' | 'recall'>;
  readonly log: Log;
  /**
   * Discord's gateway limits: recommended shards, and how many may identify within five seconds.
   */
  readonly recommended: () => Promise<{
    shards: number;
    session_start_limit: { max_concurrency: number };
  }>;
  /** Connects one shard. */
  readonly open: (id: number, total: number) => Promise<Connected & { close(): Promise<void> }>;
  readonly rebalanceMs?: number;
}

export type ShardConnections = ReturnType<typeof connectShards>;

const REBALANCE_MS = 5_000;
/** Discord allows one identify every five seconds per group of shards. */
const GREETING_MS = 5_000;
const TOTAL = 'discord-shards';

/**
 * Divides the shards among the processes: each leases its share, takes over shards of a dead
 * process, and releases shards above its share when another process joins. With one shard the
 * others stand by.
 */
export function connectShards({ leases, store, log, recommended, open, rebalanceMs }: ShardDeps) {
  const mine = new Map<number, { close(): Promise<void> }>();
  /**
   * Free in the last round: after an outage of the database every process gets a round to renew its
   * leases.
   */
  let freeBefore: ReadonlySet<number> | null = null;
  let total = 0;
  let groups = 1;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let closed = false;

  const agreeOnTotal = async (): Promise<void> => {
    const advice = await recommended();
    groups = advice.session_start_limit.max_concurrency;
    const agreed = Number((await store.recall(TOTAL)) ?? 0);
    const inUse = (await leases.holders('shard:')).length > 0;
    total = inUse && agreed > 0 ? agreed : advice.shards;
    if (total !== agreed) await store.remember(TOTAL, String(total));
    if (advice.shards > total * 2)
      log.warn(
        { shards: total, recommended: advice.shards },
        'the bot has outgrown its shards: stop all bot processes once, then start them again',
      );
  };

  const drop = async (id: number): Promise<void> => {
    const shard = mine.get(id);
    mine.delete(id);
    await shard?.close();
  };

  const take = async (id: number): Promise<Connected | null> => {
    const greeting = `greeting:${id % groups}`;
    if (!(await leases.claim([greeting])).has(greeting)) return null;
    try {
      const name = `shard:${id}`;
      if (!(await leases.claim([name])).has(name)) return null;
      const shard = await open(id, total);
      if (shard.ok) {
        mine.set(id, shard);
        log.info({ shard: id, of: total }, 'a shard is connected');
      } else await leases.release([name]);
      return shard;
    } finally {
      await leases.release([greeting], GREETING_MS);
    }
  };

  /** Closes the shards that another process holds now. */
  const dropTaken = async (holders: ReadonlyMap<number, string>): Promise<void> => {
    for (const id of [...mine.keys()]) {
      if ((holders.get(id) ?? leases.by) === leases.by) continue;
      log.warn({ shard: id }, 'another process has taken over a shard of this one');
      await drop(id);
    }
  };

  /**
   * Releases one shard beyond this process's share. One a round: its servers have no commands until
   * another process has connected it.
   */
  const giveAway = async (share: number): Promise<number | undefined> => {
    const [extra] = mine.size > share ? mine.keys() : [];
    if (extra === undefined) return undefined;
    await drop(extra);
    await leases.release([`shard:${extra}`]);
    return extra;
  };

  const look = async (): Promise<Connected> => {
    const holders = new Map(
      (await leases.holders('shard:')).map(({ name, by }) => [Number(name.slice(6)), by]),
    );
    await dropTaken(holders);
    const bots = Math.max(1, (await leases.holders('role:bot:')).length);
    const share = Math.ceil(total / bots);
    const extra = await giveAway(share);
    const free = Array.from({ length: total }, (_, id) => id).filter(
      (id) => !holders.has(id) && id !== extra,
    );
    const ready = free.filter((id) => freeBefore?.has(id) ?? true);
    freeBefore = new Set(free);
    for (const id of ready) {
      if (closed || mine.size >= share) break;
      const taken = await take(id);
      if (taken !== null && !taken.ok) return taken;
    }
    return { ok: true };
  };

  const rebalance = (): Promise<void> => {
    running ??= look()
      .then((done) => {
        if (!done.ok) log.warn({}, done.because);
      })
      // The database or Discord is away: what is connected stays so.
      .catch((error: Error) =>
        log.info({ error: error.message }, 'shards could not be looked after'),
      )
      .finally(() => {
        running = null;
      });
    return running;
  };

  return {
    /** Fetches the number of shards and connects this process's share. */
    async start(): Promise<Connected> {
      await agreeOnTotal();
      const done = await look();
      if (!done.ok && done.final) return done;
      timer ??= setInterval(() => void rebalance(), rebalanceMs ?? REBALANCE_MS);
      return { ok: true };
    },
    /** One round of balancing; repeated by a timer. */
    rebalance,
    async close(): Promise<void> {
      closed = true;
      clearInterval(timer);
      await running;
      for (const id of [...mine.keys()]) await drop(id);
    },
  };
}
