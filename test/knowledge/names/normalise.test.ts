import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, normalise, textOf } from '../../../src/knowledge/names/fold.ts';
import { nameKey, nameKeyVariants } from '../../../src/knowledge/names/normalise.ts';

describe('normalise', () => {
  it.each([
    ['full width', 'ＱＱ　音乐', 'qq音乐'],
    ['traditional', '騰訊視頻', '腾讯视频'],
    ['Hong Kong and Taiwan spellings', '衞生 綫上 裏面', '卫生线上里面'],
    ['Kangxi radicals', '⽀付宝⽹', '支付宝网'],
    ['supplementary radicals', '⻢⻋⻓⻰', '马车长龙'],
    ['CJK compatibility forms', '金豈㍿', '金岂株式会社'],
    ['case', 'iQIYI', 'iqiyi'],
    ['Latin accents', 'Pokémon Café', 'pokemoncafe'],
    [
      'zero-width marks, no-break spaces and a byte order mark',
      '\ufeff微\u200b\u00a0信\u2060',
      '微信',
    ],
    ['trade marks', '拼多多®Temu™', '拼多多temu'],
    ['dashes, dots and quotes', '“a”–‘b’•c・d', '"a"-\'b\'·c·d'],
    ['full-width brackets', '（北京）【甲】', '(北京)[甲]'],
    ['a half-width kana with its voice mark', 'ｶﾞ', 'ガ'],
    ['Hangul parts', '\u1112\u1161\u11ab', '한'],
    ['characters beyond the first plane', '𠮷野家', '𠮷野家'],
    ['a broken surrogate', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('reads a name the same alone and inside any text', () => {
    expect(normalise('乾隆瞭望')).toBe([...'乾隆瞭望'].map(normalise).join(''));
  });

  const anyText = fc.string({
    unit: fc.constantFrom(...'aZé ＱＱ騰⻢⽹（）“”—・\u200b\u0301ｶﾞ한®㍿9𠮷\n，。'),
    maxLength: 40,
  });

  it('joins a voice mark behind a mark that is dropped', () => {
    expect(normalise('ｶ®ﾞ')).toBe(normalise('ガ'));
  });

  it('gives the text that folding with its places gives', () => {
    const unit = fc.constantFrom(...'ab Z甲乙（騰é\u0001\u0002\u0003\u200b\u0301ｶﾞ㍿𠮷\n');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        expect(normalise(text)).toBe(textOf(fold(text)));
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => normalise(normalise(text)) === normalise(text)));
  });
});

describe('nameKey', () => {
  it.each([
    ['微信(版本8.0.10，App Store)', '微信'],
    ['《企业微信》（版本 3.1.10，小米应用商店）', '企业微信'],
    ['「ＱＱ」', 'qq'],
    ['[微信]', '微信'],
    ['“甲乙”（V2.1）', '甲乙'],
    ['爱奇艺 V12.3.5', '爱奇艺'],
    ['甲乙浏览器 9.8.0', '甲乙浏览器'],
    ['微信（安卓版）', '微信'],
    ['微信（版本8.0.10（2100），应用宝', '微信'],
    ['Wi-Fi万能钥匙', 'wifi万能钥匙'],
    ['拼多多®', '拼多多'],
  ])('%s is kept as %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it.each(['360借条', '58同城', '4399游戏盒2.0', '得物(毒)', '抖音极速版', '手机天猫'])(
    'keeps all of %s, for each part can tell apps apart',
    (name) => {
      expect(nameKey(name)).toBe(name);
    },
  );

  it('keeps a name that is nothing but marks', () => {
    expect(nameKey('!')).toBe('!');
    expect(nameKey('')).toBe('');
  });
});

describe('nameKeyVariants', () => {
  const told = (name: string) =>
    nameKeyVariants(name).map(
      ({ key, weak, dropped }) =>
        key + (weak ? ' (weak)' : '') + (dropped === '' ? '' : `, no ${dropped}`),
    );

  it('tries the full form first and says what each further key dropped', () => {
    expect(told('騰訊視頻 HD（版本1.2，App Store）')).toEqual(['腾讯视频hd', '腾讯视频, no hd']);
  });

  it.each([
    ['微信车机版', ['微信车机版', '微信, no 车机版']],
    ['美图 for iPad', ['美图foripad', '美图, no for ipad']],
    ['甲乙客户端', ['甲乙客户端', '甲乙, no 客户端']],
    ['甲乙 HD App', ['甲乙hdapp', '甲乙hd, no app', '甲乙, no app hd']],
    ['芒果TV', ['芒果tv', '芒果 (weak), no tv']],
    ['游戏盒2.0', ['游戏盒2.0', '游戏盒 (weak)']],
  ])('%s', (name, expected) => {
    expect(told(name)).toEqual(expected);
  });

  it.each(['CCTV', 'iPad', '360', 'ZAPP', 'X版'])('leaves %s whole', (name) => {
    expect(told(name)).toHaveLength(1);
  });

  it('gives the family of an edition, and flags it', () => {
    expect(told('抖音极速版')).toEqual(['抖音极速版', '抖音 (weak), no 极速版']);
    expect(told('TikTok Lite')).toEqual(['tiktoklite', 'tiktok (weak), no lite']);
    expect(told('甲乙丙（招聘）')).toEqual(['甲乙丙(招聘)', '甲乙丙 (weak), no 招聘']);
    expect(told('甲乙-影视大全')).toEqual(['甲乙影视大全', '甲乙 (weak), no -影视大全']);
    expect(told('Wi-Fi钥匙')).toEqual(['wifi钥匙']);
  });

  it('leaves a text whole that is too long for a name', () => {
    expect(nameKeyVariants('甲()'.repeat(5000))).toHaveLength(1);
  });

  it('stays weak once anything doubtful was dropped', () => {
    expect(nameKeyVariants('抖音极速版HD').map((one) => one.weak)).toEqual([false, false, true]);
  });
});
