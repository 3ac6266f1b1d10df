import { describe, expect, test } from 'vitest';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { app, company, companyMap } from '../../support/companies.ts';

// Made for each look-up, so that every test asks the tables anew.
const index = () =>
  createMapIndex(
    companyMap(
      company('gaoshan', {
        aliases: [
          '高山',
          'Alpina',
          { name: '山山', ordinary: true },
          { name: 'Hillco', ordinary: true },
          '长长的河流',
        ],
        apps: [
          app('gaoshan/taxi', '高山打车', { en: 'Alpina Cab' }),
          app('gaoshan/map', '高山地图'),
          app('gaoshan/mountain', '山山小说', { ordinary: true }),
          app('gaoshan/unsure', '高山银行', { sure: false }),
          app('gaoshan/short', '山打'),
          app('gaoshan/window', '双窗'),
          app('gaoshan/mixed', 'QQ音乐'),
          app('gaoshan/loan', '山山金融'),
          app('gaoshan/river', '山河'),
          app('gaoshan/river-map', '山河地图'),
          app('gaoshan/swan', '小天鹅'),
          app('gaoshan/safe', '安达地图'),
        ],
      }),
      company('liushui', {
        apps: [app('liushui/grocery', '流水买菜'), app('liushui/taxi', '高善打车')],
      }),
    ),
  );
const found = (key: string) =>
  index()
    .english.find(key)
    .map((entry) => entry.app?.id);

describe('Chinese app names in Latin letters', () => {
  test.each([
    ['gaoshanditu', ['gaoshan/map'], 'the whole name in pinyin'],
    ['gaoshanmap', ['gaoshan/map'], 'the brand in pinyin, the last word translated'],
    ['alpinamaps', ['gaoshan/map'], "the company's own Latin name before the translated word"],
    ['alpinaridehailing', ['gaoshan/taxi'], 'another translation of the same word'],
    ['liushuimaicai', ['liushui/grocery'], 'a company without a Latin name'],
    ['liushuigrocery', ['liushui/grocery'], 'its translation'],
    ['gaoshantaxi', ['gaoshan/taxi', 'liushui/taxi'], 'two names that sound alike are both told'],
    ['alpinacab', [], 'a name that the catalog has itself needs no form'],
    ['alpinaloan', [], 'a trade that the company is not known to have'],
    ['shanshannovel', [], 'an everyday word is not spelt'],
    ['alpinabank', [], 'an edge whose recorder was not sure'],
    ['shanda', [], 'two syllables that many names share'],
    ['高山地图', [], 'a Chinese name'],
    ['gaoshanmapx', [], 'a form with a letter behind it'],
    ['shuangchuang', [], 'a name of two characters, however long its spelling'],
    ['xiaotiane', ['gaoshan/swan'], 'a name of three'],
    ['qqyinyue', [], 'a name that is not Chinese throughout'],
    ['andamaps', ['gaoshan/safe'], 'a form of eight letters'],
    ['andamap', [], 'a form of seven'],
    ['shanshanjinrong', ['gaoshan/loan'], 'the name of an app that is no everyday word'],
    ['alpinafinance', [], 'an everyday word is not what the Latin name stands for'],
    ['hillcomap', [], 'a Latin name that is an everyday word'],
    ['alpinacabmap', [], "an app's Latin name is not the company's"],
    ['changchangdeheliu', [], 'the name of a company without an app of that name'],
  ])('%s → %j: %s', (key, apps) => {
    expect(found(key)).toEqual(apps);
  });

  test('a form is an alias: nobody registered it', () => {
    expect(index().english.find('gaoshanmap')[0]).toMatchObject({
      how: 'alias',
      written: '高山地图',
    });
  });
});
