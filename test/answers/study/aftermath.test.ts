import { describe, expect, test } from 'vitest';
import {
  type AftermathSubject,
  aftermathOf,
  rivalsOf,
} from '../../../src/answers/study/aftermath.ts';
import { readPrices } from '../../../src/answers/study/prices.ts';
import type { Company } from '../../../src/domain/company.ts';
import type { SectorId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { Aftermath } from '../../../src/domain/study-report.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { aftermathCard } from '../../../src/pipeline/present/aftermath-card.ts';
import { standingOf } from '../../../src/pipeline/score/score.ts';
import { SHANGHAI, step, weights } from '../../pipeline/score/building.ts';
import { company, listing } from '../../support/companies.ts';
import { event } from './events/building.ts';

const prices = readPrices('test/fixtures/prices');
const listed = (ticker: string, sector = 'games'): Company => ({
  ...company(ticker.toLowerCase(), { listings: [listing(`XNAS:${ticker}`)] }),
  sector: sector as SectorId,
});
const known = (of: Record<string, RegulatoryEvent[]>, sector?: Record<string, string>) =>
  Object.entries(of).map(([ticker, events]) => {
    const company = listed(ticker, sector?.[ticker]);
    return {
      company: company,
      standing: standingOf({
        company: company,
        events,
        rules: [],
        weights,
        zoneOf: () => SHANGHAI,
      }),
    };
  });
const acts = (ticker: string, ...days: string[]) =>
  days.map((day) => step(day, 'rectify', { company: ticker.toLowerCase() }));

/** LUTE was hit on 2022-01-12 by +2 % in the fixture, BELL on 2021-02-24 by -6 %. */
const told = (ticker: string, date: string): AftermathSubject => ({
  alert: 'notice:new',
  title: 'A list',
  at: Date.parse(`${date}T10:05+08:00`) as Instant,
  events: [{ ...event(ticker, date), company: listed(ticker), level: 2 }],
});

describe('what followed an alert', () => {
  const history = known({
    LUTE: [],
    BELL: acts('BELL', '2021-02-24'),
    GONG: acts('GONG', '2021-02-24'),
    HORN: acts('HORN', '2021-04-21'),
    DRUM: acts('DRUM', '2022-06-01'),
  });
  const aftermath = aftermathOf(told('LUTE', '2022-01-12'), history, prices);
  const [lute] = aftermath.companies;

  test('abnormal returns to T+1 and T+5 of the listing, day 0 said', () => {
    expect(Aftermath.parse(aftermath)).toEqual(aftermath);
    expect(lute).toMatchObject({
      ticker: 'LUTE',
      day0: '2022-01-12',
      benchmark: 'KWEB',
      kind: 'market-model',
    });
    expect(lute!.moves.map((move) => move.session)).toEqual(['T+1', 'T+5']);
    for (const move of lute!.moves) expect(Math.abs(move.abnormal!)).toBeLessThan(0.2);
  });

  test('beside earlier acts of the same level: events, days, and no interval below four days', () => {
    expect(lute!.moves[0]!.comparable).toMatchObject({ events: 3, days: 2, low: null, high: null });
    expect(lute!.moves[0]!.comparable.mean).not.toBeNull();
  });

  test('what happened after the alert is not compared with', () => {
    const without = known({
      LUTE: [],
      BELL: acts('BELL', '2021-02-24'),
      GONG: acts('GONG', '2021-02-24'),
      HORN: acts('HORN', '2021-04-21'),
      DRUM: [],
    });
    expect(aftermathOf(told('LUTE', '2022-01-12'), without, prices).companies[0]!.moves).toEqual(
      lute!.moves,
    );
  });

  test('a session that the prices do not hold yet is open, not zero', () => {
    const [late] = aftermathOf(told('LUTE', '2022-09-05'), history, prices).companies;
    expect(late!.moves.map((move) => move.abnormal === null)).toEqual([false, true]);
  });

  test('without prices the reason stands there and the rivals all the same', () => {
    const [oboe] = aftermathOf(told('OBOE', '2022-01-12'), history, prices).companies;
    expect(oboe).toMatchObject({
      ticker: null,
      notMeasured: { code: 'on-listing', params: { ticker: 'OBOE', why: { code: 'no-prices' } } },
    });
    expect(oboe!.rivals.of).toBe(5);
  });

  test.each([
    [
      'en',
      'Not investment advice.',
      /earlier acts of level 2 on 2 days: mean .* too few for an interval/,
    ],
    ['zh', '不构成投资建议。', /此前2级行动3项，共2日：均值.*样本过少/],
  ] as const)('the card describes and advises nothing (%s)', (language, footer, words) => {
    const names = { companies: new Map(), sectors: new Map() };
    const card = aftermathCard(aftermath, language, names);
    expect(card.footer).toBe(footer);
    expect(JSON.stringify(card)).toMatch(words);
    expect(card.reference).toBe('notice:new');
  });
});

describe('rivals that were named in the 24 months before', () => {
  const at = Date.parse('2022-01-12T10:00+08:00') as Instant;
  const rivals = (of: Record<string, RegulatoryEvent[]>, sector?: Record<string, string>) =>
    rivalsOf(listed('LUTE'), known({ LUTE: [], ...of }, sector), at, '2022-01-12' as CalendarDate);

  test('the latest first, each with its acts', () => {
    expect(
      rivals({
        BELL: acts('BELL', '2020-06-01', '2021-03-01'),
        GONG: acts('GONG', '2021-12-01'),
        HORN: [],
      }),
    ).toEqual({
      sector: 'games',
      of: 3,
      named: [
        { company: 'gong', acts: 1, last: '2021-12-01' },
        { company: 'bell', acts: 2, last: '2021-03-01' },
      ],
    });
  });

  test.each<[string, Record<string, RegulatoryEvent[]>, Record<string, string>]>([
    ['longer ago', { BELL: acts('BELL', '2019-12-01') }, {}],
    ['not yet known', { BELL: acts('BELL', '2022-02-01') }, {}],
    ['of another sector', { BELL: acts('BELL', '2021-12-01') }, { BELL: 'travel' }],
    ['itself', {}, {}],
  ])('not one that was named %s', (_, of, sector) => {
    expect(rivals(of, sector).named).toEqual([]);
  });
});
