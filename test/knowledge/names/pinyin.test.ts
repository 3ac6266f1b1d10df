import { expect, test } from 'vitest';
import { pinyinOf, syllablesOf } from '../../../src/knowledge/names/pinyin.ts';

test.each([
  ['小桔', 'xiaoju'],
  ['微播视界', 'weiboshijie'],
  ['重庆', 'chongqing'],
  ['吕', 'lv'],
  ['360数科', '360shuke'],
  ['Keep', 'keep'],
  ['', ''],
])('%s is spelt %s', (text, latin) => {
  expect(pinyinOf(text)).toBe(latin);
});

test('each character has its syllable, by the word it stands in', () => {
  expect(syllablesOf('重庆银行')).toEqual(['chong', 'qing', 'yin', 'hang']);
});
