import { describe, expect, test } from 'vitest';
import { historyOf } from '../../../src/answers/queries/history.ts';
import { lookUp } from '../../../src/answers/queries/lookups.ts';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { actNamed } from '../../../src/domain/old-acts.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { stateOf } from '../../../src/pipeline/standing/company-state.ts';
import { scoreOver, stepsKnown } from '../../../src/pipeline/standing/knowledge.ts';
import { aSubscription, type Loose } from '../../base/store/build.ts';

import {
  ft,
  HOUR,
  knowledge,
  pressWorld,
  QUOTE,
  reuters,
  START,
  tracesOf,
  trip,
} from './press-world.ts';

const { companies } = knowledge.catalog;
const world = pressWorld();
const { claimed, deps, newestNotice, publish, round } = world;

describe('an unconfirmed step', () => {
  test('goes to the review queue and the look-up, moves no score and alerts nobody', async () => {
    await world.store.addSubscription(follow());
    await publish(reuters);
    expect(await world.store.events({})).toEqual([]);
    expect(await world.store.deliveries({ limit: 5 })).toEqual([]);
    const [review] = await world.store.reviews({ open: true, limit: 5 });
    expect(review).toMatchObject({ kind: 'unconfirmed', candidates: [{ company: 'trip-com' }] });
    expect(formatReason(review!.because, 'en')).toContain('60 %');
    const at = { at: world.now, language: 'en' as const };
    for (const words of [[], ['TCOM']]) {
      const found = await lookUp('unconfirmed', { words, ...at }, asked());
      expect(found.found && JSON.stringify(found.card)).toContain(QUOTE);
    }
  });

  test('that is reported is delivered without a ping to who follows the company, and counts as not attested', async () => {
    await world.store.addSubscription(follow());
    await publish({ ...reuters, unconfirmed: [trip({ grade: 'reported' })] });
    expect(await world.store.events({})).toMatchObject([
      { company: 'trip-com', grade: 'reported', attested: false, act: { measure: 'probe' } },
    ]);
    const [sent, ...more] = await world.store.deliveries({ limit: 5 });
    expect(more).toEqual([]);
    const told = (await world.store.alert(sent!.alert))!;
    expect(told).toMatchObject({ alert: { alertReason: 'unconfirmed', urgency: 'same-day' } });
    const card = await alertCards(world.store, knowledge)(sent!, world.now);
    expect(JSON.stringify(card)).toContain('Reported by Reuters, not confirmed');
    await publish(ft);
    const [confirmed] = await world.store.events({ company: 'trip-com' as CompanyId });
    expect(confirmed).toMatchObject({ withdrawnAt: expect.any(Number) });
  });

  test.each<[string, Loose, number]>([
    ['a company', {}, 1],
    ['a company that switched it off', { reported: false }, 0],
    ['everything', { scope: { kind: 'all' } }, 0],
    ['everything and asks for reports', { scope: { kind: 'all' }, reported: true }, 1],
    ['other kinds of acts of a company', { kinds: ['money'] }, 0],
    ['a company by a rule for such acts', { rules: [{ kinds: ['case'], level: 3 }] }, 1],
    ['a company by a rule for graver ones', { rules: [{ kinds: ['case'], level: 4 }] }, 0],
    ['a company by a rule for what is confirmed', { rules: [{ level: 1, grade: 'confirmed' }] }, 0],
    [
      'everything by a rule for reports',
      { scope: { kind: 'all' }, rules: [{ kinds: ['probe'], level: 1, grade: 'reported' }] },
      1,
    ],
  ])('that is reported reaches who follows %s', async (_, terms, count) => {
    await world.store.addSubscription(follow(terms));
    await publish({ ...reuters, unconfirmed: [trip({ grade: 'reported' })] });
    expect(await world.store.deliveries({ limit: 5 })).toHaveLength(count);
  });

  test('that a sure report confirms is alerted once, and is no question any more', async () => {
    await world.store.addSubscription(follow());
    await publish(reuters, ft);
    const alerts = (await world.store.deliveries({ limit: 9 })).filter(
      ({ alert }) => !alert.includes('deadline'),
    );
    expect(alerts).toHaveLength(1);
    expect(await world.store.reviews({ open: true, limit: 5 })).toEqual([]);
    const events = await stepsKnown(knowledge, world.store, 'trip-com' as CompanyId, world.now);
    expect(events.some((one) => one.origin === 'notice' && one.kinds.includes('probe'))).toBe(true);
    expect((await newestNotice('reuters'))?.revised).toBe('confirmed');
  });

  test('that a person accepts is told with the name of that person', async () => {
    await publish(reuters);
    expect(await decide('accepted')).toBe(true);
    await round();
    expect(await claimed()).toEqual(['reuters alerted']);
    expect((await newestNotice('reuters'))?.actions[0]?.confirmed).toEqual({
      kind: 'person',
      by: 'Ada',
      because: 'a filing says so',
    });
  });

  test('that a person rejects is in no look-up, and no outlet confirms it', async () => {
    await publish(reuters);
    await decide('rejected');
    await publish(ft);
    expect(await claimed()).toEqual(['financial-times alerted', 'reuters unconfirmed']);
    const at = { at: world.now, language: 'en' as const };
    const found = await lookUp('unconfirmed', { words: [], ...at }, asked());
    expect(JSON.stringify(found)).not.toContain(QUOTE);
  });

  test('alerts an address that asked for it, marked, silently, and once', async () => {
    await world.store.addSubscription(follow({ unconfirmed: true }));
    await publish(reuters);
    const [delivery, ...more] = await world.store.deliveries({ limit: 5 });
    expect(more).toEqual([]);
    const card = await alertCards(world.store, knowledge)(delivery!, world.now);
    expect(card).toMatchObject({ title: expect.stringContaining('Unconfirmed: Trip.com') });
    expect((await world.store.alert(delivery!.alert))?.signals).toEqual([]);
  });

  test('alerts who has a rule for such acts, and not who has a rule for reports', async () => {
    await world.store.addSubscription(follow({ rules: [{ level: 1, grade: 'reported' }] }));
    const rules = [{ kinds: ['case'], level: 1, grade: 'unconfirmed' }] as const;
    const address = { sink: 'terminal', to: 'second' };
    await world.store.addSubscription(follow({ rules, address, id: 'second' as never }));
    await publish(reuters);
    const sent = await world.store.deliveries({ limit: 5 });
    expect(sent.map((delivery) => delivery.address.to)).toEqual(['second']);
  });

  test('is replayed from rows: the same steps, confirmed by the same', async () => {
    await publish(reuters, ft);
    const traces = async () => tracesOf(await deps());
    const first = await traces();
    expect(first.filter((one) => one.kind === 'score').length).toBeGreaterThan(0);
    expect(first.filter((one) => one.kind === 'failed')).toEqual([]);
    expect(await traces()).toEqual(first);
  });
});

test('a step against a person stands in the history of the company, and moves neither score nor alert', async () => {
  await world.store.addSubscription(follow({ unconfirmed: true }));
  const before = await scoreNow();
  await publish({
    ...reuters,
    unconfirmed: [],
    persons: [trip({ scope: 'person', act: actNamed('fine') })],
  });
  expect(await scoreNow()).toBe(before);
  expect(await world.store.deliveries({ limit: 5 })).toEqual([]);
  const company = companies.get('trip-com' as CompanyId)!;
  const deps = { knowledge, store: world.store, clock: { now: () => world.now } };
  const { answer, card } = await historyOf(
    await stateOf(deps, company, world.now),
    world.store,
    'en',
    null,
  );
  expect(answer.entries[0]).toMatchObject({ kind: 'person', types: ['fine'], level: null });
  expect(JSON.stringify(card)).toContain('against a person');
});

const scoreNow = async () => {
  const id = 'trip-com' as CompanyId;
  const at = (START + 2 * HOUR) as Instant;
  return scoreOver(knowledge, id, await stepsKnown(knowledge, world.store, id, at), at).score;
};

const find = () => [{ company: 'trip-com' as CompanyId, because: 'its ticker' }] as never;
const asked = () => ({ store: world.store, knowledge, find, clock: { now: () => world.now } });

function follow(some: Loose = {}) {
  return aSubscription({
    scope: { kind: 'company', id: 'trip-com' },
    leastBand: 'background',
    createdAt: START - 1_000,
    ...some,
  });
}

async function decide(verdict: 'accepted' | 'rejected') {
  const [review] = await world.store.reviews({ open: true, limit: 5 });
  return world.store.decideReview(review!.id, {
    verdict,
    company: null,
    by: 'Ada',
    because: 'a filing says so',
    at: world.now,
  });
}
