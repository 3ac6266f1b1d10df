import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/base/store/open.ts';
import type { Instant } from '../src/domain/time.ts';
import { createDiscord } from '../src/interfaces/discord/client.ts';
import type { CommandContext } from '../src/interfaces/discord/command.ts';
import { startDiscordApart } from '../test/support/discord/apart.ts';
import { printRows, row } from './row.ts';

/**
 * `node --expose-gc bench/discord.ts [servers]`: the bot connects to a loopback Discord (a process
 * of its own) that has it in so many servers of twenty channels, and is ready when every one is
 * known; then it closes while the gateway does not answer.
 */
const servers = Number(process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? 5_000);
const CHANNELS = 20;
/** What is asked of it here: ready within a minute, on a small machine. */
const READY_SECONDS = 60;
const MEMORY_MIB = 512;
const CLOSE_SECONDS = 5;

const discord = await startDiscordApart({
  guilds: servers,
  channelsEach: CHANNELS,
  keepBodies: false,
});
const folder = mkdtempSync(join(tmpdir(), 'ready-'));
const store = await openStore({ path: join(folder, 'bench.db') });
const mib = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};
const before = mib();
const bot = createDiscord({
  token: discord.token,
  api: discord.api,
  context: {} as CommandContext,
  store,
  now: () => Date.now() as Instant,
  log: { info: () => {}, warn: () => {} },
});
const started = performance.now();
const connected = await bot.start();
if (!connected.ok) throw new Error(connected.because);
const seconds = (performance.now() - started) / 1_000;
const after = mib();
const { sessions } = await discord.ask<{ sessions: { connected: boolean }[] }>('state');
await discord.ask('gateway', { do: 'deafen' });
const leaving = performance.now();
await bot.close();
const closing = (performance.now() - leaving) / 1_000;
printRows([
  row(
    `ready with ${servers} servers of ${CHANNELS} channels`,
    's',
    seconds,
    'seconds that are asked for',
    READY_SECONDS,
  ),
  row('resident memory with them', 'MiB', after, 'memory of a small machine', MEMORY_MIB),
  row('memory that they take', 'MiB', after - before, 'memory of a small machine', MEMORY_MIB),
  row(
    'shards connected',
    'shards',
    sessions.filter((one) => one.connected).length,
    'one for each thousand',
    Math.ceil(servers / 1_000),
  ),
  row(
    'close handshake with a gateway that does not answer',
    's',
    closing,
    'seconds that are asked for',
    CLOSE_SECONDS,
  ),
]);
await store.close();
await discord.close();
rmSync(folder, { recursive: true, force: true });
