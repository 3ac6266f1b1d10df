import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { scoreOver, stepsKnown } from '../../../src/pipeline/standing/knowledge.ts';
import { aSubscription, type Loose } from '../../base/store/build.ts';
import { ft, knowledge, pressWorld, reuters, START, trip } from './press-world.ts';

const world = pressWorld();
const { publish, round } = world;
const TRIP = 'trip-com' as CompanyId;
const report = { ...reuters, unconfirmed: [trip({ grade: 'reported' })] };

const follow = (some: Loose = {}) =>
  aSubscription({
    address: { sink: 'discord', to: '1' },
    scope: { kind: 'company', id: TRIP },
    leastBand: 'background',
    createdAt: START - 1_000,
    ...some,
  });

const score = async () => {
  const at = world.now as Instant;
  return scoreOver(knowledge, TRIP, await stepsKnown(knowledge, world.store, TRIP, at), at).score;
};

/** Every delivery with its alert and the text of its card, in the order of their making. */
async function messages() {
  const deliveries = await world.store.deliveries({ limit: 20 });
  const found = [];
  for (const delivery of deliveries) {
    const { alert } = (await world.store.alert(delivery.alert))!;
    const card = await alertCards(world.store, knowledge)(delivery, world.now);
    const sent = { reason: alert.alertReason, edits: alert.edits ?? null, follows: alert.follows };
    found.push({ ...sent, at: delivery.createdAt, text: JSON.stringify(card) });
  }
  return found.reverse().sort((one, other) => one.at - other.at);
}

async function reject() {
  const [review] = await world.store.reviews({ open: true, limit: 5 });
  await world.store.decideReview(review!.id, {
    verdict: 'rejected',
    company: null,
    by: 'Ada',
    because: 'the source took it back',
    at: world.now as Instant,
  });
  await round();
}

describe('a message of a report', () => {
  test('says how often such reports were right', async () => {
    await world.store.addSubscription(follow());
    await publish(report);
    const [sent] = await messages();
    expect(sent!.text).toContain('Reported by Reuters, not confirmed');
    expect(sent!.text).toContain('796 of 948 such reports proved right when checked by hand');
    expect(sent!.text).not.toContain('by the model');
  });

  test('is changed in place when a second outlet confirms it', async () => {
    await world.store.addSubscription(follow());
    await publish(report, ft);
    const all = await messages();
    const edits = all.filter((message) => message.edits?.endsWith(':unconfirmed'));
    expect(edits).toHaveLength(1);
    expect(edits[0]!.text).toContain('Confirmed: Trip.com');
    expect(edits[0]!.text).toContain('confirmed by Financial Times');
    expect(edits[0]!.text).not.toContain('not confirmed');
  });

  test('is taken back in place when a person rejects it, with its points', async () => {
    await world.store.addSubscription(follow());
    const before = await score();
    await publish(report);
    expect(await score()).toBeGreaterThan(before);
    await reject();
    const edit = (await messages()).find((message) => message.edits !== null);
    expect(edit!.text).toContain('Withdrawn: Trip.com');
    expect(edit!.text).toContain('Ada: the source took it back');
    expect(await score()).toBeCloseTo(before, 1);
  });

  test('is taken back by a message of its own where none can be changed', async () => {
    const address = { sink: 'webhook', to: 'https://hook.test/1' };
    await world.store.addSubscription(follow({ address }));
    await publish(report);
    await reject();
    const [first, second, ...more] = await messages();
    expect(more).toEqual([]);
    expect(first!.text).toContain('Reported by Reuters');
    expect(second).toMatchObject({ edits: null, follows: expect.stringContaining('unconfirmed') });
    expect(second!.text).toContain('Withdrawn: Trip.com');
  });

  test('is taken back when the authority denies it, and not when another page does', async () => {
    await world.store.addSubscription(follow());
    const before = await score();
    await publish(report);
    await publish({
      url: 'https://ft.test/denial',
      outlet: 'financial-times',
      denies: ['Trip.com'],
    });
    expect((await messages()).some((message) => message.edits !== null)).toBe(false);
    await publish({ url: 'https://samr.test/denial', outlet: null, denies: ['Trip.com'] });
    await round();
    const edit = (await messages()).find((message) => message.edits !== null);
    expect(edit!.text).toContain('Withdrawn: Trip.com');
    expect(await score()).toBeCloseTo(before, 1);
  });

  test('stays as it is while nothing is known, and is sent to nobody who asked for none', async () => {
    await world.store.addSubscription(follow({ reported: false }));
    await publish(report);
    await reject();
    expect(await messages()).toEqual([]);
  });
});
