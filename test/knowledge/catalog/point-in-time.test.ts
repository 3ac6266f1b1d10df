import { beforeAll, describe, expect, test } from 'vitest';
import { tickerOf } from '../../../src/domain/company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { loadCompanies } from '../../../src/knowledge/catalog/companies.ts';
import { createMapIndex, type MapIndex } from '../../../src/pipeline/map/map-index.ts';
import { matchMention } from '../../../src/pipeline/map/match-mention.ts';
import { ownershipChain } from '../../../src/pipeline/map/ownership-chain.ts';
import { companyFiles } from '../../support/company-files.ts';

let index: MapIndex;
beforeAll(() => {
  const { companies } = loadCompanies(companyFiles());
  index = createMapIndex(new Map(companies.map((one) => [one.id, one])));
});

/**
 * `tencent 0700.HK|TCEHY`, `iqiyi IQ via BIDU|9888.HK`, `xiaohongshu private`, `?` = for a person,
 * `-` = nobody.
 */
function answer(name: string, day: string, developer: string | null = null): string {
  const on = day as CalendarDate;
  const match = matchMention(
    {
      id: 'm',
      kind: 'app',
      name,
      developer,
      icp: null,
      owner: null,
      setting: 'cell',
      version: null,
      confidence: 1,
    },
    index,
    on,
  );
  if (match.company === null) return match.kind === 'likely' ? '?' : '-';
  if (match.private) return `${match.company} private`;
  const { listings, via } = ownershipChain(match.company, on, index.companies);
  const tickers = (all: typeof listings) => all.map(tickerOf).join('|');
  return [
    `${match.company} ${tickers(listings)}`,
    ...via.map((one) => `via ${tickers(one.listings)}`),
  ].join(' ');
}

describe('whose app it was on the day of the notice, on the real catalog', () => {
  test.each([
    [
      'a listed subsidiary is the company, its parent is via',
      [
        ['爱奇艺', '2018-03-28', 'baidu BIDU'],
        ['爱奇艺', '2018-03-29', 'iqiyi IQ via BIDU'],
        ['爱奇艺', '2021-08-18', 'iqiyi IQ via BIDU|9888.HK'],
        ['QQ音乐', '2018-12-11', 'tencent 0700.HK|TCEHY'],
        ['QQ音乐', '2021-08-18', 'tencent-music TME via 0700.HK|TCEHY'],
        ['QQ音乐', '2022-09-21', 'tencent-music TME|1698.HK via 0700.HK|TCEHY'],
        ['QQ阅读', '2019-12-19', 'china-literature 0772.HK via 0700.HK|TCEHY'],
        ['网易云音乐', '2021-12-01', 'netease NTES|9999.HK'],
        ['网易云音乐', '2021-12-02', 'cloud-music 9899.HK via NTES|9999.HK'],
        ['京东健康', '2021-08-18', 'jd-health 6618.HK via JD|9618.HK'],
        ['萤石云视频', '2022-12-27', 'hikvision 002415.SZ'],
        ['萤石云视频', '2022-12-28', 'ezviz 688475.SS via 002415.SZ'],
      ],
    ],
    [
      'a buyer owns from the day it bought, not from the day it said so',
      [
        ['海科融通', '2020-01-08', 'haike-rongtong private'],
        ['海科融通', '2021-01-08', 'cuiwei 603123.SS'],
        ['Mobile Legends', '2020-06-29', 'moonton private'],
        ['Mobile Legends', '2021-06-29', 'bytedance private'],
        ['好大夫在线', '2021-08-18', 'haodf private'],
        ['Costa Coffee', '2018-12-31', '?'],
        ['Costa Coffee', '2024-08-08', 'coca-cola KO'],
        ['搜狗资讯', '2021-06-12', 'sogou SOGO via SOHU'],
        ['搜狗资讯', '2022-01-01', 'tencent 0700.HK|TCEHY'],
      ],
    ],
    [
      'Chinese apps in Latin letters',
      [
        ['Gaode Ride-hailing', '2021-09-03', 'alibaba BABA|9988.HK'],
        ['Xiangdao Chuxing', '2021-09-03', 'saic 600104.SS'],
        ['Duo Duo Maicai', '2021-03-04', 'pdd PDD'],
        ['Haodaifu Zaixian', '2021-08-18', 'haodf private'],
        ['zhaopin.com', '2021-05-21', 'zhaopin private'],
        ['Meituan Novel', '2023-07-27', '-'],
      ],
    ],
    [
      'a company that is bought or leaves the exchange',
      [
        ['锦商之家', '2021-07-23', 'bank-of-jinzhou 0416.HK'],
        ['锦商之家', '2024-05-01', 'bank-of-jinzhou private'],
        ['搜狗输入法', '2021-09-22', 'sogou SOGO via SOHU'],
        ['搜狗输入法', '2021-09-23', 'tencent 0700.HK|TCEHY'],
        ['搜狗搜索', '2021-09-22', 'sogou SOGO via SOHU'],
        ['搜狗搜索', '2022-01-01', 'tencent 0700.HK|TCEHY'],
        ['去哪儿旅行', '2021-08-18', 'trip-com TCOM|9961.HK'],
        ['滴滴出行', '2021-06-29', 'didi private'],
        ['滴滴出行', '2021-07-02', 'didi DIDI'],
        ['滴滴出行', '2022-06-12', 'didi DIDI'],
        ['滴滴出行', '2022-07-21', 'didi DIDIY'],
        ['58同城', '2020-09-17', '58-com WUBA'],
        ['58同城', '2021-08-18', '58-com private'],
        ['新浪财经', '2021-03-22', 'sina SINA'],
        ['新浪财经', '2021-08-18', 'sina private'],
        ['微博', '2021-03-01', 'weibo WB via SINA'],
        ['微博', '2021-08-18', 'weibo WB'],
        ['微博', '2021-12-08', 'weibo WB|9898.HK'],
        ['易车', '2020-11-04', 'bitauto BITA'],
        ['易车', '2021-08-18', 'bitauto private'],
        ['瑞幸咖啡', '2019-12-19', 'luckin LK'],
        ['瑞幸咖啡', '2021-08-18', 'luckin LKNCY'],
        ['前程无忧', '2022-06-01', '51job private'],
        ['人人网', '2018-12-28', 'renren RENN'],
        ['人人', '2021-08-18', 'duoniu private'],
        ['转转', '2019-11-08', '58-com WUBA'],
        ['转转', '2021-08-18', 'zhuanzhuan private'],
      ],
    ],
    [
      'an app that changes hands',
      [
        ['摩拜单车', '2018-05-01', 'meituan private'],
        ['摩拜单车', '2019-12-19', 'meituan 3690.HK|MPNGY'],
        ['优酷', '2015-01-01', 'youku-tudou YOKU'],
        ['优酷', '2021-08-18', 'alibaba BABA|9988.HK'],
        ['网易考拉', '2019-09-05', 'netease NTES'],
        ['考拉海购', '2019-09-06', 'alibaba BABA'],
        ['大麦', '2021-08-18', 'alibaba BABA|9988.HK'],
        ['大麦', '2024-01-01', 'alibaba-pictures 1060.HK via BABA|9988.HK|89988.HK'],
        ['YY', '2021-08-18', 'joyy YY'],
        ['YY', '2025-03-01', 'baidu BIDU|9888.HK|89888.HK'],
        ['小米运动', '2021-08-18', 'zepp-health ZEPP'],
        ['六间房', '2018-01-01', 'songcheng 300144.SZ'],
        ['花椒直播', '2021-08-18', 'huafang private'],
        ['花椒直播', '2023-01-01', 'huafang 3611.HK'],
      ],
    ],
    [
      'a control that changes under a listed company',
      [
        ['虎牙直播', '2020-01-01', 'huya HUYA via YY'],
        ['虎牙直播', '2021-08-18', 'huya HUYA via 0700.HK|TCEHY'],
        ['斗鱼', '2021-08-18', 'douyu DOYU'],
        ['汽车之家', '2021-08-18', 'autohome ATHM|2518.HK via 2318.HK|601318.SS'],
      ],
    ],
    [
      'a stake, a former sister or a like name is no parent',
      [
        ['京东', '2021-08-18', 'jd JD|9618.HK'],
        ['拼多多', '2021-08-18', 'pdd PDD'],
        ['美团', '2021-08-18', 'meituan 3690.HK|MPNGY'],
        ['支付宝', '2021-08-18', 'ant-group private'],
        ['京东金融', '2021-08-18', 'jd-technology private'],
        ['微众银行', '2021-08-18', 'webank private'],
        ['小红书', '2021-08-18', 'xiaohongshu private'],
        ['360借条', '2021-08-18', 'qfin QFIN'],
        ['360手机卫士', '2021-08-18', '360-security 601360.SS'],
        ['陌陌', '2021-08-18', 'hello-group MOMO'],
        ['哈啰', '2021-08-18', 'hello private'],
        ['momo购物网', '2021-08-18', 'momo-com 8454.TW'],
        ['平安好车主', '2021-08-18', 'ping-an 2318.HK|601318.SS'],
        ['平安口袋银行', '2021-08-18', 'ping-an-bank 000001.SZ via 2318.HK|601318.SS'],
        ['人人视频', '2021-08-18', 'rr-video private'],
        ['Keep', '2021-08-18', 'keep private'],
        ['Keep', '2023-07-12', 'keep 3650.HK'],
      ],
    ],
  ] as const)('%s', (_, rows) => {
    for (const [name, day, expected] of rows)
      expect(answer(name, day), `${name} on ${day}`).toBe(expected);
  });
});

describe('the developer decides, on the real catalog', () => {
  test.each([
    ['微信', '腾讯科技（深圳）有限公司', 'tencent 0700.HK|TCEHY'],
    ['微信助手', '深圳市某某网络科技有限公司', '-'],
    ['携程旅行', 'Shanghai Ctrip Commerce Co.,Ltd', 'trip-com TCOM|9961.HK'],
    ['酷狗音乐', '广州酷狗计算机科技有限公司', 'tencent-music TME via 0700.HK|TCEHY'],
    ['某某出行', '北京小桔科 技有限公司', 'didi DIDI'],
    ['抖音', '成都某某网络科技有限公司', '?'],
    ['大麦', '泉州某某家具有限公司', '-'],
    ['某某理财', '深圳前海微众银行股份有限公司', 'webank private'],
    ['世纪佳缘', '上海花千树信息科技有限公司', 'baihe-jiayuan private'],
    ['小红书', 'Xingin Information Technology (Shanghai) Co., Ltd.', 'xiaohongshu private'],
  ])('%s by %s', (name, developer, expected) => {
    expect(answer(name, '2021-08-18', developer)).toBe(expected);
  });
});
