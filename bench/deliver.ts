import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REST } from 'discord.js';
import { drawChart } from '../src/base/draw/draw.ts';
import { drawOnce } from '../src/base/draw/draw-once.ts';
import { openStore } from '../src/base/store/open.ts';
import type { Delivery } from '../src/domain/alert.ts';
import type { Chart } from '../src/domain/card.ts';
import type { Instant } from '../src/domain/time.ts';
import { restOptions } from '../src/interfaces/discord/rest-options.ts';
import { nonceOf } from '../src/pipeline/alert/delivery.ts';
import { createDeliver } from '../src/pipeline/deliver/deliver.ts';
import { createRateLimiter } from '../src/pipeline/deliver/rate-limiter.ts';
import { discordSink } from '../src/pipeline/deliver/sinks/discord.ts';
import { previewCard } from '../src/pipeline/present/plain-card.ts';
import { aDelivery, aNewItem, anAlert, NOON } from '../test/base/store/build.ts';
import { anAlertingOutcome } from '../test/base/store/build-outcome.ts';
import { startDiscordApart } from '../test/support/discord/apart.ts';
import { printRows, row } from './row.ts';

/**
 * `node bench/deliver.ts [channels]`: one alert with its chart for many channels of a loopback
 * Discord with its usual limits. Discord allows 50 requests a second; a 429 would count towards a
 * ban, so there must be none.
 */
const channels = Number(process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? 1_000);
const PER_SECOND = 50;

const folder = mkdtempSync(join(tmpdir(), 'deliver-'));
// A process of its own: what it works must not keep the sender waiting, nor the other way round.
const discord = await startDiscordApart({ guilds: 1, channelsEach: channels, keepBodies: false });
const { guilds } = await discord.ask<{ guilds: { channels: string[] }[] }>('state');
const places = guilds.flatMap((guild) => guild.channels);
const store = await openStore({ path: join(folder, 'bench.db') });
await store.saveItem(aNewItem());
const deliveries: Delivery[] = places.map((channel) => {
  const address = { sink: 'discord', to: `channel:${channel}` };
  return aDelivery({
    id: `d-${channel}`,
    address,
    subscriptions: [],
    nonce: nonceOf(anAlert().id, address),
    createdAt: Date.now(),
    dueAt: NOON,
  });
});
await store.saveOutcome(anAlertingOutcome(deliveries), NOON as Instant);
while (await store.writePart());

/** A year of weeks, as the alerts of a company carry it. */
const week = (n: number) => Date.now() - (52 - n) * 7 * 86_400_000;
const chart: Chart = {
  kind: 'score-history',
  title: 'Harbour Games: regulatory risk score',
  alt: 'Harbour Games: regulatory risk score over a year',
  series: [
    {
      name: 'Harbour Games',
      points: Array.from({ length: 52 }, (_, n) => ({ at: week(n), value: n / 2 })),
    },
  ],
  marks: [{ at: week(40), label: 'MIIT: ordered to rectify', kind: 'action' }],
};
const options = restOptions(createRateLimiter(PER_SECOND), new AbortController().signal);
const rest = new REST({ ...options, api: discord.api }).setToken(discord.token);
const deliver = createDeliver({
  store,
  sinks: [
    discordSink(
      rest,
      drawOnce((one) => drawChart(one, true)),
    ),
  ],
  cardOf: async () => ({ ...previewCard('en'), chart }),
  clock: { now: () => Date.now() as Instant },
  random: Math.random,
  by: 'bench',
  log: { info: () => {}, warn: () => {} },
  notifyOwner: async () => {},
  // A look that gave the sink up after ten seconds would return at once from then on, and the loop
  // below would let nothing else run.
  limits: { patienceMs: 600_000 },
});
const started = performance.now();
let sent = 0;
while (sent < channels && performance.now() - started < channels * 100 + 60_000) {
  const report = await deliver.tick(Date.now() as Instant);
  sent += report.sent;
}
const seconds = (performance.now() - started) / 1_000;
const held = await discord.ask<Record<string, unknown[]>>('allMessages');
const messages = Object.values(held).reduce((sum, one) => sum + one.length, 0);
const { invalidRequests } = await discord.ask<{ invalidRequests: number }>('state');
printRows([
  row(
    `one alert to ${channels} channels`,
    'messages/s',
    messages / seconds,
    'requests a second that Discord allows',
    PER_SECOND,
  ),
  row(
    'refused as too fast (429) and other invalid requests',
    'requests',
    invalidRequests,
    'requests',
    channels,
  ),
  row('messages that stand there', 'messages', messages, 'channels', channels),
]);
await store.close();
await discord.close();
rmSync(folder, { recursive: true, force: true });
