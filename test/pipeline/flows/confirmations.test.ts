import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { actNamed } from '../../../src/domain/old-acts.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { aSubscription, type Loose } from '../../base/store/build.ts';
import {
  ft,
  knowledge,
  pressWorld,
  QUOTE,
  reuters,
  START,
  type Told,
  trip,
} from './press-world.ts';

const world = pressWorld();
const { claimed, publish, round } = world;
const unsure = { ...ft, isSure: false };
const nobodyKnows = { ...trip().authority!, id: null, name: 'a watchdog' };

describe('what confirms an unconfirmed step', () => {
  test.each<[string, Told[], string[]]>([
    [
      'an outlet beside one that is sure',
      [reuters, ft],
      ['financial-times alerted', 'reuters alerted'],
    ],
    [
      'two outlets of which none is sure',
      [reuters, unsure],
      ['financial-times reported', 'reuters reported'],
    ],
    [
      'three outlets of which none is sure',
      [reuters, unsure, { url: 'https://scmp.test/1', outlet: 'scmp' }],
      ['financial-times reported', 'reuters reported', 'scmp reported'],
    ],
    [
      'two unsure outlets of which one reprints the other',
      [reuters, { ...unsure, text: `(Reuters) ${QUOTE}` }],
      ['financial-times unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'two unsure outlets four days apart',
      [reuters, { ...unsure, day: '2021-09-24' }],
      ['financial-times unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'two unsure outlets of which one names no known authority',
      [reuters, { ...unsure, unconfirmed: [trip({ authority: nobodyKnows })] }],
      ['financial-times unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'two outlets of which one is more likely wrong than right',
      [reuters, { ...unsure, unconfirmed: [trip({ probability: 0.49 })] }],
      ['financial-times unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'two unsure outlets and then one that is sure',
      [reuters, unsure, { url: 'https://scmp.test/1', outlet: 'scmp', isSure: true }],
      ['financial-times alerted', 'reuters alerted', 'scmp alerted'],
    ],
    [
      'two pages of one outlet',
      [reuters, { ...reuters, url: 'https://reuters.test/2' }],
      ['reuters unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'an outlet that reprints the agency',
      [reuters, { ...ft, text: `(Reuters) ${QUOTE}` }],
      ['financial-times alerted', 'reuters unconfirmed'],
    ],
    [
      'two outlets that quote one agency',
      [
        { ...ft, text: `Bloomberg reported that ${QUOTE}` },
        { url: 'https://scmp.test/1', outlet: 'scmp', text: `${QUOTE}, according to Bloomberg` },
      ],
      ['financial-times alerted', 'scmp unconfirmed'],
    ],
    [
      'two outlets three days apart',
      [reuters, { ...ft, day: '2021-09-23' }],
      ['financial-times alerted', 'reuters alerted'],
    ],
    [
      'two outlets four days apart',
      [reuters, { ...ft, day: '2021-09-24' }],
      ['financial-times alerted', 'reuters unconfirmed'],
    ],
    [
      'two outlets on two kinds of step',
      [reuters, { ...ft, unconfirmed: [trip({ act: actNamed('fine') })] }],
      ['financial-times alerted', 'reuters unconfirmed'],
    ],
    [
      'two outlets of which one names no authority',
      [reuters, { ...ft, unconfirmed: [trip({ authority: null })] }],
      ['financial-times alerted', 'reuters unconfirmed'],
    ],
    [
      'two outlets that name two authorities',
      [
        reuters,
        {
          ...ft,
          unconfirmed: [trip({ authority: { ...trip().authority!, id: 'us-ftc' as never } })],
        },
      ],
      ['financial-times alerted', 'reuters unconfirmed'],
    ],
    [
      'two outlets that name two authorities nobody knows',
      ['China', 'European'].map((name, n) => ({
        ...[reuters, ft][n]!,
        unconfirmed: [trip({ authority: { ...trip().authority!, id: null, name } })],
      })),
      ['financial-times alerted', 'reuters unconfirmed'],
    ],
    [
      'the authority’s own page',
      [reuters, { url: 'https://authority.test/1', outlet: null, isSure: true }],
      ['authority alerted', 'reuters alerted'],
    ],
    [
      'the authority’s own page where that is not sure of itself',
      [reuters, { url: 'https://authority.test/1', outlet: null }],
      ['authority unconfirmed', 'reuters unconfirmed'],
    ],
  ])('of %s', async (_, told, expected) => {
    await publish(...told);
    expect(await claimed()).toEqual(expected);
  });
});

describe('a report that a second unsure outlet repeats', () => {
  const TRIP = 'trip-com' as CompanyId;
  const follows = (to: string, terms: Loose) =>
    aSubscription({
      id: to,
      address: { sink: 'terminal', to },
      scope: { kind: 'company', id: TRIP },
      leastBand: 'background',
      createdAt: START - 1_000,
      ...terms,
    });

  test('is sent as reported, and counts as not attested, once for each page', async () => {
    for (const one of [
      follows('by name', {}),
      follows('not reported', { reported: false }),
      follows('everything', { scope: { kind: 'all' } }),
    ])
      await world.store.addSubscription(one);
    await publish(reuters);
    expect(await world.store.deliveries({ limit: 9 })).toEqual([]);
    expect(await world.store.events({ company: TRIP })).toEqual([]);
    await publish(unsure);
    const deliveries = await world.store.deliveries({ limit: 9 });
    expect(new Set(deliveries.map(({ address }) => address.to))).toEqual(new Set(['by name']));
    for (const delivery of deliveries) {
      const card = await alertCards(world.store, knowledge)(delivery, world.now);
      expect(JSON.stringify(card)).toMatch(
        /Reported by (?:Reuters|Financial Times), not confirmed/,
      );
    }
    const events = await world.store.events({ company: TRIP });
    expect(events.map(({ grade }) => grade)).toEqual(['reported', 'reported']);
    // Another round finds nothing more to do.
    const versions = (await world.store.notices({ limit: 50 })).length;
    await round();
    expect(await world.store.notices({ limit: 50 })).toHaveLength(versions);
  });

  test('stays unconfirmed where a person said that it is wrong', async () => {
    await publish(reuters);
    const [review] = await world.store.reviews({ open: true, limit: 5 });
    const because = 'it is a rumour';
    const said = { verdict: 'rejected' as const, company: null, by: 'Ada', because, at: world.now };
    await world.store.decideReview(review!.id, said);
    await publish(unsure);
    expect(await claimed()).toEqual(['financial-times unconfirmed', 'reuters unconfirmed']);
  });
});
