import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CompanyId, SectorId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import {
  changeSince,
  rankInSector,
  recidivismOf,
  seriesOf,
  trendOf,
} from '../../../src/pipeline/score/change.ts';
import { shownTenths } from '../../../src/pipeline/score/formula.ts';
import { outlookOf } from '../../../src/pipeline/score/outlook.ts';
import { standingOf } from '../../../src/pipeline/score/score.ts';
import { dated, END, exact, history, standing } from './arbitrary.ts';
import { app, at, factsFile, SHANGHAI, scoreOf, step, weights } from './building.ts';

const input = (events: readonly RegulatoryEvent[], when: string, company = 'acme') => ({
  company: { id: company as CompanyId, sector: 'internet' as SectorId },
  events,
  rules: [],
  weights,
  at: at(when),
  zoneOf: () => SHANGHAI,
});

describe('the change since an earlier day', () => {
  test.each<[string, RegulatoryEvent[], object]>([
    ['a new act', [step('2022-01-10', 'rectify')], { decay: 0, closings: 0, actions: 15.9 }],
    [
      'a closing',
      [step('2021-12-01', 'review'), step('2022-01-10', 'dropped')],
      { decay: 0, closings: -24.3, actions: 0 },
    ],
    [
      'nothing but time',
      [step('2021-06-01', 'name', { deadline: '2021-06-08' })],
      { decay: -0.1, closings: 0, actions: 0 },
    ],
    [
      'a fine that ends a probe',
      [
        step('2021-12-01', 'probe', { matter: 'cn-acme' }),
        step('2022-01-10', 'fine', { matter: 'cn-acme' }),
      ],
      { actions: 0 },
    ],
    ['a fine out of the blue', [step('2022-01-10', 'fine')], { closings: 0 }],
  ])('%s', (_, events, expected) => {
    expect(changeSince(input(events, '2022-01-10'), at('2022-01-09'))).toMatchObject(expected);
  });

  test('its parts sum to the difference of the scores, and decay never raises', () => {
    const act = fc
      .tuple(
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom('name', 'review', 'fine', 'dropped', 'summon'),
      )
      .map(([day, type]) => step(`2022-01-${String(day).padStart(2, '0')}`, type as 'name'));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (events) => {
        const change = changeSince(input(events, '2022-02-20'), at('2022-01-14'));
        const parts = change.decay + change.closings + change.actions;
        expect(parts).toBeCloseTo(change.to - change.from, 6);
        expect(change.decay).toBeLessThanOrEqual(0.1);
      }),
    );
  });
});

describe('what would change Tencent on 18 August 2021', () => {
  const prospects = outlookOf(input(factsFile('seed-facts'), '2021-08-18', 'tencent'));

  test('a removal of WeChat takes it to 75.6', () => {
    expect(prospects[0]).toMatchObject({ kind: 'removal', score: 75.6, change: 55.4 });
    expect(formatReason(prospects[0]!.because, 'en')).toMatch(
      /^if cn-miit had 微信 removed from the app stores$/,
    );
  });

  test('a closing halves the load, and 90 quiet days lower it', () => {
    expect(prospects[1]).toMatchObject({ kind: 'closing', score: 10.7, change: -9.5 });
    expect(prospects[2]).toMatchObject({ kind: 'quiet', score: 13.5, change: -6.7 });
  });

  test('a company without a case has only quiet days before it', () => {
    expect(outlookOf(input([], '2021-08-18')).map((one) => one.kind)).toEqual(['quiet']);
  });
});

describe('the trend', () => {
  const events = [
    step('2020-06-01', 'review'),
    step('2020-09-01', 'dropped'),
    step('2022-01-10', 'name', { deadline: '2022-01-20' }),
  ];

  test.each(['2020-07-01', '2022-01-20', '2022-08-30', '2022-09-10', '2024-09-10'])(
    'on %s the peak is the highest of all days of two years, and the change is that to 30 days ago',
    (when) => {
      const end = at(when);
      const ago = (days: number) =>
        scoreOf(events, new Date(end - days * 86_400_000).toISOString()).score;
      const daily = Array.from({ length: 731 }, (_, days) => ago(days));
      const { peak, change30 } = trendOf(standingOf(input(events, when)), end);
      expect(peak.score).toBe(Math.max(...daily));
      expect(change30).toBeCloseTo(ago(0) - ago(30), 6);
    },
  );
});

describe('shortcuts, over any history', () => {
  test('a series is the score of each instant alone', () => {
    fc.assert(
      fc.property(history, fc.uniqueArray(fc.integer({ min: -50, max: 3_000 })), (events, days) => {
        const instants = days
          .sort((a, b) => a - b)
          .map((day) => at(`${dated(day)}T11:00:00+08:00`));
        const alone = instants.map((moment) => shownTenths(exact(events, moment).score) / 10);
        expect(seriesOf(standing(events), instants).map(({ score }) => score)).toEqual(alone);
      }),
    );
  });

  test('the peak is the first of the highest scores at its acts, at the beginning of the window and now', () => {
    const end = at(END);
    fc.assert(
      fc.property(history, (events) => {
        const since = end - 730 * 86_400_000;
        const acts = events
          .map((one) => one.at as number)
          .filter((one) => one > since && one < end);
        const scores = [since, ...acts.sort((a, b) => a - b), end].map((moment) => ({
          at: moment,
          score: shownTenths(exact(events, moment).score) / 10,
        }));
        const highest = scores.reduce((best, one) => (one.score > best.score ? one : best));
        expect(trendOf(standing(events), end).peak).toMatchObject(highest);
      }),
    );
  });
});

test('a series is the score of each instant', () => {
  const events = [step('2022-01-10', 'rectify')];
  const days = ['2022-01-09', '2022-01-10', '2022-01-11'].map(at);
  expect(seriesOf(standingOf(input(events, '2022-01-11')), days).map((one) => one.score)).toEqual([
    0, 15.9, 15.9,
  ]);
});

test('the place in a sector is by score, equals sharing a rank', () => {
  const scores = [3, 9, 9, 1].map((score, index) => ({ company: `c${index}` as CompanyId, score }));
  expect(rankInSector('c2' as CompanyId, scores)).toEqual({ median: 6, rank: 1, of: 4 });
  expect(rankInSector('c3' as CompanyId, scores)).toEqual({ median: 6, rank: 4, of: 4 });
  expect(rankInSector('other' as CompanyId, scores)).toBeNull();
});

test('recidivism counts the same company, body, app and accusation, with the days since', () => {
  const issue = ['collects-illegally'] as never;
  const events = [
    step('2021-01-01', 'name', { apps: [app('甲', { issues: issue })] }),
    step('2021-06-01', 'name', { regulator: 'cn-cac', apps: [app('乙')] }),
    step('2021-09-01', 'dropped'),
  ];
  const now = step('2022-01-01', 'name', { apps: [app('甲', { issues: issue }), app('丙')] });
  expect(recidivismOf(now, [...events, now], weights)).toEqual({
    company: 2,
    sameBody: 1,
    daysSinceSameBody: 365,
    apps: [{ name: '甲', times: 1, daysSince: 365 }],
    issues: [{ name: 'collects-illegally', times: 1, daysSince: 365 }],
  });
});
