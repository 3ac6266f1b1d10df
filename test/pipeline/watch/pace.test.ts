import { afterEach, expect, test, vi } from 'vitest';
import { createPace } from '../../../src/pipeline/watch/pace.ts';

const SEC = { hosts: ['www.sec.gov', 'data.sec.gov'], perSecond: 50, atOnce: 1 };
const MIIT = { hosts: ['*.miit.gov.cn'], perSecond: 100, atOnce: 1 };

afterEach(() => {
  vi.useRealTimers();
});

/** How many requests have started after so many milliseconds, none of which takes any time. */
async function startedAfter(
  pace: ReturnType<typeof createPace>,
  hosts: readonly string[],
  moments: readonly number[],
): Promise<number[]> {
  vi.useFakeTimers();
  let started = 0;
  for (const host of hosts)
    void pace.run(host, async () => {
      started += 1;
    });
  const counts: number[] = [];
  let now = 0;
  for (const moment of moments) {
    await vi.advanceTimersByTimeAsync(moment - now);
    now = moment;
    counts.push(started);
  }
  return counts;
}

test('two hosts of one owner share a queue and its rate', async () => {
  const hosts = ['www.sec.gov', 'data.sec.gov', 'www.sec.gov', 'data.sec.gov'];
  expect(await startedAfter(createPace([SEC]), hosts, [1, 21, 41, 61])).toEqual([1, 2, 3, 4]);
  expect(createPace([SEC]).queueOf('data.sec.gov')).toBe('www.sec.gov');
});

test('a host of no rate is asked once a second, in a queue of its own', async () => {
  const pace = createPace([SEC, MIIT]);
  const host = 'www.example.org';
  expect(await startedAfter(pace, [host, host, host], [1, 999, 1_001, 2_001])).toEqual([
    1, 1, 2, 3,
  ]);
  expect(pace.queueOf(host)).toBe(host);
});

test('a pattern stands for every host below it, and for no other', async () => {
  const slow = createPace([{ hosts: ['*.miit.gov.cn'], perSecond: 100, atOnce: 1 }]);
  const after = async (host: string) => {
    const [count] = await startedAfter(slow, [host, host], [11]);
    return count;
  };
  expect(slow.queueOf('gdca.miit.gov.cn')).toBe('gdca.miit.gov.cn');
  expect(await after('gdca.miit.gov.cn')).toBe(2);
  expect(await after('miit.gov.cn')).toBe(1);
  expect(await after('gdca.miit.gov.cn.example')).toBe(1);
});

test('hosts below a pattern have the rate, each in a queue of its own', async () => {
  const pace = createPace([MIIT]);
  const hosts = ['gdca.miit.gov.cn', 'ahca.miit.gov.cn', 'scca.miit.gov.cn'];
  let underWay = 0;
  const allAtOnce = Promise.withResolvers<void>();
  const request = async () => {
    underWay += 1;
    if (underWay === hosts.length) allAtOnce.resolve();
    await allAtOnce.promise;
  };
  await Promise.all(hosts.map((host) => pace.run(host, request)));
  expect(underWay).toBe(3);
});

test('a request that fails frees its place', async () => {
  const pace = createPace([SEC]);
  await expect(
    pace.run('www.sec.gov', async () => Promise.reject(new Error('broken'))),
  ).rejects.toThrow('broken');
  expect(await pace.run('www.sec.gov', async () => 'next')).toBe('next');
});

test('one request at a time, whatever the rate', async () => {
  const pace = createPace([{ hosts: ['a.example'], perSecond: 1_000, atOnce: 1 }]);
  let underWay = 0;
  let most = 0;
  const request = async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => pace.run('a.example', request)));
  expect(most).toBe(1);
});

test('a host that asked for a rest rests with its whole group, and no longer than the longest', () => {
  let now = 0;
  const pace = createPace([SEC], () => now);
  pace.rest('www.sec.gov', 60_000);
  pace.rest('data.sec.gov', 10_000);
  expect(pace.resting('data.sec.gov')).toBe(60_000);
  now = 60_000;
  expect(pace.resting('www.sec.gov')).toBe(0);
});
