import { expect, test } from 'vitest';
import { pinyinOf } from '../../src/names/pinyin.ts';

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
