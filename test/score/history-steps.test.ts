import { describe, expect, test } from 'vitest';
import type { HistoryRecord } from '../../src/domain/history.ts';
import { type HistoryLookup, stepsOfHistory } from '../../src/score/history-steps.ts';
import { SHANGHAI, scoreOf, weights } from './building.ts';

/** Child makes 门店通 (core) and belongs to parent: 40 % of it, a minor part of parent. */
const lookup: HistoryLookup = {
  app: (_, name) => ({
    app: (name === '门店通' ? 'child/shop' : null) as never,
    value: name === '门店通' ? 'core' : 'unknown',
    reach: 'large',
  }),
  reach: () => 'super',
  above: (company) =>
    company === 'child'
      ? [{ company: 'parent' as never, share: 0.4, shareAssumed: true, value: () => 'minor' }]
      : [],
  holders: () => [],
  zone: () => SHANGHAI,
};

type Hit = HistoryRecord['hits'][number];
const hit = (company: string, parts: Partial<Hit> = {}): Hit => ({
  company: company as Hit['company'],
  types: ['named', 'rectification-ordered'],
  apps: ['门店通'],
  unnamedApps: 0,
  companyWide: false,
  together: false,
  core: false,
  fine: null,
  market: null,
  marketShare: null,
  part: null,
  ...parts,
});
const record = (hits: Hit[], parts: Partial<HistoryRecord> = {}): HistoryRecord => ({
  id: 'r',
  regulator: 'cn-miit' as never,
  date: '2022-03-01' as never,
  title: { en: 'A list', zh: null },
  batch: null,
  deadline: '2022-03-08' as never,
  matter: null,
  liftedOn: null,
  inForce: null,
  hits,
  attested: true,
  evidence: [{ kind: 'notice', source: 'list', day: null }],
  ...parts,
});
const steps = (...records: HistoryRecord[]) => stepsOfHistory(records, lookup, weights);

describe('a history record', () => {
  test('hits a company and, through it, the one that consolidates it at its share', () => {
    const [child, parent] = steps(record([hit('child')]));
    expect(child).toMatchObject({
      id: 'r/child',
      company: 'child',
      via: null,
      evidence: 1,
      origin: 'history',
    });
    expect(parent).toMatchObject({
      id: 'r/parent',
      company: 'parent',
      via: 'child',
      shareAssumed: true,
      apps: [{ value: 'minor', ownership: 0.4 }],
    });
    expect(scoreOf([parent!], '2022-03-01', { company: 'parent' }).flags).toContain(
      'share in child is not recorded, counted as 0.4',
    );
  });

  test('is one act where it hits both', () => {
    const all = steps(record([hit('child'), hit('parent', { apps: ['收银宝'] })]));
    expect(all.map((one) => [one.id, one.apps.map((app) => app.ownership), one.via])).toEqual([
      ['r/child', [1], null],
      ['r/parent', [0.4, 1], null],
    ]);
  });

  test('against a whole company touches the one above by that part only', () => {
    const [child, parent] = steps(record([hit('child', { companyWide: true })]));
    expect(child).toMatchObject({ companyWide: true });
    expect(scoreOf([child!], '2022-03-01', { company: 'child' }).load).toBe(2.5 * 1.25);
    expect(parent).toMatchObject({ companyWide: false, apps: [{ name: 'child', value: 'minor' }] });
  });

  test('against a part of an app takes the tiers of the part', () => {
    const [child] = steps(record([hit('child', { part: { value: 'minor', reach: 'other' } })]));
    expect(scoreOf([child!], '2022-03-01', { company: 'child' }).load).toBeCloseTo(2.5 * 0.2 * 0.8, 12);
  });

  test('an unverified record weighs half', () => {
    const [child] = steps(record([hit('child')], { attested: false }));
    expect(child).toMatchObject({ evidence: 0.5, attested: false });
  });
});
