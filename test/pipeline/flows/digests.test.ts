import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Channel } from '../../../src/domain/channel.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { digestTick, nextDigest } from '../../../src/pipeline/flows/digests.ts';
import type { Knowledge } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aSignal, aSubscription, HOUR } from '../../base/store/build.ts';
import { anAlertingOutcome } from '../../base/store/build-outcome.ts';

const knowledge = { catalog: { companies: new Map() } } as unknown as Knowledge;
const ROUND = 10 * 60_000;
const START = Date.parse('2026-03-27T12:00Z');
const DAY = 24 * HOUR;

let store: OpenStore;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
});
afterEach(() => store.close());

const room = (n: number) => ({ sink: 'fake', to: `room-${n}` });
const channel = (n: number, changes: Partial<Channel> = {}): Channel => ({
  address: room(n),
  server: null,
  zone: 'Asia/Hong_Kong',
  digest: { every: 'daily', at: '08:00', weekday: 1 },
  quiet: null,
  digestedOn: null,
  ...changes,
});

/** A signal that waits at these rooms since an instant. */
async function waits(rooms: readonly number[], since: number): Promise<void> {
  const [item, signal] = [`item-${since}`, `signal-${since}`];
  await store.saveItem(aNewItem({ id: item, key: item, hash: item }));
  await store.saveOutcome(
    anAlertingOutcome([], {
      item,
      signals: [aSignal({ id: signal })],
      steps: [],
      scores: [],
      waiting: rooms.map((n) => ({
        address: room(n),
        signal,
        since,
        because: storedSentence('the digest'),
      })),
    }),
    since as Instant,
  );
}
const wish = (n: number) =>
  store.addSubscription(
    aSubscription({ id: `wish-${n}`, address: room(n), scope: { kind: 'all' } }),
  );

/** Days and hours at which each room got a digest within some days, looking every ten minutes. */
async function told(days: number, meanwhile: (now: number) => Promise<void> = async () => {}) {
  for (let now = START; now < START + days * DAY; now += ROUND) {
    await meanwhile(now);
    await digestTick(now as Instant, store, knowledge);
  }
  const made = await store.deliveries({ limit: 999 });
  return made
    .filter((one) => one.alert.startsWith('digest:'))
    .map((one) => `${one.address.to} ${new Date(one.createdAt).toISOString().slice(5, 16)}`)
    .toSorted();
}

test('each channel gets its digest at its hour, in its zone, also over a change of the clocks', async () => {
  const channels = [
    channel(1),
    channel(2, { zone: 'Europe/London', digest: { every: 'daily', at: '07:30', weekday: 1 } }),
    channel(3, { zone: 'America/New_York', digest: { every: 'weekly', at: '18:00', weekday: 7 } }),
    channel(4, { zone: 'Pacific/Auckland', digest: { every: 'daily', at: '00:00', weekday: 1 } }),
  ];
  for (const one of channels) await store.saveChannel(one);
  // The last one never set anything.
  for (const n of [1, 2, 3, 4, 5]) await wish(n);
  await waits([1, 2, 3, 4, 5], START);
  const second = START + 30 * HOUR;
  const digests = await told(4, async (now) => {
    if (now === second) await waits([1, 2, 5], second);
  });
  expect(digests).toEqual([
    'room-1 03-28T00:00',
    'room-1 03-29T00:00',
    'room-2 03-28T07:30',
    // Summer time began in London that night.
    'room-2 03-29T06:30',
    'room-3 03-29T22:00',
    'room-4 03-28T11:00',
    'room-5 03-28T00:00',
    'room-5 03-29T00:00',
  ]);
});

test('a weekly digest whose day passed without the program is made when it is back, once', async () => {
  await store.saveChannel(channel(1, { digest: { every: 'weekly', at: '08:00', weekday: 3 } }));
  await wish(1);
  await waits([1], Date.parse('2026-03-24T12:00Z'));
  await waits([1], Date.parse('2026-03-26T12:00Z'));
  // Wednesday was the 25th; what came after it waits for the next one.
  expect(await told(7)).toEqual(['room-1 03-27T12:00', 'room-1 04-01T00:00']);
});

test('an hour that is changed counts at once, though the channel was put off to the one before', async () => {
  await store.saveChannel(channel(1));
  await wish(1);
  await waits([1], START);
  const change = START + 2 * HOUR;
  const digests = await told(1, async (now) => {
    const digest = { every: 'daily', at: '23:30', weekday: 1 } as const;
    if (now === change) await store.saveChannel(channel(1, { digest }));
  });
  expect(digests).toEqual(['room-1 03-27T15:30']);
});

test('a change of settings between the look and its end is not put off', async () => {
  await store.saveChannel(channel(1));
  await waits([1], START);
  const [look] = await store.dueDigests(START as Instant);
  await store.saveChannel(channel(1, { zone: 'Europe/London' }));
  await store.postponeDigests([{ ...look!, at: (START + DAY) as Instant }]);
  expect(await store.dueDigests(START as Instant)).toMatchObject([
    { channel: { zone: 'Europe/London' } },
  ]);
});

test('who is not due is neither asked about nor looked at again before the hour', async () => {
  const rooms = Array.from({ length: 300 }, (_, n) => n);
  await waits(rooms, START);
  const calls: string[] = [];
  const counting = new Proxy(store, {
    get(target, name, self) {
      if (typeof name === 'string') calls.push(name);
      return Reflect.get(target, name, self);
    },
  });
  await digestTick(START as Instant, counting, knowledge);
  expect(calls).toEqual(['dueDigests', 'postponeDigests']);
  expect(await store.dueDigests((START + HOUR) as Instant)).toEqual([]);
  const eight = Date.parse('2026-03-28T00:00Z') as Instant;
  expect(await store.dueDigests(eight)).toHaveLength(300);
});

test.each([
  ['before the hour', '2026-03-27T22:59Z', 'Asia/Hong_Kong', '07:00', '2026-03-27T23:00Z'],
  [
    'at the hour, the next day',
    '2026-03-27T23:00Z',
    'Asia/Hong_Kong',
    '07:00',
    '2026-03-28T23:00Z',
  ],
  [
    'an hour that the clocks leave out',
    '2026-03-28T20:00Z',
    'Europe/Berlin',
    '02:30',
    '2026-03-29T01:30Z',
  ],
  ['an hour that comes twice', '2026-10-24T20:00Z', 'Europe/Berlin', '02:30', '2026-10-25T00:30Z'],
])('the next digest: %s', (_, now, zone, at, next) => {
  const settings = { zone, digest: { every: 'daily', at, weekday: 1 } } as const;
  expect(new Date(nextDigest(settings, Date.parse(now) as Instant)).toISOString()).toBe(
    new Date(next).toISOString(),
  );
});
