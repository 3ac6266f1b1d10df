import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, REST, Routes } from 'discord.js';
import type { GatewayStatus } from '../../domain/incident.ts';
import type { Log } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';
import { answer } from './answer.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { type Connected, createGatewayState, type GatewayState } from './gateway-state.ts';
import { createGatewayStrategy, guarded, isFinalRefusal } from './gateway-strategy.ts';
import { type RateLimitSlot, restOptions } from './rest-options.ts';
import { type ServerStore, watchServers } from './servers.ts';
import { connectShards, type ShardConnections, type ShardLeases } from './shards.ts';

export type Discord = ReturnType<typeof createDiscord>;

export interface DiscordOptions {
  readonly token: string;
  readonly api: string;
  readonly context: CommandContext;
  readonly store: ServerStore;
  readonly log: Log;
  readonly now: () => Instant;
  /** Called when the gateway was away for a minute, and whenever it is connected. */
  readonly reportGateway?: (status: GatewayStatus) => void;
  /**
   * Waits for a slot in the budget shared by all processes of the bot; absent = a single process.
   */
  readonly slot?: RateLimitSlot;
  /**
   * Among several processes, which of them connects which shards; absent = this process connects
   * all.
   */
  readonly shards?: ShardLeases;
}

/**
 * One gateway connection, or several that discord.js counts itself (`auto`: one up to a thousand
 * servers or so).
 */
type Shards = 'auto' | { readonly id: number; readonly total: number };

/**
 * The bot on the gateway. `Guilds` is the only intent: no message content is read. Long rate-limit
 * waits are rejected and left to the outbox.
 */
export function createDiscord(options: DiscordOptions) {
  const { log, store, token, slot, shards } = options;
  const closed = new AbortController();
  const overRest = { ...restOptions(slot, closed.signal), api: options.api };
  const rest = new REST(overRest).setToken(token);
  rest.on('invalidRequestWarning', (warning) =>
    log.warn({ ...warning }, 'Discord refused many requests'),
  );
  const state = createGatewayState(options.now, log, options.reportGateway);
  /** What closes each client that is open. */
  const open = new Set<() => Promise<void>>();
  const closing = Promise.withResolvers<never>();
  // No connection may be awaited when it is closed.
  closing.promise.catch(() => {});
  let connections: ShardConnections | null = null;

  /** Rejects once a shard has had its time to connect. */
  const late = async (): Promise<never> => {
    await wait(SHARD_PATIENCE_MS, null, { ref: false });
    throw new Error('no READY in time');
  };

  const openShards = async (which: Shards) => {
    state.begin();
    const strategy = createGatewayStrategy(log);
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      ...(which === 'auto' ? { shards: 'auto' } : { shards: [which.id], shardCount: which.total }),
      allowedMentions: { parse: [] },
      rest: overRest,
      ws: { buildStrategy: strategy.build },
    });
    // discord.js may throw on a packet that it does not expect.
    const packets = client.ws as unknown as { handlePacket(...packet: unknown[]): boolean };
    packets.handlePacket = guarded(packets.handlePacket.bind(packets), log);
    client.on(
      Events.InteractionCreate,
      (interaction) => void answer(interaction, options.context, log),
    );
    watchServers(client, store, log, options.now);
    followShards(client, state, log);
    const close = async () => {
      if (open.delete(close)) await strategy.close(client);
    };
    open.add(close);
    // A shard that does not connect is released, since another process may succeed.
    const patience = which === 'auto' ? closing.promise : Promise.race([closing.promise, late()]);
    const done = await connect(client, token, patience);
    if (!done.ok) {
      state.failed(done.because);
      await close();
      return { ...done, close };
    }
    // Commands are registered once, by the process of the first shard.
    if (which === 'auto' || which.id === 0) await register(client, store, log);
    return { ...done, close };
  };

  return {
    /** The REST client of sinks and of messages to owners. */
    rest,
    /** Connects and registers the commands; a refused token is an answer, not an exception. */
    async start(): Promise<Connected> {
      if (shards === undefined) return openShards('auto');
      connections ??= connectShards({
        leases: shards,
        store,
        log,
        recommended: async () => (await rest.get(Routes.gatewayBot())) as never,
        open: (id, total) => openShards({ id, total }),
      });
      return connections.start().catch((error: unknown) => {
        state.begin();
        return refusal(error);
      });
    },
    /** Whether the gateway is connected, and since when. */
    status: state.status,
    async close(): Promise<void> {
      state.close();
      closing.reject(new Error('the connection was closed'));
      await connections?.close();
      await Promise.all([...open].map((close) => close()));
      closed.abort();
    },
  };
}

const SHARD_PATIENCE_MS = 60_000;

const BAD_TOKEN =
  'Discord refused the token: copy it again from the developer portal (your app, Bot, Reset ' +
  'Token) into DISCORD_TOKEN. Alerts wait until then.';

function refusal(error: unknown): Connected {
  const { code, status, message } = error as {
    code?: string | number;
    status?: number;
    message: string;
  };
  if (code === 'TokenInvalid' || status === 401 || message === 'Authentication failed')
    return { ok: false, because: BAD_TOKEN, final: true };
  return {
    ok: false,
    because: `Discord could not be reached: ${message}`,
    final: isFinalRefusal(error),
  };
}

/**
 * Waits for READY; `patience` rejects when the wait is over: the library itself would wait for
 * ever.
 */
async function connect(
  client: Client,
  token: string,
  patience: Promise<never>,
): Promise<Connected> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await Promise.race([client.login(token).then(() => ready), patience]);
    return { ok: true };
  } catch (error) {
    return refusal(error);
  }
}

function followShards(client: Client, state: GatewayState, log: Log): void {
  client.on(Events.ShardReady, (shard) => state.up(shard));
  client.on(Events.ShardResume, (shard) => state.up(shard));
  client.on(Events.ShardReconnecting, (shard) => state.down(shard, null));
  client.on(Events.ShardError, (error, shard) => state.down(shard, error.message));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    state.down(shard, `closed with code ${code}`);
    log.warn(
      { shard, code },
      'Discord closed the connection for good: check the token and the intents',
    );
  });
  client.on(Events.Error, (error) =>
    log.warn({ error: error.message }, 'the Discord connection reported an error'),
  );
}

/**
 * Registers the commands when they changed since the last start; a server without application
 * commands still gets alerts.
 */
async function register(client: Client, store: DiscordOptions['store'], log: Log): Promise<void> {
  const id = client.application?.id;
  if (id === undefined) return;
  const body = COMMANDS.map((command) => command.definition);
  const key = `discord-commands-${id}`;
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  if ((await store.recall(key)) === hash) return;
  try {
    await client.rest.put(Routes.applicationCommands(id), { body });
    await store.remember(key, hash);
    log.info({ commands: body.length }, 'slash commands registered');
  } catch (error) {
    const { message } = error as Error;
    log.warn(
      { error: message },
      'slash commands could not be registered; alerts are sent all the same',
    );
  }
}
