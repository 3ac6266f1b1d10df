import { describe, expect, test } from 'vitest';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import type { Exposure } from '../../../src/domain/exposure.ts';
import type { Mention, Notice } from '../../../src/domain/notice.ts';
import { RegulatoryEvent } from '../../../src/domain/score.ts';
import { eventsOfNotice } from '../../../src/pipeline/score/notice-events.ts';
import { SHANGHAI, scoreOf, weighing, weights } from './building.ts';
import { action, exposure, mention, notice, span } from './notices.ts';

const steps = (one: Notice, ...exposures: Exposure[]) =>
  eventsOfNotice(one, exposures, {
    zone: SHANGHAI,
    weights,
    weighing,
    country: 'CN',
    ungraded: () => 'unknown' as const,
    reachOf: () => 'super',
  });

describe('the steps of a notice', () => {
  test('are one a company, valid, at the exact time where it is known', () => {
    const publishedAt = Date.parse('2022-03-01T18:00:00+08:00') as Notice['publishedAt'];
    const [event, ...rest] = steps(notice({ publishedAt }), exposure('acme', ['m1']));
    expect(rest).toEqual([]);
    expect(RegulatoryEvent.safeParse(event).success).toBe(true);
    expect(event).toMatchObject({
      id: 'n1/acme',
      at: publishedAt,
      kinds: ['name', 'rectify'],
      deadline: '2022-03-08',
      evidence: 1,
      together: false,
    });
  });

  test('a date alone counts from 23:59 of the body', () => {
    const [event] = steps(notice(), exposure('acme', ['m1']));
    expect(event!.at).toBe(Date.parse('2022-03-01T23:59:00+08:00'));
  });

  test('press weighs half', () => {
    const [event] = steps(
      notice({ outlet: 'reuters' as Notice['outlet'] }),
      exposure('acme', ['m1']),
    );
    expect(event!.evidence).toBe(0.5);
  });

  test.each<[string, Partial<Notice>]>([
    ['without a regulator', { regulator: null }],
    ['without a day', { published: null }],
    ['without an act', { verdict: 'none' }],
    [
      'that only proposes a rule',
      { actions: [action('rule', { act: actOfKind('rule', { posture: 'proposed' }) })] },
    ],
    ['whose words only hint at a rule', { actions: [action('rule', { quoted: true })] }],
  ])('a notice %s has none', (_, parts) => {
    expect(steps(notice(parts), exposure('acme', ['m1']))).toEqual([]);
  });

  test('an app in several rows is one app with all accusations', () => {
    const rows = (issue: string) =>
      [{ accusations: [{ phrase: 'x', issue, span }] }] as unknown as Mention['rows'];
    const mentions = [
      mention('m1', '门店通', { rows: rows('a') }),
      mention('m2', '门店通', { rows: rows('b') }),
    ];
    const own = exposure('acme', ['m1', 'm2']);
    const same = { ...own, apps: own.apps.map((app) => ({ ...app, app: 'acme/shop' as never })) };
    expect(steps(notice({ mentions }), same)[0]!.apps).toMatchObject([
      { app: 'acme/shop', issues: ['a', 'b'] },
    ]);
  });

  test('a digest that removes one app and names another is two steps', () => {
    const two = notice({
      mentions: [mention('m1', '甲'), mention('m2', '乙')],
      actions: [action('delist-app', { mentions: ['m1'] }), action('name', { mentions: ['m2'] })],
    });
    expect(steps(two, exposure('acme', ['m1', 'm2'])).map((one) => [one.id, one.kinds])).toEqual([
      ['n1/acme', ['delist-app']],
      ['n1/acme/2', ['name']],
    ]);
  });

  test('own apps and those of a listed child are one act', () => {
    const via = exposure('acme', ['m2'], {
      edge: 'via',
      via: 'child' as never,
      share: 0.5,
      shareAssumed: true,
    });
    const [event, ...rest] = steps(
      notice({ mentions: [mention('m1', '甲'), mention('m2', '乙')] }),
      exposure('acme', ['m1']),
      via,
    );
    expect(rest).toEqual([]);
    expect(event!.apps.map((app) => app.ownership)).toEqual([1, 0.5]);
    expect(event).toMatchObject({ via: null, shareAssumed: true });
  });

  test("several firms make it a list; their count is nobody's", () => {
    const many = notice({
      mentions: [mention('m1', '甲'), mention('m2', '乙')],
      counts: { apps: { value: 43, span, rule: 'test' }, parts: [], totals: [] },
    });
    const [one, other] = steps(many, exposure('acme', ['m1']), exposure('other', ['m2']));
    expect([one!.together, other!.together, one!.unnamedApps]).toEqual([true, true, 0]);
  });

  test('"25 apps" of one company count as minor, not as the whole company', () => {
    const removal = notice({
      actions: [action('delist-app')],
      deadline: null,
      mentions: [mention('m1', '滴滴', { kind: 'entity' })],
      counts: { apps: { value: 25, span, rule: 'test' }, parts: [], totals: [] },
    });
    const [event] = steps(removal, exposure('didi', ['m1'], { companyWide: true }));
    expect(event).toMatchObject({ unnamedApps: 25, companyWide: false, apps: [] });
    expect(scoreOf([event!], '2022-03-01', { company: 'didi' }).load).toBeCloseTo(15.625 * 0.3, 12);
  });

  test('an act against the company has the highest reach of its apps', () => {
    const freeze = notice({
      actions: [action('pause/updates', { companyWide: true })],
      mentions: [mention('m1', '腾讯', { kind: 'entity' })],
    });
    const [event] = steps(freeze, exposure('tencent', ['m1'], { companyWide: true }));
    expect(scoreOf([event!], '2022-03-01', { company: 'tencent' }).load).toBe(6.25 * 1.25);
  });

  test('a store that is criticised is not one that is named', () => {
    const store = exposure('acme', ['m2'], { edge: 'store' });
    const all = steps(
      notice({ mentions: [mention('m1', '甲'), mention('m2', '应用市场', { role: 'store' })] }),
      exposure('acme', ['m1']),
      store,
    );
    expect(all.map((one) => [one.kinds, one.deadline])).toEqual([
      [['name', 'rectify'], '2022-03-08'],
      [['name/criticised'], null],
    ]);
  });
});
