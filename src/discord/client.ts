import { createHash } from 'node:crypto';
import { Client, Events, GatewayIntentBits, Routes } from 'discord.js';
import type { Store } from '../domain/ports.ts';
import { answer } from './answer.ts';
import type { DiscordLog } from './client-log.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { REST_OPTIONS } from './rest-options.ts';
import { watchServers } from './servers.ts';

/** `final` = trying again is of no use before a person changed something. */
export type Connected =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: string; readonly final: boolean };

export interface Discord {
  /** The one REST client of the process; the sink sends through it too. */
  readonly rest: Client['rest'];
  /** Connects and registers the commands; a refused token is an answer, not an exception. */
  start(): Promise<Connected>;
  close(): Promise<void>;
}

/**
 * The bot on the gateway. `Guilds` is the only intent: no message content is ever read. Long rate-limit waits are rejected,
 * since the outbox knows better what to send meanwhile.
 */
export function createDiscord(options: {
  readonly token: string;
  readonly api: string;
  readonly context: CommandContext;
  readonly store: Pick<Store, 'remember' | 'recall' | 'removeServer' | 'subscriptions'>;
  readonly log: DiscordLog;
}): Discord {
  const { log, store } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // As many shards as Discord recommends: one up to a thousand servers or so.
    shards: 'auto',
    allowedMentions: { parse: [] },
    rest: { ...REST_OPTIONS, api: options.api },
  });
  client.rest.setToken(options.token);
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction, options.context, log));
  watchServers(client, store, log);
  client.on(Events.Error, (error) =>
    log.warn({ error: error.message }, 'the Discord connection reported an error'),
  );
  client.rest.on('invalidRequestWarning', (warning) =>
    log.warn({ ...warning }, 'Discord refused many requests'),
  );
  return {
    rest: client.rest,
    start: () => connect(client, options.token, store, log),
    close: () => client.destroy(),
  };
}

const BAD_TOKEN =
  'Discord refused the token: copy it again from the developer portal (your app, Bot, Reset Token) into DISCORD_TOKEN. Alerts wait until then.';

async function connect(
  client: Client,
  token: string,
  store: Pick<Store, 'remember' | 'recall'>,
  log: DiscordLog,
): Promise<Connected> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
    await ready;
  } catch (error) {
    const { code, status, message } = error as { code?: string | number; status?: number; message: string };
    const refused = code === 'TokenInvalid' || status === 401;
    await client.destroy();
    if (refused) return { ok: false, because: BAD_TOKEN, final: true };
    return { ok: false, because: `Discord could not be reached: ${message}`, final: false };
  }
  await register(client, store, log);
  return { ok: true };
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
