import { describe, expect, test } from 'vitest';
import { whyOf } from '../../../src/answers/queries/why.ts';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { findOne } from '../../../src/base/store/rows.ts';
import type { Card } from '../../../src/domain/card.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { SecondReading } from '../../../src/domain/reported-action.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import {
  licenceKey,
  modeOf,
  type ReaderSettings,
} from '../../../src/pipeline/flows/second-reader.ts';
import { stateOf } from '../../../src/pipeline/standing/company-state.ts';
import { aSubscription } from '../../base/store/build.ts';
import { HOUR, knowledge, START, tracesOf } from './press-world.ts';
import {
  asked,
  engine,
  LICENCE,
  licensed,
  pipeline,
  publish,
  reader,
  states,
  store,
  TEXT,
  time,
  useReaderWorld,
} from './reader-world.ts';

import { QUOTE, reading, SETTINGS } from './second-readings.ts';

useReaderWorld();

const stored = (item_id: string) =>
  findOne<SecondReading>(engine.db, 'second_readings', { item_id });

describe('a second reader', () => {
  test('with a licence tells a step that it reads the same, named on the card', async () => {
    await licensed();
    const scope = { kind: 'company', id: 'trip-com' };
    await store.addSubscription(
      aSubscription({ scope, leastBand: 'background', createdAt: START }),
    );
    await publish(TEXT);
    await reader(() => reading())();
    expect(await states()).toEqual(['alerted']);
    const [delivery] = await store.deliveries({ limit: 5 });
    const card = (await alertCards(store, knowledge)(delivery!, time.now as Instant)) as Card;
    const lines = card.sections.flatMap((section) => section.lines.map((line) => line.text));
    expect(lines).toContain(`Confirmed by a second reader (model small-1): “${QUOTE}”`);
    expect(await store.reviews({ open: true, limit: 5 })).toEqual([]);
    const company = knowledge.catalog.companies.get('trip-com' as CompanyId)!;
    const clock = { now: () => time.now as Instant };
    const state = await stateOf({ knowledge, store, clock }, company, clock.now());
    const since = START as Instant;
    const why = await whyOf(state, { store, clock }, { since, language: 'en', taken: null });
    const read =
      why.card.sections.find(({ title }) => title === 'Confirmed press reports')?.lines ?? [];
    expect(read.map((one) => one.text)).toEqual([
      `Press model: 60 % sure of “${QUOTE}”`,
      `Confirmed by a second reader (model small-1): “${QUOTE}”`,
    ]);
    const row = await stored('item-0');
    expect(row).toMatchObject({
      state: 'settled',
      raw: reading().raw,
      tokens: { input: 1_200, output: 70 },
    });
  });

  test.each<[string, object, Partial<ReaderSettings>, boolean, RegExp]>([
    ['that finds the step old', { isNew: false }, {}, true, /does not read it so/],
    [
      'that reads another act',
      { measure: 'fine', posture: 'final' },
      {},
      true,
      /reads another act: fine \(final\), where the press model reads probe/,
    ],
    [
      'that reads the same act as an intention',
      { posture: 'proposed' },
      {},
      true,
      /reads another act: probe \(proposed\)/,
    ],
    ['that names another authority', { authority: 'Trip.com' }, {}, true, /does not read it so/],
    [
      'whose quote stands nowhere',
      { authorityQuote: 'SAMR probes it' },
      {},
      true,
      /does not read it so/,
    ],
  ])('%s only adds its word to the question', async (_, answer, settings, hasLicence, words) => {
    if (hasLicence) await licensed();
    await publish(TEXT);
    await reader(() => reading(answer), settings)();
    expect(await states()).toEqual(['unconfirmed']);
    const [review, ...more] = await store.reviews({ open: true, limit: 5 });
    expect(more).toEqual([]);
    expect(formatReason(review!.because, 'en')).toMatch(words);
    expect(await store.events({})).toEqual([]);
  });

  test('proposes a name that only it found, and never tells it', async () => {
    await licensed();
    await publish(TEXT.replace('it said', 'Bolt Inc said'));
    await reader(() => reading({ targets: [{ name: 'SAMR', quote: QUOTE }] }))();
    expect(await states()).toEqual(['unconfirmed']);
    const reviews = await store.reviews({ open: true, limit: 5 });
    expect(reviews.map((one) => formatReason(one.because, 'en')).join()).toContain(
      'proposed by a second reader (model small-1)',
    );
  });

  test('is not asked again after a crash between its answer and what follows', async () => {
    await licensed();
    await publish(TEXT);
    const { recordAnswer: settleReading } = store;
    store.recordAnswer = async () => {
      throw new Error('the power went');
    };
    await expect(reader(() => reading())()).rejects.toThrow('the power went');
    store.recordAnswer = settleReading;
    time.now += HOUR;
    await reader(() => reading())();
    expect([asked.length, await states()]).toEqual([1, ['alerted']]);
  });

  test('is asked once about one article that two pages carry', async () => {
    await publish(TEXT, TEXT);
    const round = reader(() => reading());
    await round();
    expect(asked.length).toBeLessThanOrEqual(2);
    await store.saveReading(
      { ...(await stored('item-1'))!, state: 'waiting' },
      time.now as Instant,
    );
    const before = asked.length;
    await round();
    expect(asked.length).toBe(before);
  });

  test('is asked no more than the day allows, by however many processes', async () => {
    await publish(...Array.from({ length: 8 }, (_, n) => `${TEXT} ${n}`));
    const rounds = [1, 2, 3].map(() => reader(() => reading(), { dailyCalls: 3 }));
    await Promise.all(rounds.map((round) => round()));
    expect(asked.length).toBe(3);
    expect((await store.readerDay('2021-09-20')).calls).toBe(3);
  });

  test('is asked no more than the dollars of a day allow; a call without usage keeps what was reserved', async () => {
    await publish(...Array.from({ length: 6 }, (_, n) => `${TEXT} ${n}`));
    await reader(() => ({ ...reading(), tokens: null }), { dailyUsd: 0.02 })();
    const { calls, cost } = await store.readerDay('2021-09-20');
    expect(calls).toBe(asked.length);
    expect(asked.length).toBeLessThan(6);
    expect(cost).toBeLessThanOrEqual(20_000);
  });

  test('that asks for an hour of rest gets it, and nothing of its words is kept', async () => {
    await publish(TEXT, `${TEXT} 1`, `${TEXT} 2`);
    const round = reader(() => ({ ok: false, kind: 'limited', status: 429, afterMs: HOUR }));
    await round();
    const before = asked.length;
    time.now += HOUR / 2;
    await round();
    expect([before, asked.length]).toEqual([2, 2]);
    expect((await stored('item-0'))?.failure).toEqual({ kind: 'limited', status: 429 });
    time.now += HOUR;
    await round();
    expect(asked.length).toBeGreaterThan(2);
  });

  test('that asks for twenty seconds is asked again after twenty seconds, not after minutes', async () => {
    await licensed();
    await publish(TEXT);
    let isBusy = true;
    const round = reader(() =>
      isBusy ? { ok: false, kind: 'limited', status: 429, afterMs: 20_000 } : reading(),
    );
    await round();
    time.now += 21_000;
    isBusy = false;
    await round();
    expect([asked.length, await states()]).toEqual([2, ['alerted']]);
  });

  test('tells no act that its answer does not state: of three hundred answers', async () => {
    await licensed();
    const measures = ['name', 'fine', 'probe', 'review', 'order', 'licence'] as const;
    const postures = ['opened', 'final', 'proposed', 'charged', 'ended'] as const;
    const texts = Array.from({ length: 300 }, (_, n) => `${TEXT} ${n}`);
    await publish(...texts);
    const said = new Map<string, string>();
    const round = reader(
      (article) => {
        const n = Number(article.text.split(' ').at(-1));
        const act = { measure: measures[n % 6]!, posture: postures[n % 5]! };
        said.set(article.text, `${act.measure} ${act.posture}`);
        return reading(act);
      },
      { dailyCalls: 400 },
    );
    for (let times = 0; times < 8; times += 1) await round();
    const told = (await store.reportedActions({ limit: 400 })).filter(
      ({ action }) => action.state === 'alerted',
    );
    expect(said.size).toBeGreaterThan(290);
    const right = [...said.values()].filter((act) => act === 'probe opened').length;
    expect(right).toBeGreaterThan(5);
    expect(told).toHaveLength(right);
  });

  test('is given up after three attempts', async () => {
    await publish(TEXT);
    const round = reader(() => ({ ok: false, kind: 'timeout', status: null, afterMs: null }));
    for (let times = 0; times < 6; times++) {
      await round();
      time.now += HOUR;
    }
    expect(asked.length).toBe(3);
    expect(await stored('item-0')).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
  });

  test('is not asked by a replay, which finds the same from rows, twice', async () => {
    await licensed();
    await publish(TEXT);
    await reader(() => reading())();
    const first = await tracesOf(pipeline());
    expect(first.some((one) => one.kind === 'score')).toBe(true);
    expect(await tracesOf(pipeline())).toEqual(first);
    expect(asked.length).toBe(1);
  });
});

test.each([
  [null, 'propose', /has no licence/],
  [
    '{"right":100,"wrong":0,"unsure":{"right":100,"wrong":0}}',
    'propose',
    /0\.964 of the unsure, and 0\.98 and 0\.97 are asked/,
  ],
  [
    '{"right":900,"wrong":0,"unsure":{"right":20,"wrong":2}}',
    'propose',
    /0\.98 and 0\.97 are asked/,
  ],
  [LICENCE, 'confirm', /200 right and 0 wrong/],
])('a trial of %s lets it %s', async (trial, mode, because) => {
  if (trial !== null) await store.remember(licenceKey(SETTINGS), trial);
  const is = await modeOf(store, SETTINGS);
  expect([is.mode, is.because]).toEqual([mode, expect.stringMatching(because)]);
});
