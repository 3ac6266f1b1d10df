import { describe, expect, test } from 'vitest';
import { rulesOf, ruleText, typedRules } from '../../../src/answers/queries/rules.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';

describe('rules as somebody types them', () => {
  test.each([
    ['money 3+', [{ kinds: ['money'], level: 3 }]],
    ['Fines and payments 3', [{ kinds: ['money'], level: 3 }]],
    ['case, cut-off reported', [{ kinds: ['case', 'cut-off'], level: 1, grade: 'reported' }]],
    ['罚款与付款 4+ 已确认', [{ kinds: ['money'], level: 4, grade: 'confirmed' }]],
    ['4+', [{ level: 4 }]],
    [
      'fine 2+ ; all 4+ unconfirmed;',
      [
        { kinds: ['fine'], level: 2 },
        { level: 4, grade: 'unconfirmed' },
      ],
    ],
  ])('%s', (text, rules) => {
    expect(rulesOf(text, 'en')).toEqual({ rules, refused: null });
    for (const language of LANGUAGES)
      expect(rulesOf(typedRules(rules as never, language), language).rules).toEqual(rules);
  });

  test('nothing typed is no rule, and what is no rule is refused by name', () => {
    expect(rulesOf(' ; ', 'en')).toEqual({ rules: null, refused: null });
    expect(rulesOf('money 3 4', 'en').refused).toContain('“money 3 4” names two levels');
    expect(rulesOf('moneys 3', 'en').refused).toContain('“moneys” is no kind of act');
    expect(rulesOf('money 6', 'zh').refused).toContain('“money 6”不是行动类别');
    expect(rulesOf('all; '.repeat(13), 'en').refused).toContain('13 rules are too many');
  });

  test('a rule in words', () => {
    const rule = { kinds: ['money', 'probe'], level: 3, grade: 'reported' } as const;
    expect(ruleText(rule, 'en')).toBe(
      'Fines and payments, investigation from level 3, reports too',
    );
    expect(ruleText({ level: 1, grade: 'confirmed' }, 'zh')).toBe('任何行动，仅限已确认');
  });
});
