import type { Company } from '../../../src/domain/company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { type MentionFacts, matchMention } from '../../../src/pipeline/map/match-mention.ts';
import {
  affiliate,
  app,
  company,
  companyMap,
  control,
  entity,
  listing,
} from '../../support/companies.ts';

/**
 * A few groups with the traps of the real registry: stakes, affiliates, ordinary names, unsure
 * edges.
 */
const companies: Company[] = [
  company('tencent', {
    zh: '腾讯控股有限公司',
    en: 'Tencent Holdings Ltd.',
    aliases: ['腾讯', 'Tencent'],
    listings: [listing('XHKG:0700')],
    entities: [
      '腾讯科技（深圳）有限公司',
      '深圳市腾讯计算机系统有限公司',
      '腾讯科技（北京）有限公司',
      entity('深圳市世纪凯旋科技有限公司', { relation: 'contract', sure: false }),
    ],
    affiliates: [affiliate('深圳前海微众银行股份有限公司', 'affiliate')],
    apps: [
      app('tencent/wechat', '微信', {
        en: 'WeChat',
        reach: 'super',
        packages: ['com.tencent.mm'],
        icp: ['粤B2-20090059'],
      }),
      app('tencent/qq', 'QQ', { aliases: ['手机QQ'], reach: 'super' }),
      app('tencent/maps', '腾讯地图', { en: 'Tencent Map', reach: 'large' }),
      app('tencent/store', '应用宝'),
      app('tencent/tu', '天天图', { sure: false }),
    ],
  }),
  company('tencent-music', {
    aliases: ['腾讯音乐'],
    listings: [listing('XNYS:TME')],
    controlledBy: [control('tencent')],
    entities: ['腾讯音乐娱乐科技（深圳）有限公司'],
    apps: [app('tencent-music/qq-music', 'QQ音乐')],
  }),
  company('trip-com', {
    zh: '携程集团有限公司',
    en: 'Trip.com Group Ltd.',
    aliases: ['携程', 'Ctrip'],
    listings: [listing('XNAS:TCOM')],
    entities: [
      '上海携程商务有限公司',
      '携程计算机技术（上海）有限公司',
      'Shanghai Ctrip Commerce Co., Ltd.',
    ],
    apps: [app('trip-com/ctrip', '携程旅行', { aliases: ['Ctrip'] })],
  }),
  company('linksure', {
    aliases: ['连尚网络'],
    entities: ['上海连尚网络科技有限公司'],
    apps: [app('linksure/wifi-key', 'WiFi万能钥匙')],
  }),
  company('xiaoxiang', {
    en: 'Xiaoxiang Inc.',
    aliases: [{ name: '小象', ordinary: true }],
    listings: [listing('XNAS:XX')],
    entities: ['北京小象信息技术有限公司'],
    apps: [app('xiaoxiang/xiaoxiang', '小象', { ordinary: true })],
  }),
  company('zhihoo', {
    aliases: ['Zhihoo'],
    apps: [app('zhihoo/app', '知呼', { en: 'Zhihoo', ordinary: true })],
  }),
  company('jd', {
    en: 'JD.com, Inc.',
    aliases: [{ name: 'JD', ordinary: true }, '京东'],
    listings: [listing('XNAS:JD')],
  }),
  company('ping-an', {
    zh: '中国平安保险（集团）股份有限公司',
    aliases: ['平安'],
    listings: [listing('XSHG:601318')],
  }),
  company('ping-an-bank', {
    zh: '平安银行股份有限公司',
    aliases: ['平安', '平安银行'],
    listings: [listing('XSHE:000001')],
    apps: [app('ping-an-bank/pocket', '平安口袋银行')],
  }),
  company('china-mobile', {
    zh: '中国移动有限公司',
    aliases: ['中国移动'],
    listings: [listing('XHKG:0941')],
    entities: ['中国移动通信集团北京有限公司', '中国移动通信集团上海有限公司'],
    affiliates: [affiliate('中国移动通信集团有限公司', 'state-parent')],
    apps: [app('china-mobile/app', '中国移动', { reach: 'large' })],
  }),
  company('icbc', {
    zh: '中国工商银行股份有限公司',
    aliases: ['工商银行', '中国工商银行'],
    listings: [listing('XSHG:601398')],
    apps: [app('icbc/bank', '工银融e联')],
  }),
  company('netease', {
    aliases: ['网易'],
    listings: [listing('XNAS:NTES')],
    apps: [app('netease/kaola', '网易考拉', { to: '2019-09-06' })],
  }),
  company('alibaba', {
    aliases: ['阿里巴巴'],
    listings: [listing('XNYS:BABA')],
    entities: [entity('杭州优买科技有限公司', { from: '2019-09-06' }), '浙江淘宝网络有限公司'],
    apps: [
      app('alibaba/kaola', '考拉海购', { aliases: ['网易考拉'], from: '2019-09-06' }),
      app('alibaba/taobao', '淘宝', { reach: 'super' }),
      app('alibaba/damai', '大麦', { ordinary: true, to: '2023-11' }),
    ],
  }),
  company('damai-ent', {
    listings: [listing('XHKG:1060')],
    controlledBy: [control('alibaba')],
    entities: [
      entity('北京大麦某某文化有限公司', { from: '2023-11' }),
      entity('北京旧票某某文化有限公司', { to: '2019' }),
    ],
    apps: [app('damai-ent/damai', '大麦', { ordinary: true, from: '2023-11' })],
  }),
  company('fenghuo', {
    listings: [listing('XSHE:300999')],
    entities: ['北京烽燧科技有限公司'],
    apps: [app('fenghuo/hh', '烽燧浏览器')],
  }),
];
// Made for each look-up, so that every test asks the tables anew.
export const index = () => createMapIndex(companyMap(...companies));

/** A mention in a table cell; a test changes what matters. */
export const facts = (name: string, other: Partial<MentionFacts> = {}): MentionFacts => ({
  id: 'm1',
  kind: 'app',
  name,
  developer: null,
  icp: null,
  owner: null,
  setting: 'cell',
  version: null,
  confidence: 1,
  ...other,
});
export const match = (name: string, other: Partial<MentionFacts> = {}, day = '2021-08-18') =>
  matchMention(facts(name, other), index(), day as CalendarDate);
