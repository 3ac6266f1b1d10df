import { describe, expect, test } from 'vitest';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { Weights } from '../../../src/domain/weights.ts';
import { app, factsFile, scoreOf, step, sum, weights } from './building.ts';

const seed = factsFile('seed-facts');
const full = factsFile('seed-facts-full');
const WECHAT = seed.find((one) => one.company === 'tencent')!.apps[0]!;

const points = (events: readonly RegulatoryEvent[], company: string, when: string) =>
  scoreOf(events, when, { company }).factors.map((factor) => factor.points);

describe('the worked example, as of 18 August 2021', () => {
  test.each([
    ['didi', 76.2, 'severe', [57.5, 14.4, 4.3]],
    ['tencent', 20.2, 'watch', [19.4, 0.8]],
    ['trip-com', 17.2, 'watch', [15.8, 1.4]],
    ['iqiyi', 15.9, 'watch', [15.9]],
    ['baidu', 4.2, 'background', [4.2]],
  ])('%s scores %d, %s', (company, score, band, factors) => {
    const result = scoreOf(seed, '2021-08-18', { company });
    expect([result.score, result.band]).toEqual([score, band]);
    expect(points(seed, company, '2021-08-18')).toEqual(factors);
  });

  test.each([
    ['tencent', 21.5],
    ['alibaba', 3.4],
    ['didi', 76.2],
    ['trip-com', 17.2],
  ])('with the full list %s scores %d', (company, score) => {
    expect(scoreOf(full, '2021-08-18', { company }).score).toBe(score);
  });

  test('the waterfall of WeChat is an order on a core app and the reach of a super platform', () => {
    const [wechat] = scoreOf(seed, '2021-08-18', { company: 'tencent' }).factors;
    expect(wechat!.waterfall).toEqual([
      { part: 'severity', points: 15.5 },
      { part: 'reach', points: 3.9 },
    ]);
  });
});

describe('the path of Didi', () => {
  test.each([
    ['2021-07-01', 0],
    ['2021-07-02', 66.1],
    ['2021-07-04', 74.2],
    ['2021-07-09', 76.2],
  ])('on %s it stands at %d', (when, score) => {
    expect(scoreOf(seed, when, { company: 'didi' }).score).toBe(score);
  });

  test('closing the whole case brings it to 51.2, and 120 days later its load is half', () => {
    const closed = [
      ...seed.map((one) => (one.company === 'didi' ? { ...one, matter: 'cn-didi' } : one)),
      step('2021-09-01', 'dropped', {
        company: 'didi',
        regulator: 'cn-cac',
        apps: [],
        matter: 'cn-didi',
      }),
    ];
    const then = scoreOf(closed, '2021-09-01', { company: 'didi' });
    expect(then.score).toBe(51.2);
    expect(then.cases[0]).toMatchObject({ stage: 'closed', open: false, closed: '2021-09-01' });
    const later = scoreOf(closed, '2021-12-30', { company: 'didi' });
    expect(later.load).toBeCloseTo(then.load / 2, 2);
  });
});

describe('the path of Tencent', () => {
  const november = step('2021-11-03', ['name', 'rectify'], {
    company: 'tencent',
    deadline: '2021-11-09',
    batch: { yearly: 11, total: 20 },
    apps: [app('腾讯新闻', { value: 'minor' }), app('QQ音乐', { value: 'minor', ownership: 0.5 })],
  });
  const freeze = step('2021-11-24', 'pause/updates', {
    company: 'tencent',
    companyWide: true,
    apps: [app('腾讯', { reach: 'super' })],
  });
  const path = [...seed, november, freeze];

  test.each([
    ['2021-09-01', 20.2, 'the last day of grace'],
    ['2021-11-02', 14.6, 'two months of decay'],
    ['2021-11-03', 17.8, 'a second list'],
    ['2021-11-24T23:58:59+08:00', 16.1, 'before the freeze'],
    ['2021-11-24', 51.2, 'the freeze of all updates'],
  ])('on %s it stands at %d: %s', (when, score) => {
    expect(scoreOf(path, when, { company: 'tencent' }).score).toBe(score);
  });

  test('decay begins at 24:00 of the seventh day after the deadline', () => {
    const load = (when: string) => scoreOf(seed, when, { company: 'tencent' }).load;
    expect(load('2021-09-02T00:00:00+08:00')).toBe(3.25);
    expect(load('2021-09-02T12:00:00+08:00')).toBeLessThan(3.25);
  });

  test('a removal of WeChat would take it to 75.6', () => {
    const removal = step('2021-08-18', 'delist-app', {
      company: 'tencent',
      apps: [WECHAT],
    });
    const after = scoreOf([...seed, removal], '2021-08-18', { company: 'tencent' });
    expect(after.score).toBe(75.6);
    expect(after.cases).toHaveLength(1);
  });
});

describe('bands fall out of the levels', () => {
  test.each([
    ['name', 6.7, 'background'],
    ['rectify', 15.9, 'watch'],
    ['pause/updates', 35.2, 'elevated'],
    ['delist-app', 66.1, 'high'],
    ['licence/shut', 93.3, 'severe'],
  ] as const)('%s on a core app gives %d, %s', (type, score, band) => {
    expect(scoreOf([step('2022-01-10', type)], '2022-01-10')).toMatchObject({ score, band });
  });
});

test('the order of the four companies is the same for every ratio and half-point tried', () => {
  for (const ratio of [2, 2.5, 3]) {
    for (const half of [7, 10, 14]) {
      const using: Weights = {
        ...weights,
        severityRatio: { ...weights.severityRatio, value: ratio },
        halfPoint: { ...weights.halfPoint, value: half },
      };
      const scores = ['didi', 'tencent', 'trip-com', 'iqiyi'].map(
        (company) => scoreOf(seed, '2021-08-18', { company, using }).score,
      );
      expect(scores, `${ratio} / ${half}`).toEqual([...scores].sort((one, other) => other - one));
      expect(scores[0]).toBeGreaterThan(40);
      expect(scores[0]).toBeLessThan(97.5);
    }
  }
});

test('points and waterfalls sum to the score of every company', () => {
  for (const company of ['didi', 'tencent', 'trip-com', 'iqiyi', 'baidu']) {
    const score = scoreOf(full, '2021-12-01', { company });
    expect(sum(score.factors.map((factor) => factor.points))).toBe(score.score);
    for (const factor of score.factors) {
      expect(sum(factor.waterfall.map((part) => part.points))).toBe(factor.points);
    }
  }
});
