import { describe, expect, it } from 'vitest';
import type { How } from '../../src/domain/name-search.ts';
import { whyFound } from '../../src/names/search-reason.ts';

describe('whyFound', () => {
  it.each<How>(['ticker', 'exact', 'prefix', 'pinyin', 'initials', 'contains', 'typo'])(
    'names the query and the name in both languages: %s',
    (how) => {
      const why = whyFound(how, ' tx ', '腾讯', 'zh');
      for (const sentence of [why.en, why.zh]) {
        expect(sentence).toContain('“tx”');
        expect(sentence).toContain('腾讯');
      }
    },
  );

  it('says that a name is a former one', () => {
    expect(whyFound('exact', 'Facebook', 'Facebook', 'old')).toEqual({
      en: '“Facebook” is its name “Facebook” (a former one)',
      zh: '“Facebook”就是它的名称“Facebook”（旧称）',
    });
  });
});
