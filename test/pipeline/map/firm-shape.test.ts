import { describe, expect, test } from 'vitest';
import { firmShape } from '../../../src/pipeline/map/firm-shape.ts';

describe('a firm’s name taken apart', () => {
  test.each([
    ['上海携程商务有限公司', '上海', '携程商务', true],
    ['深圳市腾讯计算机系统有限公司', '深圳', '腾讯计算机系统', true],
    ['腾讯科技（深圳）有限公司', '', '腾讯科技', true],
    ['广西壮族自治区某某股份有限公司', '广西', '某某', true],
    ['中国移动通信集团云南有限公司', '', '中国移动通信集团云南', true],
    ['江苏苏宁易购电子商务有限', '江苏', '苏宁易购电子商务', false],
    ['Shanghai Ctrip Commerce Co.,Ltd', 'shanghai', 'ctrip commerce', true],
    ['Hong Kong Somebody Limited', 'hongkong', 'somebody', true],
    ['Trip.com Group', '', 'tripcom group', false],
  ])('%s: place “%s”, core “%s”', (name, place, core, whole) => {
    expect(firmShape(name)).toMatchObject({ place, core, whole });
  });

  test.each([
    ['腾讯科技（深圳）有限公司', '腾讯科技(深圳) 有限 公司'],
    ['騰訊科技（深圳）有限公司', '腾讯科技深圳有限公司'],
    ['Shanghai Ctrip Commerce Co.,Ltd', 'SHANGHAI CTRIP COMMERCE COMPANY LIMITED'],
  ])('%s and %s have one key', (one, other) => {
    expect(firmShape(one).key).toBe(firmShape(other).key);
  });

  test.each([
    ['腾讯科技（深圳）有限公司', '腾讯科技（北京）有限公司'],
    ['某某有限公司', '某某股份有限公司'],
    ['Somebody Games Inc.', 'Somebody Games Ltd.'],
  ])('%s and %s do not', (one, other) => {
    expect(firmShape(one).key).not.toBe(firmShape(other).key);
  });

  test.each([
    ['中国工商银行股份有限公司浙江省分行', '中国工商银行股份有限公司'],
    ['招商银行股份有限公司信用卡中心', '招商银行股份有限公司'],
    ['中国联合网络通信有限公司北京市分公司', '中国联合网络通信有限公司'],
    ['东风汽车集团股份有限公司猛士汽车科技公司', '东风汽车集团股份有限公司'],
    ['某某科技有限公司星河软件有限公司', null],
    ['工商银行北京分行', '工商银行'],
    ['腾讯科技（深圳）有限公司', null],
  ])('%s is a branch of %s', (name, head) => {
    expect(firmShape(name).head).toBe(head);
  });

  test.each([
    ['腾讯科技（武汉）有限公司', '腾讯科技()有限公司'],
    ['中国移动通信集团云南有限公司', '中国移动通信集团()有限公司'],
    ['中国平安保险（集团）股份有限公司', null],
    // A place in front belongs to the name: 上海某某 and 北京某某 are two firms.
    ['上海携程商务有限公司', null],
    ['腾讯科技有限公司', null],
  ])('%s without the places inside is %s', (name, placeless) => {
    expect(firmShape(name).placeless).toBe(placeless);
  });

  const between = (many: number) => '某'.repeat(many);
  test.each<[string, string, string | null]>([
    ['24 characters', `某某有限公司${between(22)}公司`, '某某有限公司'],
    ['25 characters', `某某有限公司${between(23)}公司`, null],
    ['a firm of one character', '某有限公司科技公司', null],
    ['no firm in front of it', '某某某科技公司', null],
    ['24 characters before a branch', `工商银行${between(24)}分行`, '工商银行'],
    ['25 characters before a branch', `工商银行${between(25)}分行`, null],
    ['a branch of nobody', '某某分行', null],
  ])('a division is one of the firm in front: %s', (_, name, head) => {
    expect(firmShape(name).head).toBe(head);
  });

  test('the name of a branch is whole without a legal form', () => {
    expect(firmShape('工商银行北京分行')).toMatchObject({ whole: true, otherForms: [] });
    expect(firmShape('工商银行北京')).toMatchObject({ whole: false, otherForms: [] });
  });

  test.each<[string, string[]]>([
    ['怡亚通供应链有限公司', ['怡亚通供应链股份有限公司', '怡亚通供应链有限责任公司']],
    [
      '深圳市怡亚通供应链有限公司',
      [
        '深圳市怡亚通供应链股份有限公司',
        '深圳市怡亚通供应链有限责任公司',
        '深圳怡亚通供应链股份有限公司',
        '深圳怡亚通供应链有限公司',
        '深圳怡亚通供应链有限责任公司',
      ],
    ],
    [
      '深圳怡亚通供应链股份有限公司',
      [
        '深圳怡亚通供应链有限公司',
        '深圳怡亚通供应链有限责任公司',
        '深圳市怡亚通供应链股份有限公司',
        '深圳市怡亚通供应链有限公司',
        '深圳市怡亚通供应链有限责任公司',
      ],
    ],
    // Nationwide and called by an everyday word, either may be the parent.
    ['东风汽车有限公司', ['东风汽车有限责任公司']],
    ['东风汽车股份有限公司', []],
    // A trade of three characters, a group.
    ['怡亚通有限公司', []],
    ['怡亚通控股有限公司', []],
  ])('%s may have been registered as %j', (name, forms) => {
    expect(firmShape(name).otherForms).toEqual(forms);
  });

  test.each(['', ' ', '—', '（）', '公司', 'Co., Ltd.', '😀'])('%j does no harm', (name) => {
    expect(() => firmShape(name)).not.toThrow();
  });
});
