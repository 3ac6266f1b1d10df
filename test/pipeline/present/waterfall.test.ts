import { describe, expect, test } from 'vitest';
import { type Reason, reason, reasons, storedSentence } from '../../../src/domain/reason.ts';
import type { Factor } from '../../../src/domain/score.ts';
import { waterfallOf } from '../../../src/pipeline/present/why-card.ts';

const factor = (
  points: number,
  because: string | Reason,
  parts: readonly number[] = [points],
): Factor =>
  ({
    id: JSON.stringify(because),
    points,
    because: typeof because === 'string' ? storedSentence(because) : because,
    waterfall: parts.map((one, index) => ({ part: `p${index}`, points: one })),
  }) as unknown as Factor;
const score = (factors: readonly Factor[]) => ({
  score: Math.round(factors.reduce((sum, one) => sum + one.points, 0) * 10) / 10,
  band: 'watch' as const,
  factors: [...factors],
});
const bars = (factors: readonly Factor[]) =>
  waterfallOf(score(factors), 'Harbour', 'en')!.bars!.map((bar) => [bar.label, bar.points]);

const both = (text: string) => ({ en: text, zh: text });
const details = [
  reason('rule-stage', { rulestage: 'enacted', date: '2021-02-07' }),
  reason('level', { level: 4 }),
];
const did = (regulator: string, act: string, date: string) =>
  reason('act', {
    act: both(`${regulator} ${act}`),
    details: [reason('on-date', { date }), reason('level', { level: 2 })],
  });

describe('a score as bars that add up', () => {
  test('largest first, each with its day and act, and the sum last', () => {
    expect(
      bars([
        factor(3.4, did('PBOC', 'summoned the company', '2021-04-29')),
        factor(
          15.3,
          reasons(did('MIIT', 'ordered Ctrip to be rectified', '2021-08-18'), reason('press-only')),
        ),
        factor(5.6, did('MeitY (India)', 'ordered WeCom off the app stores', '2020-09-02')),
        factor(
          7,
          reason('rule', { regulator: both('SAMR'), title: both('Antitrust guidelines'), details }),
        ),
      ]),
    ).toEqual([
      ['2021-08-18 · MIIT ordered Ctrip to be rectified', 15.3],
      ['2021-02-07 · SAMR: Antitrust guidelines', 7],
      ['2020-09-02 · MeitY (India) ordered WeCom off the app stores', 5.6],
      ['2021-04-29 · PBOC summoned the company', 3.4],
      ['Score', 31.3],
    ]);
  });

  test('more than nine: the smallest stand together, and all bars still sum to the score', () => {
    const many = bars(
      Array.from({ length: 30 }, (_, index) => factor((index + 1) / 10, `f${index}`)),
    );
    expect(many).toHaveLength(11);
    expect(many[9]![0]).toBe('21 further factors');
    const sum = many.slice(0, -1).reduce((total, [, points]) => total + (points as number), 0);
    expect(sum).toBeCloseTo(many.at(-1)![1] as number, 6);
  });

  test('a single factor is taken apart into its own parts', () => {
    expect(bars([factor(7.6, 'one', [15.3, -7.7])])).toEqual([
      ['p0', 15.3],
      ['p1', -7.7],
      ['Score', 7.6],
    ]);
  });

  test('nothing carries load: no picture; and the alternative text fits whatever the factors say', () => {
    expect(waterfallOf(score([]), 'Harbour', 'en')).toBeNull();
    const long = Array.from({ length: 9 }, () => factor(1, '很长'.repeat(200)));
    expect(waterfallOf(score(long), 'Harbour', 'zh')!.alt.length).toBe(1024);
  });
});
