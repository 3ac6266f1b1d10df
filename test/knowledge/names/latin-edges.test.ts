import { describe, expect, it } from 'vitest';
import { beginsWord, endsWord, isWordy } from '../../../src/knowledge/names/word-edges.ts';

describe('word edges', () => {
  it.each([
    ['keep', 'I keep it', true],
    ['keep', '下架keep应用', true],
    ['keep', '“keep”', true],
    ['keep', 'keep-backed fund', true],
    ['keep', "keep's app", true],
    ['keep', 'So did keep. It', true],
    ['keep', 'keeping', false],
    ['keep', 'inkeep', false],
    ['keep', 'keep2', false],
    ['keep', 'ékeep', false],
    ['keep', 'www.keep.com', false],
    ['keep', 'keep.com', false],
    ['keep', 'com.keep', false],
    ['keep', '@keep', false],
    ['keep', 'keep@star.com', false],
    ['keep', 'app_keep', false],
    ['360', '1,360', false],
    ['360', '360,000', false],
    ['360', '12.360', false],
    ['360', '下载360，安装', true],
    ['微信', '用微信登录', true],
    ['微信', 'a微信b', true],
    ['58同城', '158同城', false],
    ['58同城', '在58同城app上', true],
  ])('%s in “%s”: %s', (name, text, expected) => {
    const at = text.indexOf(name);
    expect(beginsWord(text, at) && endsWord(text, at + name.length)).toBe(expected);
  });

  it('counts letters that part words by spaces', () => {
    expect(['a', 'é', 'я', '7', 'Ａ'].every((one) => isWordy(one.charCodeAt(0)))).toBe(true);
    expect(['微', 'か', '한', ' ', '-', '。'].some((one) => isWordy(one.charCodeAt(0)))).toBe(
      false,
    );
  });
});
