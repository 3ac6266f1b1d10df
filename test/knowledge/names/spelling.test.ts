import { describe, expect, it } from 'vitest';
import { misspelling, mistakesAllowed } from '../../../src/knowledge/names/search-table.ts';

const mistakes = (word: string, other: string) => misspelling(word).mistakes(other);

describe('misspelling', () => {
  it.each([
    ['tencent', 'tencent', 0],
    ['tencet', 'tencent', 1],
    ['tenncent', 'tencent', 1],
    ['tencemt', 'tencent', 1],
    ['tencnet', 'tencent', 1],
    ['alibbaa', 'alibaba', 1],
    ['byetdnace', 'bytedance', null],
    ['bytednace', 'bytedance', 1],
    ['bytednac', 'bytedance', 2],
    ['bitedanse', 'bytedance', 2],
    ['tincint', 'tencent', null],
    ['jb', 'jd', null],
    ['abc', 'abd', null],
    ['爱奇一', '爱奇艺', 1],
    ['淘保', '淘宝', null],
  ])('%s for %s: %s mistakes', (word, other, count) => {
    expect(mistakes(word, other)).toBe(count);
  });

  it.each([
    ['abc', 0],
    ['abcd', 1],
    ['abcdefgh', 2],
    ['微信', 0],
    ['爱奇艺', 1],
    ['国家反诈中心', 2],
  ])('%s may have %i', (word, allowed) => {
    expect(mistakesAllowed(word)).toBe(allowed);
  });
});
