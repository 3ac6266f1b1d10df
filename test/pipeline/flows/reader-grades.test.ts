import { describe, expect, test } from 'vitest';
import { decideReview } from '../../../src/answers/queries/reviews.ts';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { Card } from '../../../src/domain/card.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import type { ReaderSettings } from '../../../src/pipeline/flows/second-reader.ts';
import { aSubscription } from '../../base/store/build.ts';
import { HOUR, knowledge, START } from './press-world.ts';
import {
  licensed,
  processAll,
  publish,
  reader,
  states,
  store,
  TEXT,
  time,
  useReaderWorld,
} from './reader-world.ts';
import { reading } from './second-readings.ts';

useReaderWorld();

describe('what a second reader reads as the press model does', () => {
  test.each<[string, Partial<ReaderSettings>, boolean]>([
    ['without a licence', {}, false],
    ['that is to propose', { mode: 'propose' }, true],
  ])('%s reports what it reads the same, and asks a person', async (_, settings, hasLicence) => {
    if (hasLicence) await licensed();
    const scope = { kind: 'company', id: 'trip-com' };
    const terms = { scope, leastBand: 'background', createdAt: START };
    const to = (name: string) => ({ sink: 'terminal', to: name });
    const follows = [
      { id: 's1', address: to('by name') },
      { id: 's2', address: to('not reported'), reported: false },
      { id: 's3', address: to('unconfirmed too'), unconfirmed: true },
    ];
    for (const one of follows) await store.addSubscription(aSubscription({ ...terms, ...one }));
    await publish(TEXT);
    const before = await store.deliveries({ limit: 9 });
    expect(before.map(({ address }) => address.to)).toEqual(['unconfirmed too']);
    await reader(() => reading(), settings)();
    const [row, ...more] = await store.reportedActions({ limit: 9 });
    expect([row!.action.state, row!.action.grade, more]).toEqual(['unconfirmed', 'reported', []]);
    expect(await store.events({})).toMatchObject([{ company: 'trip-com', grade: 'reported' }]);
    // Who heard of it as unconfirmed hears no more; who follows by name hears that it is reported.
    const after = await store.deliveries({ limit: 9 });
    expect(after.map(({ address }) => address.to).toSorted()).toEqual([
      'by name',
      'unconfirmed too',
    ]);
    const delivery = after.find(({ address }) => address.to === 'by name')!;
    const card = (await alertCards(store, knowledge)(delivery, time.now as Instant)) as Card;
    expect(card.title).toBe('Reported, not confirmed: Trip.com Group');
    const [review] = await store.reviews({ open: true, limit: 5 });
    expect(formatReason(review!.because, 'en')).toMatch(/confirms it/);
  });

  test('a licence turns what was reported before into a confirmed act, counted once', async () => {
    await publish(TEXT);
    await reader(() => reading())();
    await licensed();
    await publish(TEXT, TEXT);
    await reader(() => reading())();
    const acts = (await store.events({})).filter(({ withdrawnAt }) => !withdrawnAt);
    expect(acts.filter(({ grade }) => grade !== 'reported')).toHaveLength(1);
  });
});

describe('taking back what the program confirmed', () => {
  const deciding = () => ({
    store,
    knowledge,
    find: (() => []) as never,
  });
  const confirmed = async () => {
    await licensed();
    await store.addSubscription(
      aSubscription({
        scope: { kind: 'company', id: 'trip-com' },
        leastBand: 'background',
        createdAt: START,
      }),
    );
    await publish(TEXT);
    await reader(() => reading())();
    const [review] = await store.reviews({ open: false, limit: 5 });
    return review!;
  };
  const said = {
    verdict: 'rejected',
    company: '',
    by: 'Ada',
    because: 'it is a rumour',
  } as const;

  test('ends the act, corrects the score and whoever got it, and stays so', async () => {
    const review = await confirmed();
    expect(review.decision).toMatchObject({ verdict: 'accepted', by: 'tocsin' });
    const [first] = await store.deliveries({ limit: 5 });
    await store.leaseDeliveries({
      now: time.now as Instant,
      leaseMs: 1,
      limit: 5,
      by: 'x',
      sinks: ['terminal'],
    });
    await store.recordAttempt({
      ...{ id: first!.id, by: 'x', now: time.now as Instant, dueAt: null },
      outcome: { kind: 'sent', message: 'm1' },
    });
    time.now += HOUR;
    const done = await decideReview(deciding(), review, said, time.now as Instant);
    expect(done).toMatchObject({ ok: true, review: { decision: { overrules: true } } });
    await processAll();
    const acts = (await store.events({})).filter(({ withdrawnAt }) => !withdrawnAt);
    expect(acts).toEqual([]);
    const [correction] = (await store.deliveries({ limit: 5 })).filter(
      ({ alert }) => alert !== first!.alert,
    );
    const alert = await store.alert(correction!.alert);
    expect(alert!.alert.alertReason).toBe('correction');
    const card = (await alertCards(store, knowledge)(correction!, time.now as Instant)) as Card;
    expect(card.title).toMatch(/^Correction: .*Trip\.com/);
    expect(await states()).not.toContain('alerted');
  });

  test('is done once, and only to what the program decided', async () => {
    const review = await confirmed();
    const taken = { ...said, verdict: 'accepted' as const };
    expect(await decideReview(deciding(), review, taken, time.now as Instant)).toMatchObject({
      ok: false,
      why: 'decided',
    });
    await decideReview(deciding(), review, said, time.now as Instant);
    const [again] = await store.reviews({ open: false, limit: 5 });
    expect(await decideReview(deciding(), again!, said, time.now as Instant)).toMatchObject({
      ok: false,
      because: { code: 'review-decided' },
    });
    // Two people at once: the second reads the old row.
    expect(await decideReview(deciding(), review, said, time.now as Instant)).toMatchObject({
      ok: false,
      why: 'raced',
    });
  });
});
