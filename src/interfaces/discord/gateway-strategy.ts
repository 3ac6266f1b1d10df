import { setTimeout as wait } from 'node:timers/promises';
import {
  type Client,
  type ClientOptions,
  SimpleShardingStrategy,
  WebSocketShardStatus,
} from 'discord.js';
import type { Log } from '../../domain/sink.ts';

/** The manager of `@discordjs/ws`; discord.js has another class of that name. */
type WebSocketManager = Parameters<
  NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>
>[0];

/**
 * Close reasons after which another attempt is of no use; discord.js rejects `login` with these
 * messages.
 */
const FINAL: ReadonlySet<string> = new Set([
  'Authentication failed',
  'Invalid shard',
  'Sharding is required',
  'Used an invalid API version',
  'Used invalid intents',
  'Used disallowed intents',
]);

/** Whether the gateway refused for a reason that only a person can resolve. */
export const isFinalRefusal = (error: unknown): boolean => FINAL.has((error as Error).message);

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * Milliseconds before connection attempt number `attempt` (0 = the first after a success): 0, 1 s,
 * 2 s, 4 s … 60 s.
 */
export function delayBefore(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
}

interface Socket {
  on(event: 'error' | 'close', listener: () => void): void;
  terminate(): void;
}

/**
 * Internals that the strategy uses: the library neither delays its attempts nor stops while it
 * waits for the next.
 */
interface ShardInside {
  readonly id: number;
  readonly status: WebSocketShardStatus;
  readonly connection: Socket | null;
  connect(): Promise<void>;
}

/** Wraps the reaction to a gateway event: an exception is logged and never ends the process. */
export const guarded =
  (work: (...args: unknown[]) => boolean, log: Log) =>
  (...args: unknown[]): boolean => {
    try {
      return work(...args);
    } catch (error) {
      log.warn({ error: String(error) }, 'an event of the Discord gateway could not be processed');
      return true;
    }
  };

/** Timeout for the gateway's close handshake. */
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * One shard connection attempt at a time, each later than the last while they fail, none after
 * `close`.
 */
export function createGatewayStrategy(log: Log) {
  const stopped = new AbortController();
  const attempts = new Map<number, number>();
  let shards: ReadonlyMap<number, ShardInside> = new Map();
  /** All open sockets: the library loses those that it gives up while connecting. */
  const sockets = new Set<Socket>();

  /**
   * The library removes its listener from a socket that it gives up while connecting; an error
   * without a listener ends the process.
   */
  const hearErrors = (shard: ShardInside | undefined): void => {
    const connection = shard?.connection ?? null;
    if (connection === null || sockets.has(connection)) return;
    sockets.add(connection);
    connection.on('error', () => {});
    connection.on('close', () => sockets.delete(connection));
  };

  /** Settles when a shard may connect; never once stopped, which ends the library's loop. */
  const permission = async (id: number): Promise<void> => {
    const attempt = attempts.get(id) ?? 0;
    attempts.set(id, attempt + 1);
    await wait(delayBefore(attempt), null, stopped).catch(() => {});
    if (stopped.signal.aborted) await new Promise<never>(() => {});
  };

  class PacedStrategy extends SimpleShardingStrategy {
    /**
     * An unreachable gateway is no final failure: discord.js retries by itself, but would reject.
     */
    override async connect(): Promise<void> {
      const connecting = [...shards.values()].map((shard) =>
        shard.connect().catch((error: unknown) => {
          if (isFinalRefusal(error)) throw error;
        }),
      );
      await Promise.all(connecting);
    }
  }

  return {
    /** For the client option `ws.buildStrategy`. */
    build(manager: WebSocketManager): SimpleShardingStrategy {
      const strategy = new PacedStrategy(manager);
      shards = (strategy as unknown as { shards: ReadonlyMap<number, ShardInside> }).shards;
      const options = manager.options as unknown as {
        retrieveSessionInfo: (id: number) => unknown;
      };
      const retrieve = options.retrieveSessionInfo;
      // The library asks for the session before every connection, and before every heartbeat of a
      // live one.
      options.retrieveSessionInfo = async (id) => {
        if (shards.get(id)?.status === WebSocketShardStatus.Idle || stopped.signal.aborted)
          await permission(id);
        return retrieve(id);
      };
      const emit = guarded(manager.emit.bind(manager) as (...args: unknown[]) => boolean, log);
      manager.emit = ((event: string, payload: { shardId: number }) => {
        // Said right before a socket is made: once this call returns, it is there.
        if (event === 'debug') queueMicrotask(() => hearErrors(shards.get(payload.shardId)));
        if (event === 'ready' || event === 'resumed') attempts.delete(payload.shardId);
        return emit(event, payload);
      }) as typeof manager.emit;
      return strategy;
    },
    /**
     * Closes its client within seconds. discord.js waits for the other side to answer the close
     * frame, which a gateway that is down or busy with READY may never do; after the timeout the
     * sockets are dropped, and the session ends by itself.
     */
    async close(client: Client): Promise<void> {
      stopped.abort();
      const late = new AbortController();
      try {
        await Promise.race([client.destroy(), wait(CLOSE_TIMEOUT_MS, null, late)]);
      } finally {
        late.abort();
        for (const socket of sockets) socket.terminate();
      }
    },
  };
}
