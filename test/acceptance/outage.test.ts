import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeEach(async () => {
  discord = await startDiscord({ guilds: [{ channels: ['a', 'b', 'c', 'd', 'e', 'f'] }] as never });
  world = await startWorld({ discord });
  for (const channel of discord.channels())
    await discord.slash({
      channel,
      permissions: 'admin',
      name: 'subscribe',
      options: { company: 'TCOM' },
    });
});
afterEach(async () => {
  await world.close();
  await discord.close();
});

const told = () => discord.channels().map((channel) => discord.messages(channel).length);
const clockAt = (minutes: number) =>
  `2021-09-20T${String(10 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('an hour without Discord', () => {
  test.each([
    ['it refuses everything', { status: 503 as const, when: 'before' as const }],
    [
      'it takes messages and its answers are lost',
      { status: 500 as const, when: 'after' as const },
    ],
    ['the connection breaks', { reset: true as const, when: 'before' as const }],
  ])('%s: every channel is told once when it is back', async (_, fault) => {
    world.publish('miit', SHORT_LIST);
    const outage = discord.fault({
      on: 'POST /channels/:channel/messages',
      times: Number.POSITIVE_INFINITY,
      ...fault,
    });
    for (let minute = 5; minute < 65; minute += 3) await world.tickAt(clockAt(minute));
    expect(outage.hits).toBeGreaterThan(0);
    outage.clear();
    for (let minute = 65; minute < 110; minute += 5) await world.tickAt(clockAt(minute));
    expect(told()).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
