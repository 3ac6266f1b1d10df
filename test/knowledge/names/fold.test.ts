import { describe, expect, it } from 'vitest';
import { fold, foldForNow, textOf } from '../../../src/knowledge/names/fold.ts';

describe('fold', () => {
  it('says for every unit where it came from', () => {
    const folded = fold('a ｶﾞ ㍿');
    expect(textOf(folded)).toBe('aガ株式会社');
    expect(Array.from(folded.starts.subarray(0, folded.length))).toEqual([0, 2, 5, 5, 5, 5]);
    expect(Array.from(folded.ends.subarray(0, folded.length))).toEqual([1, 4, 6, 6, 6, 6]);
  });

  it('has room for a text that grows to many times its length', () => {
    const text = 'ﷺ'.repeat(1000);
    const folded = fold(text);
    expect(folded.length).toBe(15_000);
    expect(folded.ends[folded.length - 1]).toBe(1000);
  });

  it('holds long texts', () => {
    const text = '騰訊 a'.repeat(20_000);
    expect(textOf(fold(text))).toBe('腾讯a'.repeat(20_000));
  });

  it.each(['騰訊 a', '', 'ﷺ'.repeat(900), 'é ®'.repeat(400)])(
    'is the same in buffers that are used again: %j',
    (text) => {
      const own = fold(text);
      foldForNow('網易'.repeat(400));
      const now = foldForNow(text);
      expect(textOf(now)).toBe(textOf(own));
      for (const part of ['starts', 'ends'] as const)
        expect([...now[part].subarray(0, now.length)]).toEqual([
          ...own[part].subarray(0, own.length),
        ]);
    },
  );
});
