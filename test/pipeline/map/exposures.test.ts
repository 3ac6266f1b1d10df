import { describe, expect, test } from 'vitest';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import type { Action, Mention, Notice } from '../../../src/domain/notice.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { mapNotice } from '../../../src/pipeline/map/map-notice.ts';
import { app, company, companyMap, control, listing } from '../../support/companies.ts';

const DAY = '2021-08-18' as CalendarDate;
const COMPANIES = companyMap(
  company('tencent', {
    aliases: ['腾讯'],
    listings: [listing('XHKG:0700')],
    apps: [app('tencent/wechat', '微信', { value: 'core', reach: 'super' })],
  }),
  company('music', {
    listings: [listing('XNYS:TME')],
    controlledBy: [control('tencent', { share: 0.53, value: 'minor' })],
    apps: [app('music/qq', 'QQ音乐', { value: 'core', reach: 'large' })],
  }),
  company('oppo', { apps: [app('oppo/tianquan', '甜圈', { ordinary: true })] }),
);

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
  span: { block: 0, start: 0, end: 1 } as unknown as Mention['span'],
  rule: 'table',
  setting: 'cell',
  confidence: 0.8,
  ...other,
});

function mapped(mentions: Mention[], actions: Partial<Action>[] = [], regulator = 'cn-miit') {
  // Made in the test, so that a change of the index shows here as well.
  const index = createMapIndex(COMPANIES, {
    stores: [{ name: 'OPPO软件商店', aliases: ['OPPO商店'], operator: 'oppo' as never }],
  });
  const notice = {
    id: 'n1',
    regulator: { value: regulator },
    mentions,
    actions: actions.map((action) => ({ mentions: [], companyWide: false, ...action })),
  } as unknown as Notice;
  return mapNotice(notice, index, DAY);
}

describe('an exposure', () => {
  test('states share, listings and how the company is listed', () => {
    expect(mapped([mention('1', 'QQ音乐')]).exposures).toMatchObject([
      {
        company: 'music',
        edge: 'operator',
        via: null,
        share: 1,
        shareAssumed: false,
        private: false,
        companyWide: false,
        listings: [{ mic: 'XNYS', symbol: 'TME' }],
      },
      {
        company: 'tencent',
        edge: 'via',
        via: 'music',
        share: 0.53,
        shareAssumed: false,
        private: false,
        companyWide: false,
        listings: [{ mic: 'XHKG', symbol: '0700' }],
      },
    ]);
  });

  const all = { companyWide: true };
  const firm = { kind: 'entity' as const, setting: 'prose' as const };
  test.each<[string, Mention[], Partial<Action>[], boolean]>([
    ['of an app', [mention('1', '微信')], [], false],
    ['of an app, where the act says so', [mention('1', '微信')], [all], true],
    [
      'where another act says so of others',
      [mention('1', '微信')],
      [{ ...all, mentions: ['2'] }, {}],
      false,
    ],
    ['where one of two acts says so', [mention('1', '微信')], [all, {}], true],
    ['of the company itself', [mention('1', '腾讯', firm)], [], true],
    [
      'of an app and the company itself',
      [mention('1', '微信'), mention('2', '腾讯', firm)],
      [],
      true,
    ],
    ['of a store', [mention('1', 'OPPO商店', { role: 'store' })], [all], false],
  ])('%s is company-wide: see the table', (_, mentions, actions, whole) => {
    expect(mapped(mentions, actions).exposures[0]!.companyWide).toBe(whole);
  });

  test('of a store names its operator, with the name that leads there', () => {
    const mapping = mapped([mention('1', 'OPPO商店', { role: 'store' })]);
    expect(mapping.matches).toMatchObject([
      {
        mention: '1',
        kind: 'exact',
        confidence: 0.8,
        reason: { code: 'store-of' },
        app: null,
        entity: null,
        owner: 'oppo',
        company: 'oppo',
        private: true,
        chain: [{ from: 'OPPO商店', to: 'oppo', edge: 'store run by', evidence: [] }],
        candidates: [],
      },
    ]);
    expect(mapping.exposures).toMatchObject([{ edge: 'store', private: true, listings: [] }]);
  });

  test('of a name that only exchanges use goes to the company that the reader found', () => {
    const short = mention('1', '企鹅控股', { company: 'tencent' as never });
    expect(mapped([short]).matches).toMatchObject([
      { kind: 'exact', company: 'tencent', reason: { code: 'listed-short-name' } },
    ]);
    expect(mapped([mention('1', '企鹅控股')]).matches).toMatchObject([{ kind: 'none' }]);
    const known = mention('1', 'QQ音乐', { company: 'tencent' as never });
    expect(mapped([known]).matches).toMatchObject([{ company: 'music' }]);
  });

  test('of a firm without any app has no known reach', () => {
    const [exposure] = mapped([mention('1', '腾讯', firm)]).exposures;
    expect(exposure!.apps).toEqual([
      {
        mention: '1',
        name: '腾讯',
        app: null,
        value: 'core',
        reach: 'super',
        confidence: expect.any(Number),
      },
    ]);
  });
});

describe('a local bureau', () => {
  const of = (bureau: string, measure: string, ...names: string[]) =>
    mapped(
      names.map((name, index) => mention(`${index}`, name)),
      [{ act: actOfKind(measure as never) }],
      bureau,
    ).counts.known;
  test.each([
    ['cn-hainan-cac', 'rectify', ['甜圈'], 0],
    ['cn-hainan-cac', 'summon', ['甜圈'], 1],
    ['cn-hainan-cac', 'summon', ['甜圈', '木棉'], 1],
    ['cn-hainan-cac', 'summon', ['甜圈', '木棉', '青禾'], 0],
    ['cn-hainan-cac', 'summon', ['甜圈', '甜圈', '甜圈'], 3],
    ['cn-anhui-ca', 'rectify', ['甜圈'], 0],
    ['cn-cac', 'rectify', ['甜圈'], 1],
    ['cn-hainan-cacx', 'rectify', ['甜圈'], 1],
  ] as const)('%s, %s, %j: %i known', (bureau, measure, names, known) => {
    expect(of(bureau, measure, ...names)).toBe(known);
  });

  test('platforms in the background do not count', () => {
    const mentions = [
      mention('1', '甜圈'),
      mention('2', '木棉', { role: 'background' }),
      mention('3', '青禾', { role: 'background' }),
    ];
    const summons = [{ act: actOfKind('summon') }];
    expect(mapped(mentions, summons, 'cn-hainan-cac').counts.known).toBe(1);
  });
});
