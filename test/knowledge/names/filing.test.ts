import { expect, test } from 'vitest';
import { filingKey } from '../../../src/knowledge/names/firm.ts';

test.each([
  ['渝ICP备2021008177号-4A', '渝ICP备2021008177号'],
  ['渝ICP备 2021008177 号－1A', '渝ICP备2021008177号'],
  ['粤B2-20090059-1621A', '粤B2-20090059'],
])('%s is filed under %s', (one, other) => {
  expect(filingKey(one)).toBe(filingKey(other));
});

test('two firms that file in one province stay apart', () => {
  expect(filingKey('粤B2-20090059-1A')).not.toBe(filingKey('粤B2-20090060-1A'));
});
