import { describe, expect, it } from 'vitest';
import { createFaults, type Fault, seeded } from './faults.ts';
import { codeOf, connect, sendable } from './ready-client.ts';

const SEND = 'POST /channels/:channel/messages';

describe('an answer that is lost after the message was stored', () => {
  const losses: readonly [string, Fault][] = [
    ['500', { status: 500 }],
    ['a cut connection', { reset: true }],
    ['silence', { hang: true }],
  ];
  it.each(losses)('%s: doubled without a nonce, single with one', async (_how, loss) => {
    const { discord, client, channel } = await connect({}, { rest: { timeout: 200 } });
    const place = await sendable(client, channel);
    discord.fault({ on: SEND, when: 'after', ...loss });
    await place.send('bare');
    discord.fault({ on: SEND, when: 'after', ...loss });
    await place.send({ content: 'named', nonce: 'n1', enforceNonce: true });
    expect(discord.messages(channel).map((message) => message.content)).toEqual([
      'bare',
      'bare',
      'named',
    ]);
  });

  it.each(losses)('%s before it was stored loses nothing', async (_how, loss) => {
    const { discord, client, channel } = await connect({}, { rest: { timeout: 200 } });
    const place = await sendable(client, channel);
    discord.fault({ on: SEND, when: 'before', ...loss });
    await place.send('once');
    expect(discord.messages(channel)).toHaveLength(1);
  });
});

it('a storm of 503 outlasts the retries, and ends when it is cleared', async () => {
  const { discord, client, channel } = await connect();
  const place = await sendable(client, channel);
  const storm = discord.fault({ on: SEND, status: 503, times: Number.POSITIVE_INFINITY });
  expect(await codeOf(place.send('a'))).toBe(503);
  expect(storm.hits).toBe(4);
  storm.clear();
  expect(await codeOf(place.send('a'))).toBeNull();
});

it('a slow answer is slow', async () => {
  const { discord, client, channel } = await connect();
  const place = await sendable(client, channel);
  discord.fault({ on: SEND, delayMs: 120 });
  const began = Date.now();
  await place.send('a');
  expect(Date.now() - began).toBeGreaterThanOrEqual(115);
});

describe('which request a fault hits', () => {
  const hits = (fault: Fault, path = '/channels/1/messages') => {
    const faults = createFaults();
    faults.add(fault);
    return [1, 2, 3, 4].map(
      () => faults.strike('POST', path, '/channels/:channel/messages').length,
    );
  };
  it.each<[string, Fault, number[]]>([
    ['the first by default', { status: 500 }, [1, 0, 0, 0]],
    ['two after one', { status: 500, skip: 1, times: 2 }, [0, 1, 1, 0]],
    ['by the route', { status: 500, on: SEND }, [1, 0, 0, 0]],
    ['by the exact address', { status: 500, on: '* /channels/1/messages', times: 9 }, [1, 1, 1, 1]],
    ['by a pattern', { status: 500, on: /channels\/2/ }, [0, 0, 0, 0]],
  ])('%s', (_how, fault, expected) => {
    expect(hits(fault)).toEqual(expected);
  });

  it('by chance, the same chance for the same seed', () => {
    const draw = seeded(7);
    const row = [draw(), draw(), draw(), draw()].map((value) => (value < 0.5 ? 1 : 0));
    expect(hits({ status: 500, times: 9, chance: 0.5, seed: 7 })).toEqual(row);
    expect(seeded(8)()).not.toBe(seeded(7)());
  });
});
