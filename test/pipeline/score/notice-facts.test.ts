import { describe, expect, test } from 'vitest';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import type { Exposure } from '../../../src/domain/exposure.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { eventsOfNotice } from '../../../src/pipeline/score/notice-events.ts';
import { SHANGHAI, weighing, weights } from './building.ts';

const SPAN = { block: 0, start: 0, end: 1 };
const act = (kind: string, parts: object = {}) => ({
  id: `a-${kind}`,
  act: actOfKind(kind as never),
  mentions: [],
  companyWide: false,
  fine: null,
  ...parts,
});
const mention = (id: string, parts: object = {}) => ({
  id,
  kind: 'app',
  role: 'subject',
  name: id,
  developer: null,
  rows: [],
  span: SPAN,
  ...parts,
});
const issues = (...names: (string | null)[]) => ({
  rows: [{ accusations: names.map((issue) => ({ phrase: 'x', issue, span: SPAN })) }],
});
const app = (id: string, parts: object = {}) => ({
  mention: id,
  name: id,
  app: `acme/${id}`,
  value: 'core',
  reach: 'large',
  confidence: 1,
  ...parts,
});

/** The acts of a notice on acme's apps m1 and m2. */
function events(parts: object = {}, exposure: object = {}) {
  const notice = {
    id: 'n1',
    outlet: null,
    url: null,
    title: 'A list',
    published: '2022-03-01',
    publishedAt: null,
    verdict: 'action',
    regulator: { value: 'cn-miit', span: SPAN, rule: 'test' },
    jointRegulators: [],
    actions: [act('name')],
    mentions: [mention('m1'), mention('m2')],
    batch: null,
    deadline: null,
    counts: { apps: null, parts: [], totals: [] },
    ...parts,
  } as unknown as Notice;
  const touched = {
    notice: 'n1',
    company: 'acme',
    edge: 'operator',
    via: null,
    share: 1,
    shareAssumed: false,
    private: false,
    listings: [],
    companyWide: false,
    confidence: 1,
    apps: [app('m1'), app('m2')],
    ...exposure,
  } as unknown as Exposure;
  return eventsOfNotice(notice, [touched], {
    zone: SHANGHAI,
    weights,
    weighing,
    country: 'CN',
    ungraded: (company) => (company === 'child' ? 'minor' : 'major'),
    reachOf: () => 'super',
  });
}
const only = (parts: object = {}, exposure: object = {}) => events(parts, exposure)[0]!;

describe('apps that a notice counts and does not name', () => {
  const counted = (value: number, parts: object = {}) =>
    only({
      actions: [act('delist-app')],
      counts: { apps: { value }, parts: [], totals: [] },
      ...parts,
    }).unnamedApps;
  test.each<[string, number, number]>([
    ['more than it names', counted(5), 3],
    ['as many', counted(2), 0],
    ['fewer', counted(1), 0],
    ['of an act on no app', counted(5, { actions: [act('fine')] }), 0],
    [
      'beside a name in the background',
      counted(5, {
        mentions: [mention('m1'), mention('m2'), mention('m3', { role: 'background' })],
      }),
      3,
    ],
    [
      'beside the firm itself',
      counted(5, { mentions: [mention('m1'), mention('m2'), mention('f', { kind: 'entity' })] }),
      3,
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });

  test('nobody counts: none is unnamed', () => {
    expect(only({ actions: [act('delist-app')] }).unnamedApps).toBe(0);
  });
});

describe('the apps of an act', () => {
  test('carry what they are accused of, each once', () => {
    const mentions = [mention('m1', issues('consent', null, 'consent', 'scope')), mention('m2')];
    expect(only({ mentions }).apps.map((each) => each.issues)).toEqual([['consent', 'scope'], []]);
  });

  test('count as their company says where their value is not known', () => {
    const apps = [app('m1', { value: 'unknown' }), app('m2')];
    expect(only({}, { apps }).apps.map((each) => each.counted)).toEqual(['major', undefined]);
    const via = { apps, edge: 'via', via: 'child' };
    expect(only({}, via).apps[0]!.counted).toBe('minor');
  });
});

describe('how sure an act is', () => {
  test.each([
    [
      'one of several is reported',
      [act('name'), act('rectify', { grade: 'reported' })],
      'reported',
      false,
    ],
    ['none is', [act('name'), act('rectify')], 'confirmed', true],
    ['one that is confirmed', [act('name', { grade: 'confirmed' })], 'confirmed', true],
  ])('%s', (_, actions, grade, attested) => {
    expect(only({ actions })).toMatchObject({ grade, attested });
  });

  test('words that state the kind only roughly', () => {
    expect(only({ actions: [act('name', { quoted: true })] }).quoted).toBe(true);
    expect(only({ actions: [act('name')] }).quoted).toBeUndefined();
    const other = [act('delist-app'), act('name', { quoted: true })];
    expect(only({ actions: other }).quoted).toBeUndefined();
  });
});

describe('a fine', () => {
  const fine = (amount: number) => act('fine', { fine: { amount, currency: 'CNY', share: null } });
  test('is the largest that the notice states', () => {
    expect(only({ actions: [fine(5), fine(9), fine(7)] }).fine).toMatchObject({ amount: 9 });
    expect(only({ actions: [act('fine')] }).fine).toBeNull();
  });

  test('gives the act its size, unless the act states one', () => {
    expect(only({ actions: [fine(9)] }).act.size).toMatchObject([{ amount: 9 }]);
    expect(only({ actions: [act('fine')] }).act.size).toEqual([]);
    const size = [{ kind: 'fine', amount: 3, currency: 'CNY' }];
    const stated = { ...fine(9), act: { ...actOfKind('fine'), size } };
    expect(only({ actions: [stated] }).act.size).toEqual(size);
  });
});

describe('a deadline', () => {
  const deadline = { value: '2022-03-08', span: SPAN, rule: 'test' };
  const own = act('name', { act: { ...actOfKind('name'), deadline: '2022-03-05' } });
  test.each<[string, object, string | null]>([
    ['none', {}, null],
    ['of the notice', { deadline }, '2022-03-08'],
    ['of the act itself', { deadline, actions: [own] }, '2022-03-05'],
    ['of the act alone', { actions: [own] }, '2022-03-05'],
  ])('%s', (_, parts, expected) => {
    expect(only(parts).act.deadline).toBe(expected);
  });

  test('is none for a store that is criticised', () => {
    expect(only({ deadline }, { edge: 'store' })).toMatchObject({ deadline: null });
    expect(only({ deadline })).toMatchObject({ deadline: '2022-03-08' });
  });
});

test('a probe is into the core where one of the apps is core', () => {
  const actions = [act('probe')];
  expect(only({ actions }).core).toBe(true);
  const minor = [app('m1', { value: 'minor' }), app('m2', { value: 'minor' })];
  expect(only({ actions }, { apps: minor }).core).toBe(false);
  expect(only({ actions: [act('name')] }).core).toBe(false);
});

test('what an act is on: as it says, else its apps or the company', () => {
  const object = { kind: 'line', name: { en: 'ads', zh: null } };
  expect(only({ actions: [act('name', { object })] }).object).toEqual(object);
  expect(only().object).toMatchObject({ kind: 'app' });
  const firm = [mention('m1', { kind: 'entity' }), mention('m2')];
  expect(only({ mentions: firm }, { companyWide: true }).object).toMatchObject({ kind: 'company' });
});
