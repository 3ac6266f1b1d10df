import { describe, expect, it } from 'vitest';
import { fold, textOf } from '../../../src/knowledge/names/fold.ts';

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
});
