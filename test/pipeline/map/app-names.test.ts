import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { findApp } from '../../../src/pipeline/map/app-names.ts';
import { AsOf, createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { app, company, companyMap } from '../../support/companies.ts';

// Made for each look-up, so that every test asks the tables anew.
const index = () =>
  createMapIndex(
    companyMap(
      company('baidu', {
        aliases: ['百度', 'Baidu', { name: '小度', ordinary: true }],
        apps: [
          app('baidu/maps', '百度地图', {
            en: 'Baidu Maps',
            aliases: ['百度地图极速版'],
            packages: ['com.baidu.BaiduMap'],
          }),
          app('baidu/disk', '网盘'),
          app('baidu/taxi', '百度打车'),
          app('baidu/read', '小度阅读', { ordinary: true }),
          app('baidu/video', '全民小视频', { to: '2021-01-01' }),
          app('baidu/push', '百度推送'),
        ],
      }),
      company('netease', {
        aliases: ['网易'],
        apps: [app('netease/kaola', '考拉', { to: '2019-09-06' })],
      }),
    ),
  );
const find = (name: string, kind = 'app', day = '2021-08-18') =>
  findApp(name, kind, new AsOf(index(), day as CalendarDate));

describe('an app looked up by name', () => {
  test.each([
    ['百度地图', 'app', 'name', ''],
    ['《百度地图》（版本15.1，小米应用商店）', 'app', 'name', ''],
    ['ＢＡＩＤＵ', 'app', 'name', ''],
    ['百度地图极速版', 'app', 'alias', ''],
    ['百度地图HD', 'app', 'device', 'hd'],
    ['百度地图 iPad版', 'app', 'device', 'ipad版'],
    ['百度地图国际版', 'app', 'family', '国际版'],
    ['百度地图-公交地铁出行', 'app', 'family', '-公交地铁出行'],
    ['百度打车|快车专车出租车', 'app', 'device', '|快车专车出租车'],
    ['百度打车|打车助手', 'app', 'family', '|打车助手'],
    ['百度打车|司机版接单', 'app', 'family', '|司机版接单'],
    ['百度网盘', 'app', 'composed', ''],
    ['小度网盘', 'app', 'none', ''],
    ['网易网盘', 'app', 'none', ''],
    ['BAIDU百度', 'app', 'bilingual', ''],
    ['网盘 Baidu', 'app', 'bilingual', ''],
    ['Baidu网易', 'app', 'none', ''],
    ['Baidu外卖', 'app', 'none', ''],
    ['百度推送SDK', 'sdk', 'family', 'sdk'],
    ['百度推送SDK', 'app', 'none', ''],
    ['百度地图小程序', 'mini-program', 'device', '小程序'],
    ['百度地图（微信小程序）', 'app', 'family', '(微信小程序)'],
    ['Baidu Map', 'app', 'name', ''],
    ['com.baidu.baidumap', 'app', 'package', ''],
    ['com.baidu.homework', 'app', 'none', ''],
    ['百度导航助手', 'app', 'none', ''],
    ['Baidu Taxi', 'app', 'spelt', ''],
    ['Baidu Dache', 'app', 'spelt', ''],
    ['Baidu Loan', 'app', 'none', ''],
    ['Xiaodu Reading', 'app', 'none', ''],
    ['Quanmin Xiaoshipin', 'app', 'none', ''],
    ['baidu.com', 'app', 'device', '.com'],
    ['baiducom', 'app', 'none', ''],
  ])('%s as %s: %s, without “%s”', (name, kind, how, dropped) => {
    expect(find(name, kind)).toMatchObject({ how, dropped });
  });

  test('names of other days are told apart from names that nobody has', () => {
    expect(find('考拉', 'app', '2019-09-05').how).toBe('name');
    expect(find('考拉')).toMatchObject({ how: 'none', expired: [{ company: 'netease' }] });
    expect(find('袋鼠').expired).toEqual([]);
  });

  test('an app comes before the company of the same name', () => {
    const same = createMapIndex(
      companyMap(company('douban', { aliases: ['豆瓣'], apps: [app('douban/app', '豆瓣')] })),
    );
    const { entries } = findApp('豆瓣', 'app', new AsOf(same, '2021-08-18' as CalendarDate));
    expect(entries[0]!.app?.id).toBe('douban/app');
  });
});
