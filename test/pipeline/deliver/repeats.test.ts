import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPost } from '../../../src/app/post.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Clock } from '../../../src/domain/ports.ts';
import type { Sink } from '../../../src/domain/sink.ts';
import { readWebhooks } from '../../../src/knowledge/catalog/webhooks.ts';
import type { Post } from '../../../src/pipeline/deliver/post.ts';
import { feishuSink } from '../../../src/pipeline/deliver/sinks/feishu.ts';
import { slackSink } from '../../../src/pipeline/deliver/sinks/slack.ts';
import { teamsSink } from '../../../src/pipeline/deliver/sinks/teams.ts';
import { telegramSink } from '../../../src/pipeline/deliver/sinks/telegram.ts';
import { templateSink } from '../../../src/pipeline/deliver/sinks/template.ts';
import { webhookSink } from '../../../src/pipeline/deliver/sinks/webhook.ts';
import { MINUTE } from '../../base/store/build.ts';
import { type Loopback, startLoopback } from '../../support/loopback.ts';
import { mailBench } from './sinks/mail-bench.ts';
import { aDeliver, FakeRoom, StandingClock, saveAlert } from './world.ts';

/** A far side over HTTP: its sink, what a success looks like, and what tells two messages apart. */
interface Channel {
  readonly name: string;
  readonly make: (post: Post, clock: Clock, origin: string) => Sink;
  readonly to: (origin: string) => string;
  readonly good: readonly [status: number, body: string];
  /** It keeps a key by which it knows a repetition. */
  readonly hasKey: boolean;
}

const TEMPLATES = new Map(Object.entries(readWebhooks('config/webhooks.yml').value ?? {}));

const CHANNELS: readonly Channel[] = [
  {
    name: 'webhook',
    make: (post, clock) => webhookSink(post, clock, null),
    to: (origin) => `${origin}/hook`,
    good: [202, ''],
    hasKey: true,
  },
  {
    name: 'slack',
    make: (post) => slackSink(post),
    to: (origin) => `${origin}/services/x`,
    good: [200, 'ok'],
    hasKey: false,
  },
  {
    name: 'teams',
    make: (post) => teamsSink(post),
    to: (origin) => `${origin}/workflows/x`,
    good: [202, ''],
    hasKey: false,
  },
  ...['wecom', 'dingtalk'].map((name) => ({
    name,
    make: (post: Post, clock: Clock) => templateSink(post, clock, TEMPLATES),
    to: (origin: string) => `${origin}/robot#template=${name}`,
    good: [200, '{"errcode":0}'] as const,
    hasKey: false,
  })),
  {
    name: 'ntfy',
    make: (post, clock) => templateSink(post, clock, TEMPLATES),
    to: (origin) => `${origin}/topic#template=ntfy`,
    good: [200, '{"id":"x"}'],
    hasKey: false,
  },
  {
    name: 'feishu',
    make: (post, clock) => feishuSink(post, clock),
    to: (origin) => `${origin}/bot/v2/hook/x`,
    good: [200, '{"code":0}'],
    hasKey: false,
  },
  {
    name: 'telegram',
    make: (post, _, origin) => telegramSink(post, '1:token', origin),
    to: () => '-1001',
    good: [200, '{"ok":true,"result":{"message_id":7}}'],
    hasKey: false,
  },
];

type Act = (response: ServerResponse) => void;
const status =
  (code: number, body = '', headers: Record<string, string> = {}): Act =>
  (response) =>
    void response.writeHead(code, headers).end(body);

/** How a far side may answer, and whether it may have kept the message all the same. */
const FAULTS: Readonly<Record<string, { readonly act: Act; readonly keeps: boolean }>> = {
  '400': { act: status(400, '{"description":"bad"}'), keeps: false },
  '401': { act: status(401), keeps: false },
  '404': { act: status(404), keeps: false },
  '410': { act: status(410), keeps: false },
  '429 with a time': {
    act: status(429, '{"parameters":{"retry_after":7}}', { 'retry-after': '7' }),
    keeps: false,
  },
  '429 without a time': { act: status(429), keeps: false },
  '500': { act: status(500), keeps: true },
  'a hang behind the body': { act: () => {}, keeps: true },
  'a reset': { act: (response) => void response.socket?.destroy(), keeps: true },
  '200 without JSON': { act: status(200, '<html>ok</html>'), keeps: true },
};
const ROUNDS = 24;

let store: OpenStore;
let clock: StandingClock;
let far: Loopback | null = null;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  clock = new StandingClock();
});
afterEach(async () => {
  await far?.close();
  far = null;
  await store.close();
});

/** Plays a delivery to its end; `faulty` requests go wrong, the rest go well. */
async function play(channel: Channel, fault: { act: Act; keeps: boolean }, faulty: number) {
  const kept: { readonly body: string; readonly key: string }[] = [];
  let requests = 0;
  far = await startLoopback((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      requests += 1;
      const goesWrong = requests <= faulty;
      const key = String(request.headers['webhook-id'] ?? '');
      if (!goesWrong || fault.keeps) kept.push({ body, key });
      (goesWrong ? fault.act : status(...channel.good))(response);
    });
  });
  const posting = createPost(new Set([far.host]), 250);
  const sink = channel.make(posting.post, clock, far.origin);
  const address = { sink: sink.id, to: channel.to(far.origin) };
  await saveAlert(store, 1, ['a'], { address });
  const { deliver, told } = aDeliver(store, [sink], clock);
  for (let round = 0; round < ROUNDS; round += 1) {
    await deliver.tick(clock.now());
    clock.pass(round < 4 ? 31_000 : 20 * MINUTE);
  }
  await posting.close();
  const [row] = await store.deliveries({ limit: 1 });
  return { row: row!, kept, requests, told };
}

describe.each(CHANNELS.map((one) => [one.name, one] as const))('%s', (_, channel) => {
  test.each(Object.entries(FAULTS))(
    '%s once: it arrives, and once more at the most',
    async (name, fault) => {
      const { row, kept } = await play(channel, fault, 1);
      const ends = ['400', '404', '410'].includes(name) && row.state === 'refused';
      expect(ends || row.state === 'sent', `${row.state} ${JSON.stringify(row.lastError)}`).toBe(
        true,
      );
      if (ends) return;
      const messages = channel.hasKey ? new Set(kept.map(({ key }) => key)).size : kept.length;
      expect(messages).toBeGreaterThanOrEqual(1);
      expect(messages).toBeLessThanOrEqual(2);
      // What may be there twice says so, in the message and in the outbox.
      if (!channel.hasKey && kept.length === 2) {
        expect(kept[0]!.body).not.toContain('Possibly repeated');
        expect(kept[1]!.body).toContain('Possibly repeated');
        expect(row).toMatchObject({
          lastError: { code: 'possibly-repeated' },
          repeatedAt: expect.any(Number),
        });
      }
    },
  );

  test.each(Object.entries(FAULTS))(
    '%s for ever: nothing is lost without a word, and nothing is repeated over and over',
    async (name, fault) => {
      const { row, kept, told } = await play(channel, fault, Number.POSITIVE_INFINITY);
      const isAccepted = row.state === 'sent' && name === '200 without JSON';
      if (!isAccepted) {
        expect(row.lastError).not.toBeNull();
        expect(['refused', 'uncertain', 'retrying', 'expired']).toContain(row.state);
      }
      const messages = channel.hasKey ? new Set(kept.map(({ key }) => key)).size : kept.length;
      expect(messages).toBeLessThanOrEqual(2);
      if (name === '410' && channel.name !== 'telegram') expect(told).toHaveLength(1);
    },
  );

  test('a hang before the body was taken is repeated once at the most', async () => {
    const { createServer } = await import('node:net');
    let connects = 0;
    const server = createServer((socket) => {
      socket.on('error', () => {});
      // Its first bytes are read, and nothing behind them.
      socket.once('data', () => {
        connects += 1;
        socket.pause();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    // Long enough for the first bytes on a busy machine; a channel with a key is tried many times.
    const posting = createPost(new Set([`127.0.0.1:${port}`]), channel.hasKey ? 250 : 2_000);
    const origin = `http://127.0.0.1:${port}`;
    const sink = channel.make(posting.post, clock, origin);
    await saveAlert(store, 1, ['a'], { address: { sink: sink.id, to: channel.to(origin) } });
    const { deliver } = aDeliver(store, [sink], clock);
    for (let round = 0; round < 12; round += 1) {
      await deliver.tick(clock.now());
      clock.pass(round < 4 ? 31_000 : 20 * MINUTE);
    }
    const [row] = await store.deliveries({ limit: 1 });
    if (!channel.hasKey) {
      expect(connects).toBe(2);
      expect(row).toMatchObject({ state: 'uncertain', lastError: { code: 'host-unreachable' } });
    }
    await posting.close();
    server.close();
  });
});

describe('mail', () => {
  test('a server that takes it and never says so gets it twice at the most', async () => {
    const bench = await mailBench();
    bench.answer('.', null);
    await saveAlert(store, 1, ['a'], { address: bench.address });
    const { deliver } = aDeliver(store, [bench.sink], clock);
    for (let round = 0; round < 8; round += 1) {
      await deliver.tick(clock.now());
      clock.pass(31_000);
    }
    expect(bench.raw).toHaveLength(2);
    const [row] = await store.deliveries({ limit: 1 });
    expect(row).toMatchObject({ state: 'uncertain' });
    expect(bench.arrived()[1]).toContain('Possibly repeated');
    await bench.close();
  });
});

test('a process that dies while it repeats is followed by no third message', async () => {
  const room = Object.assign(new FakeRoom(clock), { readable: false as const });
  delete room.knowsRepeats;
  await saveAlert(store, 1, ['a']);
  room.fate = () => 'acted and lost';
  const lost = { ...store, recordAttempt: () => new Promise<never>(() => {}) };
  // The first attempt, and a repetition whose end nobody writes down.
  await aDeliver(store, [room], clock).deliver.tick(clock.now());
  clock.pass(70_000);
  const dying = aDeliver(lost, [room], clock, { by: 'run-2', limits: { patienceMs: 50 } });
  await dying.deliver.tick(clock.now());
  expect(room.attempts).toBe(2);
  for (let round = 0; round < 20; round += 1) {
    clock.pass(5 * MINUTE);
    await aDeliver(store, [room], clock, { by: 'run-3' }).deliver.tick(clock.now());
  }
  expect(room.attempts).toBe(2);
  const [row] = await store.deliveries({ limit: 1 });
  expect(row).toMatchObject({ state: 'uncertain', lastError: { code: 'may-have-arrived' } });
});
