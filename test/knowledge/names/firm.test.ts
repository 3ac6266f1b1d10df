import { describe, expect, it } from 'vitest';
import { englishFirmKey, firmKey, readingsOfCell } from '../../../src/knowledge/names/firm.ts';

describe('firmKey', () => {
  it.each([
    ['a line-wrap space and quotes', '“星河科 技（深圳）有限公司”', '星河科技(深圳)有限公司'],
    ['half-width brackets', '星河科技(深圳)有限公司', '星河科技(深圳)有限公司'],
    ['square brackets', '星河科技【深圳】有限公司', '星河科技(深圳)有限公司'],
    ['traditional characters', '星河網絡（香港）有限公司', '星河网络(香港)有限公司'],
    ['look-alike radicals', '北京⽕⽯⽹络科技有限公司', '北京火石网络科技有限公司'],
    [
      'a former name behind it',
      '星河科技有限公司（曾用名：银河（北京）科技有限公司）',
      '星河科技有限公司',
    ],
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
    [
      'Star River Co.,Ltd',
      'Star River Co., Ltd.',
      'STAR RIVER COMPANY LIMITED',
      'Star RiverCo.,Ltd',
    ],
    ['Star River Inc', 'Star River, Inc.', 'Star River Incorporated'],
    ['Star River Corp.', 'Star River Corporation'],
    ['Star River LLC', 'Star River, L.L.C.'],
    [
      'Star River Pte. Ltd.',
      'Star River PTE LTD',
      'Star River Private Limited',
      'Star River Pvt. Ltd.',
    ],
    ['Star & River S.à r.l.', 'Star and River SARL'],
    ['Star River Holding Ltd', 'Star River Holdings Limited'],
  ])('%s has one key in all its spellings', (first, ...others) => {
    for (const other of others) {
      expect(englishFirmKey(other)).toBe(englishFirmKey(first));
    }
  });
});

describe('brackets that a cell broke', () => {
  it.each([
    ['closed behind the form', '点点互动（北京 科技有限公司）', '点点互动(北京)科技有限公司'],
    ['never closed', '点点互动（北京科技有限公司', '点点互动(北京)科技有限公司'],
    ['doubled', '点点互动（（北京））科技有限公司', '点点互动(北京)科技有限公司'],
    [
      'a branch that names its firm stays',
      '星河（北京）科技有限公司（上海分公司）',
      '星河(北京)科技有限公司(上海分公司)',
    ],
  ])('%s', (_, name, key) => {
    expect(firmKey(name)).toBe(key);
  });
});

describe('readingsOfCell', () => {
  it.each([
    ['星河软件股份有 限公司', ['星河软件股份有限公司']],
    ['星河\n软件股份有限公司', ['星河软件股份有限公司']],
    ['开发者：星河软件有限公司', ['星河软件有限公司']],
    ['星河软件有限公司（星河）', ['星河软件有限公司（星河）', '星河软件有限公司']],
    [
      'Star River Co., Ltd.（星河软件有限公司）',
      ['Star River Co., Ltd.（星河软件有限公司）', '星河软件有限公司'],
    ],
    ['Star River 星河软件有限公司', ['Star River 星河软件有限公司', '星河软件有限公司']],
    [
      '星河软件有限公司 Star River Co., Ltd.',
      ['星河软件有限公司 Star River Co., Ltd.', '星河软件有限公司'],
    ],
    [
      '月影软件有限公司（原星河（北京）软件有限公司）',
      [
        '月影软件有限公司（原星河（北京）软件有限公司）',
        '月影软件有限公司',
        '星河（北京）软件有限公司',
      ],
    ],
    ['Star River (HK) Limited', ['Star River (HK) Limited']],
    ['360数科有限公司', ['360数科有限公司']],
  ])('%s', (cell, readings) => {
    expect(readingsOfCell(cell)).toEqual(readings);
  });
});
