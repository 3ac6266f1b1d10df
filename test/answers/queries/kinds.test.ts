import { expect, test } from 'vitest';
import { kindsOf } from '../../../src/answers/queries/kinds.ts';

test.each([
  ['money, Suit', ['money', 'sue']],
  ['罚款与付款，下架', null],
  ['禁令与暂停、应用下架', ['cut-off', 'delist-app']],
  ['', null],
])('"%s" means the groups and measures of these names, in any language', (typed, kinds) => {
  expect(kindsOf(typed, 'en').kinds).toEqual(kinds);
});

test('a word that is no kind is named, with the groups that there are', () => {
  expect(kindsOf('fine, parties', 'en').refused).toContain(
    '“parties” is no kind of act. Kinds: Notices and warnings, Investigations and suits',
  );
  expect(kindsOf('下架', 'zh').refused).toContain('调查与诉讼');
});
