import { expect, test } from 'vitest';
import { connectShards, type ShardLeases } from '../../../src/interfaces/discord/shards.ts';

/**
 * Leases of a fleet in memory, which end with the process that holds them, and a clock for what
 * rests.
 */
function leaseTable() {
  const held = new Map<string, { by: string; restUntil: number }>();
  const clock = { now: 0 };
  const dead = new Set<string>();
  const alive = (name: string) => {
    const one = held.get(name);
    return one !== undefined && one.by !== '' && !dead.has(one.by);
  };
  const of = (by: string): ShardLeases => ({
    by,
    async claim(names) {
      const free = names.filter((name) => {
        const one = held.get(name);
        return one?.by === by || (!alive(name) && (one?.restUntil ?? 0) <= clock.now);
      });
      for (const name of free) held.set(name, { by, restUntil: 0 });
      return new Set(free);
    },
    async release(names, restMs = 0) {
      for (const name of names)
        if (held.get(name)?.by === by) held.set(name, { by: '', restUntil: clock.now + restMs });
    },
    holders: async (prefix) =>
      [...held].flatMap(([name, one]) =>
        name.startsWith(prefix) && alive(name) ? [{ name, by: one.by }] : [],
      ),
  });
  return {
    of,
    clock,
    die: (by: string) => void dead.add(by),
    steal: (name: string, by: string) => held.set(name, { by, restUntil: 0 }),
  };
}

function bots(shards: number, maxConcurrency = 16) {
  const table = leaseTable();
  const memory = new Map<string, string>();
  const greeted: { at: number; by: string; id: number; total: number }[] = [];
  const join = async (by: string, recommended = shards) => {
    const leases = table.of(by);
    await leases.claim([`role:bot:${by}`]);
    const open = new Set<number>();
    const keeper = connectShards({
      leases,
      store: {
        remember: async (key, value) => void memory.set(key, value),
        recall: async (key) => memory.get(key) ?? null,
      },
      log: { info: () => {}, warn: () => {} },
      recommended: async () => ({
        shards: recommended,
        session_start_limit: { max_concurrency: maxConcurrency },
      }),
      async open(id, total) {
        greeted.push({ at: table.clock.now, by, id, total });
        open.add(id);
        return { ok: true, close: async () => void open.delete(id) };
      },
      // Rounds are called by the test.
      rebalanceMs: 1_000_000_000,
    });
    return { by, keeper, shards: () => [...open].sort((a, b) => a - b) };
  };
  type Bot = Awaited<ReturnType<typeof join>>;
  const rounds = async (count: number, ...all: Bot[]) => {
    for (let n = 0; n < count; n += 1) {
      table.clock.now += 5_000;
      for (const bot of all) await bot.keeper.rebalance();
    }
  };
  return { table, join, rounds, greeted };
}

const once = (...all: { shards: () => number[] }[]) =>
  all.flatMap((bot) => bot.shards()).sort((a, b) => a - b);

test('one bot has all shards; one that joins gets its half, each shard always in one place', async () => {
  const { join, rounds } = bots(4);
  const first = await join('one');
  await first.keeper.start();
  expect(first.shards()).toEqual([0, 1, 2, 3]);
  const two = await join('two');
  await two.keeper.start();
  await rounds(6, first, two);
  expect(first.shards()).toHaveLength(2);
  expect(two.shards()).toHaveLength(2);
  expect(once(first, two)).toEqual([0, 1, 2, 3]);
  await first.keeper.close();
  await two.keeper.close();
});

test('shards of a bot that died are taken over; with one shard the other bot stands by', async () => {
  const { table, join, rounds } = bots(1);
  const [one, two] = [await join('one'), await join('two')];
  await one.keeper.start();
  await two.keeper.start();
  await rounds(3, one, two);
  expect([one.shards(), two.shards()]).toEqual([[0], []]);
  table.die('one');
  await rounds(2, two);
  expect(two.shards()).toEqual([0]);
  await one.keeper.close();
  await two.keeper.close();
});

test('after an outage every holder may come back to its own before anybody takes it', async () => {
  const { table, join, rounds } = bots(2);
  const [one, two] = [await join('one'), await join('two')];
  await one.keeper.start();
  await two.keeper.start();
  await rounds(4, one, two);
  expect([one.shards().length, two.shards().length]).toEqual([1, 1]);
  const mine = one.shards()[0]!;
  // The lease ran out while the database was away, and is back before the second look.
  await table.of('one').release([`shard:${mine}`]);
  await rounds(1, two);
  await table.of('one').claim([`shard:${mine}`]);
  await rounds(3, two, one);
  expect(one.shards()).toEqual([mine]);
  await one.keeper.close();
  await two.keeper.close();
});

test('a shard that another bot has taken over is closed here', async () => {
  const { table, join, rounds } = bots(1);
  const first = await join('one');
  await first.keeper.start();
  table.steal('shard:0', 'two');
  await rounds(1, first);
  expect(first.shards()).toEqual([]);
  await first.keeper.close();
});

test('shards of one group greet Discord five seconds apart, whichever bot they belong to', async () => {
  const { join, rounds, greeted } = bots(4, 1);
  const [one, two] = [await join('one'), await join('two')];
  await one.keeper.start();
  await two.keeper.start();
  await rounds(8, one, two);
  expect(once(one, two)).toEqual([0, 1, 2, 3]);
  const at = greeted.map((one) => one.at);
  expect(new Set(at).size).toBe(at.length);
  await one.keeper.close();
  await two.keeper.close();
});

test('all agree on the number of shards as long as any is connected', async () => {
  const { join, rounds, greeted } = bots(2);
  const first = await join('one');
  await first.keeper.start();
  const two = await join('two', 3);
  await two.keeper.start();
  await rounds(4, first, two);
  expect(new Set(greeted.map((one) => one.total))).toEqual(new Set([2]));
  await first.keeper.close();
  await two.keeper.close();
});
