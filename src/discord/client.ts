import { createHash } from 'node:crypto';
import { Client, Events, GatewayIntentBits, type Interaction, MessageFlags, Routes } from 'discord.js';
import type { Store } from '../domain/ports.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS } from './commands/index.ts';

export interface DiscordLog {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
}

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
  readonly store: Pick<Store, 'remember' | 'recall' | 'removeServer'>;
  readonly log: DiscordLog;
}): Discord {
  const { log, store } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: {
      api: options.api,
      retries: 1,
      rejectOnRateLimit: (limit) => limit.retryAfter > 5_000,
      invalidRequestWarningInterval: 100,
    },
  });
  client.rest.setToken(options.token);
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction, options.context, log));
  client.on(Events.GuildDelete, (guild) => {
    // `available` is false in an outage that hides a server: that is not leaving.
    if (!guild.available) return;
    store.removeServer(guild.id).then(
      (removed) => log.info({ server: guild.id, removed }, 'left a server and forgot its subscriptions'),
      (error) =>
        log.warn(
          { server: guild.id, error: String(error) },
          'subscriptions of a left server could not be removed',
        ),
    );
  });
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

async function answer(interaction: Interaction, context: CommandContext, log: DiscordLog): Promise<void> {
  try {
    if (interaction.isAutocomplete()) {
      await COMMANDS.find((one) => one.definition.name === interaction.commandName)?.complete?.(
        interaction,
        context,
      );
    } else if (interaction.isChatInputCommand()) {
      await COMMANDS.find((one) => one.definition.name === interaction.commandName)?.run(
        interaction,
        context,
      );
    }
  } catch (error) {
    log.warn(
      {
        command: 'commandName' in interaction ? interaction.commandName : null,
        error: (error as Error).message,
      },
      'a command failed',
    );
    if (interaction.isChatInputCommand()) await apologise(interaction);
  }
}

async function apologise(
  interaction: Extract<Interaction, { isRepliable(): boolean }> & { deferred: boolean; replied: boolean },
): Promise<void> {
  const content = interaction.locale.startsWith('zh')
    ? '出了点问题，请稍后再试。'
    : 'Something went wrong here. Please try again in a moment.';
  try {
    if (!interaction.isRepliable()) return;
    if (interaction.deferred || interaction.replied) await interaction.editReply({ content, embeds: [] });
    else await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  } catch {
    // The interaction may be past its fifteen minutes: then there is nobody left to tell.
  }
}
