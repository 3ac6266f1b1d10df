import { createHash } from 'node:crypto';
import { Client, Events, GatewayIntentBits, REST, Routes } from 'discord.js';
import type { Store } from '../domain/ports.ts';
import { answer } from './answer.ts';
import type { DiscordLog } from './client-log.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import type { Connected } from './connected.ts';
import { farewell } from './farewell.ts';
import { REST_OPTIONS, type Turn, takingTurns } from './rest-options.ts';
import { watchServers } from './servers.ts';
import { keepShards, type ShardKeeper, type ShardLeases } from './shards.ts';

export interface Discord {
  /** The REST client that sinks and words to owners go through. */
  readonly rest: REST;
  /** Connects and registers the commands; a refused token is an answer, not an exception. */
  start(): Promise<Connected>;
  close(): Promise<void>;
}

export interface DiscordOptions {
  readonly token: string;
  readonly api: string;
  readonly context: CommandContext;
  readonly store: Pick<Store, 'remember' | 'recall' | 'removeServer' | 'subscriptions'>;
  readonly log: DiscordLog;
  /** Waits for a turn in the budget that all processes of the bot share; absent = this process has it alone. */
  readonly turn?: Turn;
  /** Among several processes, which of them connects which shards; absent = this process connects all. */
  readonly shards?: ShardLeases;
}

/** One gateway connection, or several that discord.js counts itself (`auto`: one up to a thousand servers or so). */
type Shards = 'auto' | { readonly id: number; readonly total: number };

/**
 * The bot on the gateway. `Guilds` is the only intent: no message content is ever read. Long rate-limit waits are rejected,
 * since the outbox knows better what to send meanwhile.
 */
export function createDiscord(options: DiscordOptions): Discord {
  const { log, store, token, turn, shards } = options;
  const restOptions = { ...REST_OPTIONS, ...(turn === undefined ? {} : takingTurns(turn)), api: options.api };
  const rest = new REST(restOptions).setToken(token);
  rest.on('invalidRequestWarning', (warning) => log.warn({ ...warning }, 'Discord refused many requests'));
  const open = new Set<Client>();
  const closing = Promise.withResolvers<never>();
  // Nobody may be connecting when it is closed.
  closing.promise.catch(() => {});
  let keeper: ShardKeeper | null = null;

  const openShards = async (which: Shards): Promise<Connected & { readonly client: Client }> => {
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      ...(which === 'auto' ? { shards: 'auto' } : { shards: [which.id], shardCount: which.total }),
      allowedMentions: { parse: [] },
      rest: restOptions,
    });
    client.on(Events.InteractionCreate, (interaction) => void answer(interaction, options.context, log));
    watchServers(client, store, log);
    client.on(Events.Error, (error) =>
      log.warn({ error: error.message }, 'the Discord connection reported an error'),
    );
    open.add(client);
    const done = await connect(client, token, closing.promise);
    if (!done.ok) open.delete(client);
    return { ...done, client };
  };

  return {
    rest,
    async start() {
      if (shards === undefined) {
        const done = await openShards('auto');
        if (done.ok) await register(done.client, store, log);
        return done;
      }
      keeper ??= keepShards({
        leases: shards,
        store,
        log,
        recommended: async () => (await rest.get(Routes.gatewayBot())) as never,
        async open(id, total) {
          const done = await openShards({ id, total });
          const close = async () => {
            open.delete(done.client);
            await farewell(done.client);
          };
          // Registering once is enough: whoever holds the first shard does it.
          if (done.ok && id === 0) await register(done.client, store, log);
          return { ...done, close };
        },
      });
      return keeper.start().catch((error) => refusal(error));
    },
    async close() {
      closing.reject(new Error('the connection was closed'));
      await keeper?.close();
      await Promise.all([...open].map((client) => farewell(client)));
    },
  };
}

const BAD_TOKEN =
  'Discord refused the token: copy it again from the developer portal (your app, Bot, Reset Token) into DISCORD_TOKEN. Alerts wait until then.';

function refusal(error: unknown): Connected {
  const { code, status, message } = error as { code?: string | number; status?: number; message: string };
  if (code === 'TokenInvalid' || status === 401) return { ok: false, because: BAD_TOKEN, final: true };
  return { ok: false, because: `Discord could not be reached: ${message}`, final: false };
}

/** `closing` rejects when nobody waits for READY any more: the library itself would wait for ever. */
async function connect(client: Client, token: string, closing: Promise<never>): Promise<Connected> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await Promise.race([client.login(token).then(() => ready), closing]);
    return { ok: true };
  } catch (error) {
    await farewell(client);
    return refusal(error);
  }
}

/** Registers the commands when they changed since the last start; a server without application commands still gets alerts. */
async function register(
  client: Client<true> | Client,
  store: Pick<Store, 'remember' | 'recall'>,
  log: DiscordLog,
): Promise<void> {
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
    log.warn(
      { error: (error as Error).message },
      'slash commands could not be registered; alerts are sent all the same',
    );
  }
}
