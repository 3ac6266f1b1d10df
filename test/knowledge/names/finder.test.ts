import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NamedKind, nameTable, openNames } from '../../../src/knowledge/names/finder.ts';
import { normalise } from '../../../src/knowledge/names/fold.ts';

const finderOf = (names: readonly string[], kind: NamedKind = 'app') =>
  openNames(nameTable(names.map((name) => ({ name, kind, key: name }))))(kind);

const find = finderOf([
  '微信',
  '微信读书',
  'QQ',
  'QQ Music',
  'QQ音乐',
  'Keep',
  '腾讯视频',
  'Go To',
  '星河网络科技有限公司',
  'PayPal',
]);
const found = (text: string) =>
  find(text).map((hit) => `${text.slice(hit.start, hit.end)}=${hit.key}`);

describe('a finder of names', () => {
  it.each([
    ['the longest name at a place', '打开微信读书和微信。', ['微信读书=微信读书', '微信=微信']],
    ['any spelling', '下架騰訊視頻、ＱＱ音樂', ['騰訊視頻=腾讯视频', 'ＱＱ音樂=QQ音乐']],
    ['letters beside Chinese', '使用QQ登录', ['QQ=QQ']],
    [
      'a blank where the name has one, or none',
      'QQ Music, QQMusic',
      ['QQ Music=QQ Music', 'QQMusic=QQ Music'],
    ],
    ['zero-width marks inside', '微\u200b信', ['微\u200b信=微信']],
    [
      'a long Chinese name broken by blanks',
      '由星河网 络科技有限公司运营',
      ['星河网 络科技有限公司=星河网络科技有限公司'],
    ],
  ])('finds %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['inside a word', 'keeping, inkeep, QQing'],
    ['across words', 'Pay Pal, ke ep'],
    ['across lines', '腾讯\n视频'],
    ['across items parted by blanks', '腾讯 视频'],
    ['in an address', 'www.keep.com'],
  ])('finds no name %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('falls back to the shorter name where the longer one does not stand', () => {
    expect(found('QQ\n音乐')).toEqual(['QQ=QQ']);
    expect(found('微信 读书')).toEqual(['微信=微信']);
    expect(found('QQ Musical')).toEqual(['QQ=QQ']);
  });

  it('gives ranges of the original', () => {
    const text = '　下架：“微 ⾖”、ＰａｙＰａｌ！';
    expect(find(text)).toEqual([
      { start: 10, end: 16, kind: 'app', key: 'PayPal', ordinary: false },
    ]);
  });

  it('takes names of the kinds that are asked for, and of several things the first kind', () => {
    const finders = openNames(
      nameTable([
        { name: '陌陌', kind: 'app', key: 'momo-app' },
        { name: '陌 陌', kind: 'company', key: 'momo', ordinary: true },
        { name: '陌陌直播', kind: 'issue', key: 'live' },
      ]),
    );
    const whole = { start: 0, end: 2, ordinary: false };
    expect(finders('company', 'app')('陌陌直播')).toEqual([
      { ...whole, kind: 'company', key: 'momo', ordinary: true },
    ]);
    expect(finders('app', 'company')('陌陌直播')).toEqual([
      { ...whole, kind: 'app', key: 'momo-app' },
    ]);
    expect(finders('issue', 'app')('陌陌直播')).toEqual([
      { ...whole, end: 4, kind: 'issue', key: 'live' },
    ]);
  });

  it.each([
    ['an acronym in small letters', 'CAC', 'the cac said', 'the CAC said'],
    ['a brand that is a word in small letters', 'Target', 'a target of', 'fined Target for'],
    ['a short Chinese name over the edge of a word', '中行', '集中行为', '到中行开户'],
    ['a firm in the name of its trade', '中国银行', '中国银行业协会', '中国银行被罚'],
  ])('does not take %s', (_, name, without, within) => {
    expect(finderOf([name], 'company')(without)).toEqual([]);
    expect(finderOf([name], 'company')(within)).toHaveLength(1);
  });

  it('takes a store as a list writes it', () => {
    expect(finderOf(['App Store'], 'store')('来源：app store')).toHaveLength(1);
  });

  it('leaves out names that fold to nothing', () => {
    expect(finderOf([' \u200b'])('微信 \u200b')).toEqual([]);
  });

  it('agrees with a naive leftmost-longest search over Chinese text', () => {
    const alphabet = fc.constantFrom('微', '信', '騰', '讯', '，');
    const names = fc.uniqueArray(fc.string({ unit: alphabet, minLength: 2, maxLength: 4 }), {
      selector: normalise,
      maxLength: 20,
    });
    fc.assert(
      fc.property(names, fc.string({ unit: alphabet, maxLength: 40 }), (list, text) => {
        const hits = finderOf(list, 'authority')(text);
        const expected: [number, string][] = [];
        for (let at = 0; at < text.length; ) {
          const [best] = list
            .filter((name) => normalise(text).startsWith(normalise(name), at))
            .sort((a, b) => b.length - a.length);
          if (best !== undefined) expected.push([at, best]);
          at += best?.length ?? 1;
        }
        expect(hits.map((hit) => [hit.start, hit.key])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
