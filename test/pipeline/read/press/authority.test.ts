import { beforeAll, describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readPartsOf } from '../../../../src/pipeline/flows/reader.ts';
import { createPressReader } from '../../../../src/pipeline/read/press/press-reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

let authority: (title: string, text: string, name: string, speaksFor?: string) => unknown;

beforeAll(() => {
  const { catalog } = repositoryCatalog();
  const read = createPressReader(readPartsOf(catalog!));
  authority = (title, text, name, speaksFor) => {
    const { findings } = read(decodeText(text, 'text'), { title, speaksFor: speaksFor as never });
    const found = findings.find((one) => one.name === name);
    expect(found, `${name} is judged`).toBeDefined();
    const { authority: by } = found!;
    return by === null ? null : (by.id ?? by.country ?? by.name);
  };
});

describe('whose act it is', () => {
  it.each([
    [
      'named in the lead, described in the title',
      'gb-cma',
      '英国监管机构对微软交易展开调查',
      '英国竞争与市场管理局（CMA）宣布启动调查。',
      '微软',
    ],
    [
      'named in the lead, "officials" in the title',
      'cn-samr',
      '三部门联合约谈美团',
      '市场监管总局会同有关部门约谈了企业。',
      '美团',
    ],
    ['named behind its country', 'cn-samr', '中国国家市场监管总局约谈美团', '', '美团'],
    [
      'letters in brackets of the same country',
      'us-nhtsa',
      '美国国家公路安全局（NHTSA）对特斯拉展开调查',
      '',
      '特斯拉',
    ],
    [
      'letters in brackets of another country',
      'KR',
      '韩国反垄断委员会（FTC）对谷歌处以罚款',
      '',
      '谷歌',
    ],
    [
      'a country that acts, not that of the firms',
      'EU',
      '欧洲抽样选取比亚迪等三家中国车企开展反补贴调查',
      '',
      '比亚迪',
    ],
    ['a country behind the word for by', 'US', '中国企业海康威视遭美国制裁', '', '海康威视'],
    ['a country alone', 'TR', 'Turkey bans Google from showing ads', '', 'Google'],
    [
      'an authority beside a country',
      'us-ftc',
      'U.S. FTC fines Microsoft over data of Irish users',
      '',
      'Microsoft',
    ],
    ['a body that one country has', 'CN', '住建局约谈万科', '监管要求万科整改。', '万科'],
    ['a bureau of a city', 'cn-shenzhen-csrc', '中信证券被深圳证监局责令改正', '', '中信证券'],
  ])('%s', (_, expected, title, text, name) => {
    expect(authority(title, text, name)).toBe(expected);
  });

  it.each([
    ['the regulator', '携程被监管部门约谈', '携程'],
    ['officials', 'Officials fined Microsoft', 'Microsoft'],
    ['the country of the firm', 'U.S. chipmaker Broadcom fined 20 million dollars', 'Broadcom'],
    ['the city of the firm', '深圳腾讯因违规被罚款', '腾讯'],
  ])('is left open where a report only says %s', (_, title, name) => {
    expect(authority(title, '', name)).toBeNull();
  });

  it('is that of the page where its own text leaves it open', () => {
    expect(authority('携程被监管部门约谈', '', '携程', 'cn-samr')).toBe('cn-samr');
  });
});
