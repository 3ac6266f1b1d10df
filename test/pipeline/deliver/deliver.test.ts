import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Delivery } from '../../../src/domain/alert.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Sink } from '../../../src/domain/sink.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { aSubscription, HOUR, NOON } from '../../base/store/build.ts';
import { aCard, aDeliver, FakeRoom, StandingClock, saveAlert, states } from './world.ts';

let store: OpenStore;
let clock: StandingClock;
let room: FakeRoom;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  clock = new StandingClock();
  room = new FakeRoom(clock);
});
afterEach(() => store.close());

const now = () => clock.now();
const row = async (): Promise<Delivery> => (await store.deliveries({ limit: 1 }))[0]!;

describe('a delivery that goes well', () => {
  test('is sent once with its nonce and carries its alert as reference', async () => {
    await saveAlert(store, 1, ['a']);
    const { deliver } = aDeliver(store, [room], clock);
    expect(await deliver.tick(now())).toMatchObject({ sent: 1, retrying: 0 });
    expect(await deliver.tick(now())).toMatchObject({ sent: 0 });
    expect(await row()).toMatchObject({ state: 'sent', message: 'm-1', attempts: 1 });
    const [posted] = room.posted;
    expect(posted?.message).toMatchObject({
      nonce: (await row()).nonce,
      card: { reference: 'alert-1' },
      replyTo: null,
      role: null,
      quiet: false,
    });
  });

  test('replies to the message of the alert it follows', async () => {
    await saveAlert(store, 1, ['a', 'b']);
    await saveAlert(store, 2, ['a'], {}, { follows: 'alert-1' });
    const { deliver } = aDeliver(store, [room], clock);
    await deliver.tick(now());
    const first = room.posted.find((one) => one.to === 'a' && one.reference === 'alert-1');
    expect(room.posted.find((one) => one.reference === 'alert-2')?.message.replyTo).toBe(first?.id);
  });

  test('mentions the role that its subscription names, and rings only for what is pushed', async () => {
    await store.addSubscription(aSubscription({ id: 's', role: 'desk' }));
    await store.addSubscription(aSubscription({ id: 'x', scope: { kind: 'all' }, role: 'other' }));
    await saveAlert(store, 1, ['room-1'], { subscriptions: ['s'] }, { urgency: 'same-day' });
    await aDeliver(store, [room], clock).deliver.tick(now());
    expect(room.posted[0]?.message).toMatchObject({ role: 'desk', quiet: true });
  });

  test('goes out gravest first, and in order at each address', async () => {
    await saveAlert(store, 1, ['a'], { level: 1 });
    await saveAlert(store, 2, ['a', 'b'], { level: 3 });
    await saveAlert(store, 3, ['a', 'b'], { level: 3 });
    await saveAlert(store, 4, ['b'], { level: 5 });
    await aDeliver(store, [room], clock, { limits: { concurrency: 1 } }).deliver.tick(now());
    const of = (to: string) =>
      room.posted.filter((one) => one.to === to).map((one) => one.reference);
    expect(room.posted[0]?.reference).toBe('alert-4');
    expect(of('a')).toEqual(['alert-2', 'alert-3', 'alert-1']);
    expect(of('b')).toEqual(['alert-4', 'alert-2', 'alert-3']);
  });

  test('never has more attempts under way than allowed, nor two at one address', async () => {
    for (let n = 0; n < 5; n += 1) await saveAlert(store, n, ['a', 'b', 'c', 'd', 'e', 'f']);
    const under = new Map<string, number>();
    let most = 0;
    let mostAtOne = 0;
    const slow: Sink = {
      id: 'fake',
      find: async () => null,
      async send(message) {
        const { to } = message.address;
        under.set(to, (under.get(to) ?? 0) + 1);
        most = Math.max(
          most,
          [...under.values()].reduce((sum, one) => sum + one, 0),
        );
        mostAtOne = Math.max(mostAtOne, under.get(to) ?? 0);
        await new Promise((resolve) => setImmediate(resolve));
        under.set(to, (under.get(to) ?? 0) - 1);
        return { kind: 'sent', message: 'm' };
      },
    };
    const report = await aDeliver(store, [slow], clock, {
      limits: { concurrency: 4 },
    }).deliver.tick(now());
    expect(report.sent).toBe(30);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
    expect(mostAtOne).toBe(1);
  });
});

describe('a delivery that fails', () => {
  test('is tried again later and later, never before the sink allows it', async () => {
    await saveAlert(store, 1, ['a']);
    room.fate = () => ({ kind: 'retry', because: storedSentence('rate limited'), afterMs: 30_000 });
    const { deliver } = aDeliver(store, [room], clock);
    expect(await deliver.tick(now())).toMatchObject({ retrying: 1 });
    expect((await row()).dueAt).toBeGreaterThanOrEqual(NOON + 30_000);
    expect(await deliver.tick((NOON + 29_999) as Instant)).toMatchObject({ retrying: 0 });
    room.fate = () => 'answered';
    clock.pass(33_001);
    expect(await deliver.tick(now())).toMatchObject({ sent: 1 });
  });

  test('expires after its time, and a grave one is kept longer', async () => {
    await saveAlert(store, 1, ['a'], { level: 3 });
    await saveAlert(store, 2, ['b'], { level: 4 });
    room.fate = () => ({ kind: 'retry', because: storedSentence('down'), afterMs: null });
    const { deliver, logged } = aDeliver(store, [room], clock);
    for (let hour = 0; hour < 30; hour += 1) {
      await deliver.tick(now());
      clock.pass(HOUR);
    }
    expect(await states(store)).toEqual({ 'd-1-a': 'expired', 'd-2-b': 'retrying' });
    expect(logged.filter((one) => one.level === 'warn')).toMatchObject([
      { fields: { delivery: 'd-1-a', state: 'expired' }, sentence: 'a delivery did not arrive' },
    ]);
  });

  test('one that nobody claimed in time is not sent as news', async () => {
    await saveAlert(store, 1, ['a']);
    clock.pass(25 * HOUR);
    expect(await aDeliver(store, [room], clock).deliver.tick(now())).toMatchObject({ expired: 1 });
    expect(room.attempts).toBe(0);
  });

  test('a refused message leaves its address alone', async () => {
    await store.addSubscription(aSubscription());
    await saveAlert(store, 1, ['room-1'], { subscriptions: ['subscription-1'] });
    room.fate = () => ({
      kind: 'refused',
      because: storedSentence('invalid form body'),
      disable: false,
    });
    const { deliver, told } = aDeliver(store, [room], clock);
    expect(await deliver.tick(now())).toMatchObject({ refused: 1 });
    expect(told).toEqual([]);
    expect(await store.subscriptions({ active: true })).toHaveLength(1);
  });

  test('an address that is gone is disabled, its owner is told once, and what waits for it is dropped', async () => {
    await store.addSubscription(aSubscription());
    await saveAlert(store, 1, ['room-1'], { subscriptions: ['subscription-1'] });
    await saveAlert(store, 2, ['room-1'], { subscriptions: ['subscription-1'] });
    room.fate = () => ({
      kind: 'refused',
      because: storedSentence('unknown channel'),
      disable: true,
    });
    const { deliver, told } = aDeliver(store, [room], clock);
    expect(await deliver.tick(now())).toMatchObject({ refused: 2 });
    expect(room.attempts).toBe(1);
    expect(told).toMatchObject([
      {
        because: storedSentence('unknown channel'),
        subscriptions: [{ id: 'subscription-1', owner: 'owner-1', disabled: { at: NOON } }],
      },
    ]);
  });

  test('one whose owner cannot be told is settled all the same', async () => {
    await saveAlert(store, 1, ['a']);
    room.fate = () => ({
      kind: 'refused',
      because: storedSentence('unknown channel'),
      disable: true,
    });
    const notifyOwner = () => Promise.reject(new Error('closed'));
    const { deliver, logged } = aDeliver(store, [room], clock, { notifyOwner });
    expect(await deliver.tick(now())).toMatchObject({ refused: 1 });
    expect(logged.at(-1)?.sentence).toBe('an owner could not be told');
  });

  test('one that nobody wants any more is not sent', async () => {
    await saveAlert(store, 1, ['a'], { subscriptions: ['unsubscribed'] });
    const { deliver, logged } = aDeliver(store, [room], clock);
    expect(await deliver.tick(now())).toMatchObject({ refused: 1 });
    expect(room.attempts).toBe(0);
    expect(logged.filter((one) => one.level === 'warn')).toEqual([]);
  });

  test('a card that cannot be made holds up nobody else', async () => {
    await saveAlert(store, 1, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    await saveAlert(store, 2, ['z']);
    const cardOf = async (delivery: Delivery) => {
      if (delivery.alert === 'alert-1') throw new Error('a bug in a card');
      return aCard();
    };
    const { deliver } = aDeliver(store, [room], clock, { cardOf });
    expect(await deliver.tick(now())).toMatchObject({ sent: 1, retrying: 7 });
  });

  test('an address that says "gone" is disabled at once, a server of its own too', async () => {
    await saveAlert(store, 1, ['a', 'b']);
    const own = Object.assign(room, { manyServers: true });
    const gone = { kind: 'refused', because: storedSentence('status 404'), disable: true } as const;
    room.fate = ({ address }) => (address.to === 'a' ? 'answered' : gone);
    const { deliver, told } = aDeliver(store, [own], clock);
    await deliver.tick(now());
    expect(await states(store)).toEqual({ 'd-1-a': 'sent', 'd-1-b': 'refused' });
    expect(told).toMatchObject([{ address: { to: 'b' } }]);
  });

  test('nor what follows at its own address for more than minutes', async () => {
    await saveAlert(store, 1, ['a']);
    await saveAlert(store, 2, ['a']);
    const cardOf = async (delivery: Delivery) => {
      if (delivery.alert === 'alert-1') throw new Error('a bug in a card');
      return aCard();
    };
    const { deliver } = aDeliver(store, [room], clock, { cardOf });
    const ended = { sent: 0, expired: 0 };
    for (let n = 0; n < 20; n += 1) {
      const { sent, expired } = await deliver.tick(now());
      ended.sent += sent;
      ended.expired += expired;
      clock.pass(60_000);
    }
    expect(ended).toEqual({ sent: 1, expired: 1 });
  });

  test('a sink that throws or never answers has sent perhaps', async () => {
    await saveAlert(store, 1, ['a', 'b']);
    room.send = (message) =>
      message.address.to === 'a' ? Promise.reject(new Error('boom')) : new Promise(() => {});
    const { deliver } = aDeliver(store, [room], clock, { limits: { sendMs: 20 } });
    expect(await deliver.tick(now())).toMatchObject({ retrying: 2 });
    const rows = await store.deliveries({ limit: 9 });
    expect(rows.map((one) => one.doubtSince)).toEqual([NOON, NOON]);
    expect(rows.map((one) => formatReason(one.lastError!, 'en')).sort()).toEqual([
      'the attempt broke off (boom)',
      'the attempt broke off (no answer within 0.02 s)',
    ]);
  });
});
