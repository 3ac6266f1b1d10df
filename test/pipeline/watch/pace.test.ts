import { expect, test } from 'vitest';
import { createPace } from '../../../src/pipeline/watch/pace.ts';

const SEC = { hosts: ['www.sec.gov', 'data.sec.gov'], perSecond: 50, atOnce: 1 };
const MIIT = { hosts: ['*.miit.gov.cn'], perSecond: 100, atOnce: 1 };

/** When each request started, in milliseconds from the first. */
async function starts(
  pace: ReturnType<typeof createPace>,
  hosts: readonly string[],
): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    hosts.map((host) =>
      pace.run(host, async () => {
        times.push(performance.now());
      }),
    ),
  );
  return times.map((time) => Math.round(time - times[0]!));
}

test('two hosts of one owner share a queue and its rate', async () => {
  const times = await starts(createPace([SEC]), [
    'www.sec.gov',
    'data.sec.gov',
    'www.sec.gov',
    'data.sec.gov',
  ]);
  expect(times[3]).toBeGreaterThanOrEqual(55);
  expect(createPace([SEC]).queueOf('data.sec.gov')).toBe('www.sec.gov');
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
