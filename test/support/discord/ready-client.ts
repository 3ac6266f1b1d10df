import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js';
import { onTestFinished } from 'vitest';
import type { DiscordOptions } from './options.ts';
import { type Discord, startDiscord } from './start.ts';

/** Closes a thing after the test, last opened first. */
export function closeLater<T extends { close(): unknown }>(thing: T): T {
  onTestFinished(async () => void (await thing.close()));
  return thing;
}

/** A loopback Discord that the test's end closes. */
export async function discordFor(options: DiscordOptions = {}): Promise<Discord> {
  return closeLater(await startDiscord(options));
}

/** A discord.js client on that Discord, not logged in. */
export function clientOn(discord: Discord, options: Partial<ClientOptions> = {}): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    rest: { api: discord.api, ...options.rest },
  });
  client.on(Events.Error, () => {});
  // A discord.js client that is destroyed while it waits for READY never finishes: do not wait long
  // for it.
  closeLater({
    close: () =>
      Promise.race([client.destroy(), new Promise((resolve) => setTimeout(resolve, 1_000))]),
  });
  return client;
}

/** A loopback Discord and a client that is ready on it. */
export async function connect(
  options: DiscordOptions = {},
  client: Partial<ClientOptions> = {},
): Promise<{ discord: Discord; client: Client<true>; channel: string }> {
  const discord = await discordFor(options);
  const own = clientOn(discord, client);
  const ready = new Promise<void>((resolve) => own.once(Events.ClientReady, () => resolve()));
  await own.login(discord.token);
  await ready;
  return { discord, client: own as Client<true>, channel: discord.channels()[0] ?? '' };
}

/** A channel to send to, as the client knows it. */
export async function sendable(client: Client<true>, id: string) {
  const channel = await client.channels.fetch(id);
  if (!channel?.isSendable()) throw new Error(`cannot send to ${id}`);
  return channel;
}

/** Waits until something holds, looking every few milliseconds; throws after `withinMs`. */
export async function until(holds: () => boolean, withinMs = 8_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The code of the error that a call ends in; null when it succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<number | string | null> {
  return call.then(
    () => null,
    (error: { code?: number; status?: number }) => error.code ?? error.status ?? String(error),
  );
}
