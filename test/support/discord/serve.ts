/**
 * A loopback Discord as its own process: `node test/support/discord/serve.ts '{"guilds":3}'`.
 * Prints one JSON line `{api, token, port, applicationId, control}` and runs until it is killed.
 */
import { parseArgs } from 'node:util';
import type { DiscordOptions } from './options.ts';
import { startDiscord } from './start.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const options = JSON.parse(positionals[0] ?? '{}') as DiscordOptions;
const discord = await startDiscord({ clock: Date, ...options });
const { api, token, port, applicationId } = discord;
console.log(
  JSON.stringify({ api, token, port, applicationId, control: `http://127.0.0.1:${port}/_control` }),
);
