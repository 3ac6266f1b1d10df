import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../src/knowledge/names/pinyin.ts';

describe('readingsOf', () => {
  it.each([
    ['腾讯', ['tengxun'], 'tx'],
    ['騰訊', ['tengxun'], 'tx'],
    ['重庆银行', ['chongqingyinhang'], 'cqyh'],
    ['QQ音乐', ['qqyinyue'], 'qqyy'],
    ['58同城', ['58tongcheng'], '58tc'],
    ['绿地（中国）', ['lvdizhongguo', 'ludizhongguo'], 'ldzg'],
  ])('%s', (name, full, initials) => {
    expect(readingsOf(name)).toEqual({ full, initials });
  });

  it('has none for names without Chinese characters', () => {
    expect(readingsOf('Tencent')).toBeNull();
  });
});
