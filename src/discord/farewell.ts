import type { Client } from 'discord.js';

/** A goodbye that is not answered by then is not waited for. */
const PATIENCE_MS = 3_000;

/** What of the library is reached into: it knows no way to drop a connection whose other side is silent. */
interface Inside {
  readonly _ws?: {
    readonly strategy?: {
      readonly shards?: ReadonlyMap<number, { readonly connection?: { terminate?(): void } | null }>;
    };
  };
}

/**
 * Closes a client's connections within seconds. discord.js waits for the other side to answer the goodbye, which a gateway that is
 * down or busy with READY may never do; then the sockets are dropped, and the session ends by itself.
 */
export async function farewell(client: Client, patienceMs = PATIENCE_MS): Promise<void> {
  const { _ws: inside } = client.ws as unknown as Inside;
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, patienceMs);
  try {
    await Promise.race([client.destroy(), late.promise]);
  } finally {
    clearTimeout(timer);
    for (const shard of inside?.strategy?.shards?.values() ?? []) shard.connection?.terminate?.();
  }
}
