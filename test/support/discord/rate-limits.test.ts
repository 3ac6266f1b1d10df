import { REST } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { BucketRule } from './options.ts';
import { closeLater, connect, discordFor, sendable } from './ready-client.ts';
import { startDiscord } from './start.ts';

const AGENT = { 'user-agent': 'DiscordBot (https://example.org, 1)' };
const fast: BucketRule[] = [{ method: '*', path: '*', limit: 2, perMs: 300 }];

/** Sends without any client that waits. */
async function bare(
  discord: Awaited<ReturnType<typeof startDiscord>>,
  path: string,
  token = discord.token,
) {
  const response = await fetch(`${discord.api}/v10${path}`, {
    headers: { ...AGENT, authorization: `Bot ${token}` },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : null,
  };
}

describe('buckets', () => {
  it('say what is left and refuse what is too much, each channel for itself', async () => {
    const discord = await discordFor({
      guilds: [{ channels: ['a', 'b'] }],
      rateLimits: { buckets: fast },
    });
    const [a, b] = discord.channels();
    const seen = [];
    for (let n = 0; n < 3; n++) seen.push(await bare(discord, `/channels/${a}`));
    expect(
      seen.map((answer) => [answer.status, answer.headers.get('x-ratelimit-remaining')]),
    ).toEqual([
      [200, '1'],
      [200, '0'],
      [429, '0'],
    ]);
    const refused = seen[2]!;
    expect(refused.json).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(refused.json.retry_after).toBeLessThanOrEqual(0.3);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    expect((await bare(discord, `/channels/${b}`)).status).toBe(200);
    expect(discord.invalidRequests()).toBe(1);
  });

  it('are obeyed by discord.js: seven messages, no 429', async () => {
    const rule: BucketRule = {
      method: 'POST',
      path: '/channels/:channel/messages',
      limit: 3,
      perMs: 400,
    };
    const { discord, client, channel } = await connect({ rateLimits: { buckets: [rule] } });
    const place = await sendable(client, channel);
    const began = Date.now();
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => place.send(`${n}`)));
    expect(Date.now() - began).toBeGreaterThan(790);
    expect(discord.messages(channel)).toHaveLength(7);
    expect(discord.requests.filter((request) => request.status === 429)).toEqual([]);
  });
});

it('the global limit refuses the 51st request of a second, but no interaction', async () => {
  const discord = await discordFor({ rateLimits: { buckets: [] } });
  const statuses = [];
  for (let n = 0; n < 51; n++) statuses.push(await bare(discord, '/users/@me'));
  expect(statuses.filter((answer) => answer.status === 200)).toHaveLength(50);
  expect(statuses[50]!.json.global).toBe(true);
  expect(statuses[50]!.headers.get('x-ratelimit-scope')).toBe('global');
  expect((await bare(discord, '/webhooks/1/token/messages/@original')).status).toBe(404);
});

it('discord.js waits out a 429 that was not its fault', async () => {
  const { discord, client, channel } = await connect();
  const place = await sendable(client, channel);
  discord.fault({
    on: 'POST /channels/:channel/messages',
    rateLimit: { retryAfter: 0.2, scope: 'shared' },
  });
  await place.send('a');
  const [first, second] = discord.requests.filter((request) => request.method === 'POST');
  expect([first!.status, second!.status, discord.invalidRequests()]).toEqual([429, 200, 0]);
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(190);
});

it('a wait that only the body knows can be told by the header in vain', async () => {
  const discord = await discordFor();
  discord.fault({ rateLimit: { retryAfter: 1163.097, header: 1, code: 20028 } });
  const answer = await bare(discord, '/users/@me');
  expect([answer.headers.get('retry-after'), answer.json]).toEqual([
    '1',
    { message: 'You are being rate limited.', retry_after: 1163.097, global: false, code: 20028 },
  ]);
});

it('too many invalid requests ban the address, whatever the token', async () => {
  const discord = closeLater(await startDiscord({ rateLimits: { invalidRequests: 3 } }));
  for (let n = 0; n < 3; n++) expect((await bare(discord, '/users/@me', 'wrong')).status).toBe(401);
  const answer = await bare(discord, '/users/@me');
  expect([answer.status, answer.json, Number(answer.headers.get('retry-after')) > 500]).toEqual([
    429,
    null,
    true,
  ]);
});

it('limits can be switched off', async () => {
  const discord = await discordFor({ rateLimits: false });
  const rest = new REST({ api: discord.api, globalRequestsPerSecond: 1_000 }).setToken(
    discord.token,
  );
  const [channel] = discord.channels();
  await Promise.all(Array.from({ length: 100 }, () => rest.get(`/channels/${channel}`)));
  expect(discord.requests.every((request) => request.status === 200)).toBe(true);
});
