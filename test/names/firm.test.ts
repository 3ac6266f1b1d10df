import { describe, expect, it } from 'vitest';
import { englishFirmKey, firmBlockingKey, firmKey, icpKey, looksLikeFirm } from '../../src/names/firm.ts';

describe('firmKey', () => {
  it.each([
    ['a line-wrap space and quotes', '“星河科 技（深圳）有限公司”', '星河科技(深圳)有限公司'],
    ['half-width brackets', '星河科技(深圳)有限公司', '星河科技(深圳)有限公司'],
    ['square brackets', '星河科技【深圳】有限公司', '星河科技(深圳)有限公司'],
    ['traditional characters', '星河網絡（香港）有限公司', '星河网络(香港)有限公司'],
    ['look-alike radicals', '北京⽕⽯⽹络科技有限公司', '北京火石网络科技有限公司'],
    ['a former name behind it', '星河科技有限公司（曾用名：银河（北京）科技有限公司）', '星河科技有限公司'],
    ['a full stop behind it', '星河科技有限公司。', '星河科技有限公司'],
    ['a name in English', 'Shanghai Starriver Commerce Co.,Ltd', 'shanghaistarrivercommercecoltd'],
  ])('does not mind %s', (_, name, key) => {
    expect(firmKey(name)).toBe(key);
  });

  it.each([
    ['星河科技（深圳）有限公司', '星河科技（北京）有限公司'],
    ['星河（中国）有限公司', '星河（中国）网络技术有限公司'],
    ['星河科技有限公司', '星河科技股份有限公司'],
    ['星河科技有限公司', '星河科技有限责任公司'],
    ['深圳市星河科技有限公司', '深圳星河科技有限公司'],
    ['Star River Inc.', 'Star River LLC'],
    ['Star River (HK) Limited', 'Star River Limited'],
  ])('%s is not %s', (one, other) => {
    expect(firmKey(one)).not.toBe(firmKey(other));
  });
});

describe('englishFirmKey', () => {
  it.each([
    ['Star River Co.,Ltd', 'Star River Co., Ltd.', 'STAR RIVER COMPANY LIMITED', 'Star RiverCo.,Ltd'],
    ['Star River Inc', 'Star River, Inc.', 'Star River Incorporated'],
    ['Star River Corp.', 'Star River Corporation'],
    ['Star River LLC', 'Star River, L.L.C.', 'Star River Limited Liability Company'],
    ['Star River Pte. Ltd.', 'Star River PTE LTD', 'Star River Private Limited', 'Star River Pvt. Ltd.'],
    ['Star & River S.à r.l.', 'Star and River SARL'],
    ['Star River Holding Ltd', 'Star River Holdings Limited'],
  ])('%s has one key in all its spellings', (first, ...others) => {
    for (const other of others) {
      expect(englishFirmKey(other)).toBe(englishFirmKey(first));
    }
  });
});

describe('firmBlockingKey', () => {
  it.each([
    ['星河（中国）有限公司', '星河'],
    ['深圳市星河科技股份有限公司', '星河科技'],
    ['广西壮族自治区南宁市星河集团有限公司', '星河'],
    ['河源市星河商行', '星河'],
    ['上海市场研究有限公司', '市场研究'],
    ['星河银行股份有限公司信用卡中心', '星河银行信用卡中心'],
    ['Shanghai Starriver Commerce Co.,Ltd', 'starrivercommerce'],
    ['LINE株式会社', 'line'],
  ])('%s is sought as %s', (name, key) => {
    expect(firmBlockingKey(name)).toBe(key);
  });

  it('is never empty', () => {
    expect(firmBlockingKey('集团有限公司')).toBe('集团有限公司');
    expect(firmBlockingKey('Limited')).toBe('ltd');
  });
});

describe('looksLikeFirm', () => {
  it.each([
    '北京星河科技有限公司',
    '北京星河科\n技有限公司',
    '星河银行股份有限公司信用卡中心',
    '星河（上海）投资合伙企业（有限合伙）',
    '北京星河科技有限公…',
    '星河集团',
    '株式会社ホシ',
    'Shanghai Starriver Commerce Co.,Ltd',
    'Star River, Inc.',
    'Star River S.à r.l.',
    'lululemon athletica inc.',
  ])('%s does', (text) => {
    expect(looksLikeFirm(text)).toBe(true);
  });

  it.each([
    '微信',
    'QQ音乐',
    'Keep',
    'Inc',
    'Unlimited',
    '该公司',
    '互联网公司',
    '北京星河科技有限公司，存在以下问题',
    'We looked at ten apps of Star River Inc.',
    '',
  ])('%s does not', (text) => {
    expect(looksLikeFirm(text)).toBe(false);
  });
});

describe('icpKey', () => {
  it.each([
    ['渝ICP备2021008177号-4A', '渝ICP备2021008177号'],
    ['粤ICP备 2021000001 号－12A', '粤ICP备2021000001号'],
    ['ICP备案号：滬ICP備12345678號-3', '沪ICP备12345678号'],
    ['京ICP备05000001', '京ICP备05000001号'],
    ['京B2-20201234', null],
    ['京ICP备11111111号 沪ICP备22222222号', null],
    ['', null],
  ])('%s is filed as %s', (text, key) => {
    expect(icpKey(text)).toBe(key);
  });
});
