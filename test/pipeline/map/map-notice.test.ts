import { expect, test } from 'vitest';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import type { Action, Mention, Notice } from '../../../src/domain/notice.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { mapNotice } from '../../../src/pipeline/map/map-notice.ts';
import { app, company, companyMap, control, listing } from '../../support/companies.ts';

const companies = companyMap(
  company('tencent', {
    aliases: ['腾讯'],
    listings: [listing('XHKG:0700')],
    apps: [
      app('tencent/wechat', '微信', { value: 'core', reach: 'super' }),
      app('tencent/store', '应用宝', { aliases: ['腾讯应用宝'] }),
    ],
  }),
  company('tencent-music', {
    listings: [listing('XNYS:TME')],
    controlledBy: [control('tencent', { share: 0.53, value: 'minor' })],
    apps: [app('tencent-music/qq-music', 'QQ音乐', { value: 'core', reach: 'large' })],
  }),
  company('trip-com', {
    listings: [listing('XNAS:TCOM')],
    apps: [app('trip-com/ctrip', '携程旅行')],
  }),
  company('qunar', {
    aliases: ['去哪儿网'],
    controlledBy: [control('trip-com')],
    apps: [app('qunar/qunar', '去哪儿旅行', { value: 'core', reach: 'large' })],
  }),
  company('douban', { aliases: ['豆瓣'], apps: [app('douban/fm', '豆瓣FM')] }),
  company('oppo', { apps: [app('oppo/tianquan', '甜圈', { ordinary: true })] }),
);
// Made for each look-up, so that every test asks the tables anew.
const index = () =>
  createMapIndex(companies, {
    stores: [{ name: 'OPPO软件商店', aliases: ['OPPO商店'], operator: 'oppo' }],
  });
const day = '2021-08-18' as CalendarDate;
const span = { block: 0, start: 0, end: 1 } as unknown as Mention['span'];

const mention = (id: string, name: string, other: Partial<Mention> = {}): Mention => ({
  id,
  kind: 'app',
  role: 'subject',
  roleBecause: storedSentence('in the list'),
  name,
  developer: null,
  developerInherited: false,
  icp: null,
  owner: null,
  rows: [],
  span,
  rule: 'table',
  setting: 'cell',
  confidence: 1,
  ...other,
});
const notice = (mentions: Mention[], actions: Partial<Action>[] = [], regulator = 'cn-miit') =>
  ({
    id: 'n1',
    regulator: { value: regulator },
    mentions,
    actions: actions.map((action) => ({ mentions: [], companyWide: false, ...action })),
  }) as unknown as Notice;

const seen = (text: Notice) =>
  mapNotice(text, index(), day).exposures.map(
    (match) =>
      `${match.edge} ${match.company}${match.via === null ? '' : ` via ${match.via}`} ${match.share} ` +
      match.apps.map((each) => `${each.name}:${each.value}/${each.reach}`).join(','),
  );

test('apps of one company are one exposure; a listed ancestor is a second one at its share', () => {
  expect(
    seen(notice([mention('1', '微信'), mention('2', 'QQ音乐'), mention('3', '腾讯应用宝')])),
  ).toEqual([
    'operator tencent 1 微信:core/super,腾讯应用宝:unknown/unknown',
    'operator tencent-music 1 QQ音乐:core/large',
    'via tencent via tencent-music 0.53 QQ音乐:minor/large',
  ]);
});

test('the app of a private part counts for the listed company with the value that is known on the way', () => {
  expect(seen(notice([mention('1', '去哪儿旅行')]))).toEqual([
    'operator trip-com 1 去哪儿旅行:unknown/large',
  ]);
});

test('who runs a criticised store is touched as a store, listed or not', () => {
  const stores = [
    mention('1', '腾讯应用宝', { role: 'store' }),
    mention('2', 'OPPO软件商店', { role: 'store' }),
  ];
  const mapping = mapNotice(notice(stores), index(), day);
  expect(mapping.exposures.map((one) => [one.edge, one.company, one.private])).toEqual([
    ['store', 'tencent', false],
    ['store', 'oppo', true],
  ]);
  expect(mapping.counts.subjects).toBe(0);
});

test('what is told as background touches nobody', () => {
  const mapping = mapNotice(notice([mention('1', '微信', { role: 'background' })]), index(), day);
  expect(mapping.matches).toEqual([]);
  expect(mapping.exposures).toEqual([]);
});

test('a company that is the subject itself is hit as a whole, with the highest reach of its apps', () => {
  const summoned = notice(
    [mention('1', '腾讯', { kind: 'entity', setting: 'prose' })],
    [{ companyWide: true }],
  );
  const [exposure] = mapNotice(summoned, index(), day).exposures;
  expect(exposure).toMatchObject({ company: 'tencent', companyWide: true });
  expect(exposure!.apps).toMatchObject([{ value: 'core', reach: 'super', app: null }]);
});

test('a part of a company is not the company as a whole', () => {
  const fined = notice(
    [mention('1', '去哪儿网', { kind: 'entity', setting: 'prose' })],
    [{ companyWide: true }],
  );
  const [exposure] = mapNotice(fined, index(), day).exposures;
  expect(exposure).toMatchObject({ company: 'trip-com', companyWide: false });
});

test('everyday words on the list of a local bureau go to Review', () => {
  const ordinary = [mention('1', '甜圈')];
  expect(mapNotice(notice(ordinary), index(), day).counts.known).toBe(1);
  for (const bureau of ['cn-hainan-cac', 'cn-beijing-amr', 'cn-shanghai-transport'])
    expect(mapNotice(notice(ordinary, [], bureau), index(), day).counts).toMatchObject({
      known: 0,
      review: 1,
    });
});

test('the one platform that a local bureau summons is known everywhere', () => {
  const summoned = (mentions: Mention[]) =>
    mapNotice(notice(mentions, [{ act: actOfKind('summon') }], 'cn-hainan-cac'), index(), day)
      .counts;
  expect(summoned([mention('1', '甜圈')])).toMatchObject({ known: 1, review: 0 });
  expect(
    summoned([mention('1', '甜圈'), mention('2', '木棉'), mention('3', '青禾')]),
  ).toMatchObject({
    known: 0,
    review: 1,
  });
});

test('every subject is counted once', () => {
  const all = [
    mention('1', '微信'),
    mention('2', '腾讯应用宝'),
    mention('3', 'QQ音乐'),
    mention('4', '豆瓣FM'),
    mention('5', '微信', { developer: '成都某某科技有限公司' }),
    mention('6', '云上岚庭'),
    mention('7', '应用宝', { role: 'store' }),
  ];
  expect(mapNotice(notice(all), index(), day).counts).toEqual({
    subjects: 6,
    known: 4,
    ofListed: 3,
    listedCompanies: 2,
    private: 1,
    review: 1,
    unresolved: 1,
  });
});

test('the confidence of an exposure is that of its surest match', () => {
  const mapping = mapNotice(
    notice([mention('1', '微信', { developer: '腾讯' }), mention('2', '应用宝')]),
    index(),
    day,
  );
  expect(mapping.exposures[0]!.confidence).toBe(0.99);
});

test('an app of which the text says that it only carries the name is a question, not an exposure', () => {
  const told = notice([mention('m1', '携程旅行', { namesake: '“携程旅行”是“李鬼”' })]);
  expect(seen(told)).toEqual([]);
  expect(mapNotice(told, index(), day).matches[0]?.candidates.map((one) => one.company)).toEqual([
    'trip-com',
  ]);
});
