/** Discord's epoch, 2015-01-01T00:00Z, in milliseconds. */
const EPOCH = 1_420_070_400_000n;
/** Where planted ids begin: in 2018, so that they have eighteen digits as real ones do. */
const PLANTED = 100_000_000_000n;

/** A source of ids that always grow, whose upper bits carry the time as Discord's do. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const timed = (BigInt(Math.trunc(now())) - EPOCH) << 22n;
    last = timed > last ? timed : last + 1n;
    return last.toString();
  };
}

/**
 * The `index`-th of a row of ids one tick apart, so that `(id >> 22) % shards` spreads guilds
 * evenly.
 * `space` keeps the rows of guilds, channels and people from sharing an id.
 */
export function plantedId(space: 1 | 2 | 3 | 4, index: number): string {
  return (
    ((PLANTED + BigInt(space) * 10_000_000n + BigInt(index)) << 22n) +
    BigInt(space)
  ).toString();
}

/** The shard that hears about a guild. */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
