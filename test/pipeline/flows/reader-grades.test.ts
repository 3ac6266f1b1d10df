import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withDecisions } from '../../../src/answers/queries/decisions.ts';
import { decideReview } from '../../../src/answers/queries/reviews.ts';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { type OpenStore, storeOver } from '../../../src/base/store/open.ts';
import type { Engine } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import type { Card } from '../../../src/domain/card.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { type PipelineDeps, processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { documentOf } from '../../../src/pipeline/flows/read-item.ts';
import {
  authoritiesOf,
  createReaderRound,
  licenceKey,
  type ReaderSettings,
} from '../../../src/pipeline/flows/second-reader.ts';
import type {
  Article,
  ReaderFailure,
  ReaderReading,
} from '../../../src/pipeline/second-reader/second-reader.ts';
import { aNewItem, aSubscription } from '../../base/store/build.ts';
import { HOUR, knowledge, reportOf, START, trip, watchedSourceOf } from './press-world.ts';
import { QUOTE, reading, SETTINGS } from './second-readings.ts';

const TEXT = 'SAMR is investigating Trip.com, it said on Monday.';
const LICENCE = JSON.stringify({ right: 200, wrong: 0, unsure: { right: 130, wrong: 0 } });

let engine: Engine;
let store: OpenStore;
let asked: Article[];
let now: number;
beforeEach(async () => {
  engine = openSqlite(':memory:');
  await migrate(engine.db, 'memory');
  store = storeOver(engine);
  asked = [];
  now = START;
});
afterEach(() => store.close());

const pipeline = (): PipelineDeps => ({
  store,
  knowledge,
  usesSecondReader: true,
  reader: (document, carried) => {
    const at = document.text.indexOf('Trip.com');
    const span = { start: at, end: at + 8 };
    const authority = { id: 'cn-samr', name: 'SAMR', country: 'CN', span: { start: 0, end: 4 } };
    return reportOf(carried, [
      trip({ quote: QUOTE, span, quoteSpan: span, authority: authority as never }),
    ]);
  },
  watchedSourceOf,
});

async function settleAll() {
  const decided = await withDecisions(knowledge, store);
  for (const item of await store.pendingItems(50))
    await processItem(item, now as Instant, { ...pipeline(), knowledge: decided });
}

async function publish(...texts: string[]) {
  for (const [n, text] of texts.entries()) {
    now += HOUR;
    const url = `https://reuters.test/${n}`;
    await store.saveItem(
      aNewItem(
        {
          id: `item-${n}`,
          source: 'reuters',
          key: url,
          url,
          title: 'A probe',
          hash: url,
          statedDate: '2021-09-20',
          contentType: 'text/plain',
          fetchedAt: now,
          firstSeenAt: now,
        },
        text,
      ),
    );
  }
  await settleAll();
}

/** One process: a round of questions, and what follows from the answers. */
function reader(
  answer: (article: Article) => ReaderReading | ReaderFailure,
  some: Partial<ReaderSettings> = {},
) {
  const ask = createReaderRound({
    store,
    settings: { ...SETTINGS, ...some },
    index: async () => knowledge.index,
    authorities: authoritiesOf(knowledge.catalog),
    documentOf: async (id) => documentOf((await store.item(id))!, { store }),
    reader: {
      async read(article) {
        asked.push(article);
        return answer(article);
      },
    },
  });
  return async () => {
    await ask(now as Instant);
    await settleAll();
  };
}

const states = async () =>
  (await store.reportedActions({ limit: 50 })).map(({ action }) => action.state);
const licensed = () => store.remember(licenceKey(SETTINGS), LICENCE);

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
    const card = (await alertCards(store, knowledge)(delivery, now as Instant)) as Card;
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
      now: now as Instant,
      leaseMs: 1,
      limit: 5,
      by: 'x',
      sinks: ['terminal'],
    });
    await store.recordAttempt({
      ...{ id: first!.id, by: 'x', now: now as Instant, dueAt: null },
      outcome: { kind: 'sent', message: 'm1' },
    });
    now += HOUR;
    const done = await decideReview(deciding(), review, said, now as Instant);
    expect(done).toMatchObject({ ok: true, review: { decision: { overrules: true } } });
    await settleAll();
    const acts = (await store.events({})).filter(({ withdrawnAt }) => !withdrawnAt);
    expect(acts).toEqual([]);
    const [correction] = (await store.deliveries({ limit: 5 })).filter(
      ({ alert }) => alert !== first!.alert,
    );
    const alert = await store.alert(correction!.alert);
    expect(alert!.alert.alertReason).toBe('correction');
    const card = (await alertCards(store, knowledge)(correction!, now as Instant)) as Card;
    expect(card.title).toMatch(/^Correction: .*Trip\.com/);
    expect(await states()).not.toContain('alerted');
  });

  test('is done once, and only to what the program decided', async () => {
    const review = await confirmed();
    const taken = { ...said, verdict: 'accepted' as const };
    expect(await decideReview(deciding(), review, taken, now as Instant)).toMatchObject({
      ok: false,
      why: 'decided',
    });
    await decideReview(deciding(), review, said, now as Instant);
    const [again] = await store.reviews({ open: false, limit: 5 });
    expect(await decideReview(deciding(), again!, said, now as Instant)).toMatchObject({
      ok: false,
      because: { code: 'review-decided' },
    });
    // Two people at once: the second reads the old row.
    expect(await decideReview(deciding(), review, said, now as Instant)).toMatchObject({
      ok: false,
      why: 'raced',
    });
  });
});
