import { describe, expect, it } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { How } from '../../../src/domain/catalog.ts';
import { whyFound } from '../../../src/knowledge/names/search.ts';

describe('whyFound', () => {
  it.each<How>(['ticker', 'exact', 'prefix', 'pinyin', 'initials', 'contains', 'typo'])(
    'names what was found, and the query where it is written otherwise: %s',
    (how) => {
      const why = whyFound(how, ' tx ', '腾讯', 'zh');
      for (const language of ['en', 'zh'] as const) {
        if (how !== 'ticker' && how !== 'exact')
          expect(formatReason(why, language)).toContain('“tx”');
        expect(formatReason(why, language)).toContain('腾讯');
      }
    },
  );

  it('says that a name is a former one', () => {
    const why = whyFound('exact', 'Facebook', 'Facebook', 'old');
    expect(formatReason(why, 'en')).toBe('matched by name “Facebook” (a former one)');
    expect(formatReason(why, 'zh')).toBe('按名称匹配：“Facebook”（旧称）');
  });
});
