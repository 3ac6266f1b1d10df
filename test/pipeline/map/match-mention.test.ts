import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { match } from './groups.ts';

describe('an app with a developer', () => {
  test.each([
    // The same group.
    ['微信', '腾讯科技（深圳）有限公司', 'exact', 0.99, 'tencent'],
    ['《微信》（版本8.0.10，App Store）', '腾讯科技(深圳)有限公司', 'exact', 0.99, 'tencent'],
    ['手机QQ', '深圳市腾讯计算机系统有限公司', 'alias', 0.99, 'tencent'],
    ['微信', '腾讯科技（深圳）有 限公司', 'exact', 0.99, 'tencent'],
    ['微信', '腾讯科技（深圳）有限', 'exact', 0.99, 'tencent'],
    ['微信', '腾讯科技（武汉）有限公司', 'exact', 0.99, 'tencent'],
    ['微信', '腾讯公司', 'exact', 0.99, 'tencent'],
    ['携程旅行', 'Shanghai Ctrip Commerce Co.,Ltd', 'exact', 0.99, 'trip-com'],
    ['携程旅行', 'SHANGHAI CTRIP COMMERCE COMPANY LIMITED', 'exact', 0.99, 'trip-com'],
    ['QQ音乐', '腾讯科技（深圳）有限公司', 'exact', 0.99, 'tencent-music'],
    ['QQ音乐', '腾讯音乐娱乐科技（深圳）有限公司', 'exact', 0.99, 'tencent-music'],
    // A firm that nobody registered, whose name begins with the owner's brand.
    ['携程旅行', '上海携程国际旅行社有限公司', 'exact', 0.95, 'trip-com'],
    ['携程旅行', 'Nanjing Ctrip Travel Agency Co., Ltd.', 'exact', 0.95, 'trip-com'],
    // The firm is known, the app is not.
    ['某某助手', '上海携程商务有限公司', 'developer', 0.97, 'trip-com'],
    ['微信极速版', '腾讯科技（深圳）有限公司', 'developer', 0.97, 'tencent'],
    ['移动办税', '中国移动通信集团云南有限公司', 'developer', 0.93, 'china-mobile'],
    ['工银某某', '中国工商银行股份有限公司浙江省分行', 'developer', 0.97, 'icbc'],
    // Everyday words give way to the firm.
    ['小象', '腾讯科技（深圳）有限公司', 'developer', 0.97, 'tencent'],
    ['小象', '北京小象信息技术有限公司', 'exact', 0.99, 'xiaoxiang'],
    // Same name, another developer: never a match.
    ['微信', '成都某某网络科技有限公司', 'likely', 0.6, null],
    ['携程旅行', '成都旅程无忧科技有限公司', 'likely', 0.6, null],
    ['小象', '武汉小象科技有限公司', 'likely', 0.7, null],
    ['小象', '北京小象互娱科技有限公司', 'likely', 0.7, null],
    ['小象', '武汉大象科技有限公司', 'none', 0, null],
    // Its distinctive app, and a firm that bears the brand in a place where the group is not known:
    // the group's. A group above it is not.
    ['烽燧浏览器', '成都烽燧科技有限公司', 'exact', 0.93, 'fenghuo'],
    ['烽燧浏览器', '成都烽燧集团有限公司', 'likely', 0.7, null],
    ['微信助手', '成都某某网络科技有限公司', 'none', 0, null],
    ['微信-双开助手', '成都某某网络科技有限公司', 'none', 0, null],
    ['微信极速版', '成都某某网络科技有限公司', 'none', 0, null],
    // Two companies: a person decides.
    ['淘宝', '腾讯科技（深圳）有限公司', 'likely', 0.7, null],
    // A brand without an app.
    ['某某助手', '深圳市腾讯某某有限公司', 'likely', 0.5, null],
    // Doubtful edges.
    ['某某助手', '深圳市世纪凯旋科技有限公司', 'likely', 0.7, null],
    ['微信', '深圳市世纪凯旋科技有限公司', 'exact', 0.95, 'tencent'],
    ['天天图', '腾讯科技（深圳）有限公司', 'exact', 0.95, 'tencent'],
    ['天天图', '深圳市世纪凯旋科技有限公司', 'likely', 0.7, null],
    // Affiliates and parents of the group.
    ['某某助手', '深圳前海微众银行股份有限公司', 'none', 0, null],
    ['微信', '深圳前海微众银行股份有限公司', 'none', 0, null],
    ['中国移动', '中国移动通信集团有限公司', 'likely', 0.6, null],
    ['某某助手', '中国移动通信集团有限公司', 'none', 0, null],
    // A company's name in the cell of the developer.
    ['某某助手', '腾讯公司', 'developer', 0.95, 'tencent'],
    ['某某助手', '京东', 'likely', 0.5, null],
    ['某某助手', 'Trip Star', 'none', 0, null],
    ['某某助手', 'Tencent Holdings', 'likely', 0.7, null],
    ['某某助手', 'Tencent Holdings Limited', 'developer', 0.97, 'tencent'],
    // What stands around the name, or in its place.
    ['某某助手', '开发者：上海携程商务有限公司', 'developer', 0.97, 'trip-com'],
    ['某某助手', '上海携程商务有限公司（携程）', 'developer', 0.97, 'trip-com'],
    ['微信', '—', 'exact', 0.92, 'tencent'],
    ['微信', '腾讯科技（深圳）有限公司、深圳市腾讯计算机系统有限公司', 'exact', 0.99, 'tencent'],
    ['某某助手', '腾讯科技（深圳）有限公司、上海携程商务有限公司', 'likely', 0.5, null],
    // Nobody.
    ['云上岚庭', '宁夏某某科技有限公司', 'none', 0, null],
  ])('%s by %s: %s %f %s', (name, developer, kind, confidence, reached) => {
    const found = match(name, { developer });
    expect(formatReason(found.reason, 'en')).not.toBe('');
    expect({ kind: found.kind, confidence: found.confidence, company: found.company }).toEqual({
      kind,
      confidence,
      company: reached,
    });
  });
});

describe('an app without a developer', () => {
  test.each([
    ['微信', 'cell', 'exact', 0.92, 'tencent'],
    ['微信', 'prose', 'exact', 0.92, 'tencent'],
    ['腾讯地图', 'prose', 'exact', 0.92, 'tencent'],
    ['Tencent Map', 'prose', 'exact', 0.92, 'tencent'],
    ['騰訊地圖', 'quoted', 'exact', 0.92, 'tencent'],
    ['腾讯地图HD', 'cell', 'alias', 0.92, 'tencent'],
    ['腾讯应用宝', 'cell', 'alias', 0.92, 'tencent'],
    ['com.tencent.mm', 'cell', 'exact', 0.92, 'tencent'],
    ['WiFi万能钥匙', 'listed', 'exact', 0.92, 'linksure'],
    // The app's Chinese name is an everyday word; the company goes by the Latin one.
    ['知呼', 'prose', 'none', 0, null],
    ['Zhihoo', 'prose', 'exact', 0.92, 'zhihoo'],
    ['小象', 'cell', 'exact', 0.6, 'xiaoxiang'],
    ['小象', 'quoted', 'exact', 0.6, 'xiaoxiang'],
    ['小象', 'prose', 'none', 0, null],
    ['淘宝特价', 'cell', 'none', 0, null],
    ['微信极速版', 'cell', 'likely', 0.7, null],
    ['天天图', 'cell', 'likely', 0.7, null],
    ['WiFi钥匙', 'cell', 'none', 0, null],
    ['微信双开', 'cell', 'none', 0, null],
    ['抖点短视频', 'cell', 'none', 0, null],
    ['平安', 'cell', 'likely', 0.6, null],
  ] as const)('%s in %s: %s %f %s', (name, setting, kind, confidence, reached) => {
    const found = match(name, { setting });
    expect({ kind: found.kind, confidence: found.confidence, company: found.company }).toEqual({
      kind,
      confidence,
      company: reached,
    });
  });

  test('a version or the owner by the words of the text lets an everyday word stand in prose', () => {
    expect(match('小象', { setting: 'prose', version: '3.1' }).company).toBe('xiaoxiang');
    expect(match('小象', { setting: 'prose', owner: 'Xiaoxiang Inc.' })).toMatchObject({
      company: 'xiaoxiang',
      confidence: 0.92,
    });
    expect(match('某某助手', { owner: '腾讯' })).toMatchObject({
      kind: 'developer',
      company: 'tencent',
      confidence: 0.9,
    });
    expect(match('某某助手', { owner: '某某控股' }).company).toBeNull();
  });

  test.each([
    ['网易考拉', '2019-09-05', 'netease'],
    ['网易考拉', '2019-09-06', 'alibaba'],
    ['考拉海购', '2019-09-05', null],
  ])('%s on %s belongs to %s', (name, day, reached) => {
    expect(match(name, {}, day).company).toBe(reached);
  });

  test.each([
    ['2021-05-13', 'alibaba', 0.95],
    ['2024-05-13', 'damai-ent', 0.99],
  ])('an app and its firm that moved within the group: on %s %s', (day, reached, confidence) => {
    const found = match('大麦', { developer: '北京大麦某某文化有限公司' }, day);
    expect(found).toMatchObject({ company: reached, confidence });
  });

  test('a firm that the group sold does not speak for it any more', () => {
    expect(
      match('大麦', { developer: '北京旧票某某文化有限公司' }, '2021-05-13').company,
    ).toBeNull();
    expect(match('大麦', { developer: '北京旧票某某文化有限公司' }, '2018-05-13').company).toBe(
      'damai-ent',
    );
  });

  test('a name whose owner on that day is not known goes to Review with the owner of other days', () => {
    const found = match('考拉海购', {}, '2019-09-05');
    expect(found.kind).toBe('likely');
    expect(found.candidates.map((one) => one.company)).toEqual(['alibaba']);
    expect(formatReason(found.reason, 'en')).toContain('from 2019-09-06');
  });

  test('on the list of a local bureau an everyday word is more likely a local app', () => {
    expect(match('小象', { local: true })).toMatchObject({ kind: 'likely', company: null });
    expect(match('小象', { local: true, developer: '北京小象信息技术有限公司' }).company).toBe(
      'xiaoxiang',
    );
    expect(match('微信', { local: true }).company).toBe('tencent');
  });

  test('a picture lowers the confidence', () => {
    expect(match('微信', { confidence: 0.5 }).confidence).toBeCloseTo(0.46);
  });
});

describe('a mention that is a firm', () => {
  test.each([
    ['上海携程商务有限公司', 'prose', 'exact', 0.97, 'trip-com'],
    ['Tencent Holdings', 'prose', 'exact', 0.97, 'tencent'],
    ['腾讯', 'prose', 'alias', 0.92, 'tencent'],
    ['京东', 'prose', 'alias', 0.92, 'jd'],
    ['JD', 'prose', 'none', 0, null],
    ['JD', 'listed', 'alias', 0.6, 'jd'],
    ['平安', 'prose', 'likely', 0.5, null],
    ['平安银行', 'prose', 'alias', 0.92, 'ping-an-bank'],
    ['工商银行北京分行', 'prose', 'alias', 0.92, 'icbc'],
    ['淘宝', 'quoted', 'exact', 0.92, 'alibaba'],
    ['深圳前海微众银行股份有限公司', 'prose', 'none', 0, null],
    ['深圳市腾讯某某有限公司', 'prose', 'likely', 0.5, null],
    ['成都某某网络科技有限公司', 'prose', 'none', 0, null],
  ] as const)('%s in %s: %s %f %s', (name, setting, kind, confidence, reached) => {
    const found = match(name, { kind: 'entity', setting });
    expect({ kind: found.kind, confidence: found.confidence, company: found.company }).toEqual({
      kind,
      confidence,
      company: reached,
    });
  });
});

describe('what a match says', () => {
  test('the chain goes from the app over the firm to the listings', () => {
    const found = match('微信', { developer: '腾讯科技（深圳）有限公司' });
    expect(found.chain.map((edge) => `${edge.from} > ${edge.to}`)).toEqual([
      '微信 > 腾讯科技（深圳）有限公司',
      '腾讯科技（深圳）有限公司 > tencent',
      'tencent > 0700.HK',
    ]);
    expect(found).toMatchObject({
      app: 'tencent/wechat',
      entity: '腾讯科技（深圳）有限公司',
      owner: 'tencent',
      private: false,
    });
    expect(formatReason(found.reason, 'en')).toContain(
      '“微信” equals the name “微信” of app WeChat',
    );
    expect(formatReason(found.reason, 'en')).toContain('equals the registered name');
  });

  test('a company without listing is private, and known', () => {
    expect(match('WiFi万能钥匙')).toMatchObject({ company: 'linksure', private: true });
  });

  test('what goes to Review names candidates and no company', () => {
    const found = match('淘宝', { developer: '腾讯科技（深圳）有限公司' });
    expect(found).toMatchObject({
      company: null,
      owner: null,
      app: null,
      private: false,
      chain: [],
    });
    expect(found.candidates.map((one) => one.company)).toEqual(['tencent', 'alibaba']);
  });

  test('the filing number speaks for the firm that filed it', () => {
    expect(
      match('某某助手', { icp: '粤B2-20090059-1621A', developer: '查无此司科技有限公司' }),
    ).toMatchObject({
      company: 'tencent',
      kind: 'developer',
    });
    expect(
      match('某某助手', { icp: '粤B2-20090059-1621A', developer: '上海携程商务有限公司' }).kind,
    ).toBe('likely');
  });
});

describe('letters read off a picture', () => {
  test.each([
    [0.95, 'exact', 'tencent'],
    [0.8, 'exact', 'tencent'],
    [0.79, 'likely', null],
    [0.3, 'likely', null],
  ])('%s sure: %s', (confidence, kind, company) => {
    const unsure = match('微信', { developer: '腾讯科技（深圳）有限公司', confidence });
    expect([unsure.kind, unsure.company]).toEqual([kind, company]);
    if (company === null) expect(unsure.candidates.map((one) => one.company)).toEqual(['tencent']);
  });
});
