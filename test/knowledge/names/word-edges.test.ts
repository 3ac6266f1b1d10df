import { describe, expect, test } from 'vitest';
import { standsAlone } from '../../../src/knowledge/names/word-edges.ts';

describe('a short name in running text stands alone or is part of a word', () => {
  test.each([
    ['违法实施经营者集中行为作出处罚', '中行', false],
    ['用户到中行开户', '中行', true],
    ['包括微信、抖音在内的应用', '微信', true],
    ['抖音等应用', '抖音', true],
    ['工信部通报了滴滴出行', '滴滴', true],
    ['要求腾讯立即整改', '腾讯', true],
    ['对快手处以罚款', '快手', true],
    ['提交行政复议申请', '交行', false],
  ])('%s: %s', (text, name, expected) => {
    const start = text.indexOf(name);
    expect(standsAlone(text, start, start + name.length)).toBe(expected);
  });
});
