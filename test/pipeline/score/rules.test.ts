import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { SectorRule } from '../../../src/domain/history.ts';
import { scoreOf } from './building.ts';

const rule = (parts: Partial<SectorRule>): SectorRule =>
  ({
    id: 'games',
    regulator: 'cn-nppa',
    title: { en: 'Rules for online games', zh: '网络游戏管理办法' },
    proposed: '2022-01-10',
    enacted: null,
    inForce: null,
    dropped: null,
    level: { proposed: 3, enacted: 4 },
    hits: [{ sector: null, company: 'acme', exposure: 0.5, evidence: [] }],
    attested: true,
    evidence: [{ kind: 'notice', source: 'list', day: null }],
    ...parts,
  }) as SectorRule;

const load = (one: SectorRule, day: string) => scoreOf([], day, { rules: [one] }).load;

describe('a rule for a sector', () => {
  test.each<[string, SectorRule, string, number]>([
    ['weighs exposure x w(level) as a draft', rule({}), '2022-01-10', 3.125],
    ['is nothing the day before', rule({}), '2022-01-09', 0],
    ['weighs more once enacted', rule({ enacted: '2022-03-01' as never }), '2022-03-01', 7.8125],
    [
      'is at half when it is dropped',
      rule({ dropped: '2022-02-01' as never }),
      '2022-02-01',
      1.5625,
    ],
    ['weighs the same where nobody can check it', rule({ attested: false }), '2022-01-10', 3.125],
    ['adds nothing without hits', rule({ hits: [] }), '2022-01-10', 0],
    [
      'hits a company through its sector',
      rule({
        hits: [{ sector: 'internet', company: null, exposure: 0.1, evidence: [] }] as never,
      }),
      '2022-01-10',
      0.625,
    ],
    ['lapses after a year without news', rule({}), '2023-05-10', 3.125 / 2],
  ])('%s', (_, one, day, expected) => {
    expect(load(one, day)).toBeCloseTo(expected, 2);
  });

  test('is a factor with a sentence in both languages', () => {
    const [factor] = scoreOf([], '2022-01-10', { rules: [rule({})] }).factors;
    expect(factor).toMatchObject({ id: 'rule:games', case: null });
    expect([formatReason(factor!.because, 'en'), formatReason(factor!.because, 'zh')]).toEqual([
      'cn-nppa: Rules for online games (draft 2022-01-10, level 3, exposure 0.5)',
      'cn-nppa：网络游戏管理办法（2022年1月10日征求意见稿，3级，敞口0.5）',
    ]);
  });
});
