import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { APPS } from '../../../src/domain/act.ts';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import type { HistoryRecord } from '../../../src/domain/history.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { Score } from '../../../src/domain/score.ts';
import { eventsOfHistory, type HistoryLookup } from '../../../src/pipeline/score/history-events.ts';
import { SHANGHAI, scoreOf, weighing, weights } from './building.ts';

/** Child makes 门店通 (core) and belongs to parent: 40 % of it, a minor part of parent. */
const lookup: HistoryLookup = {
  app: (_, name) => ({
    app: (name.startsWith('门店通') ? 'child/shop' : null) as never,
    value: name.startsWith('门店通') ? 'core' : 'unknown',
    reach: 'large',
  }),
  reach: () => 'super',
  above: (company) =>
    company === 'child'
      ? [{ company: 'parent' as never, share: 0.4, shareAssumed: true, value: () => 'minor' }]
      : [],
  holders: () => [],
  zone: () => SHANGHAI,
  weighing,
};

type Hit = HistoryRecord['hits'][number];
const hit = (company: string, parts: Partial<Hit> = {}): Hit => ({
  company: company as Hit['company'],
  apps: ['门店通'],
  unnamedApps: 0,
  companyWide: false,
  together: false,
  core: false,
  fine: null,
  market: null,
  marketShare: null,
  part: null,
  act: actOfKind('rectify'),
  object: APPS,
  share: null,
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
  act: hits[0]!.act,
  attested: true,
  evidence: [{ kind: 'notice', source: 'list', day: null }],
  ...parts,
});
const steps = (...records: HistoryRecord[]) => eventsOfHistory(records, lookup, weights);

const flagsOf = ({ flags }: Pick<Score, 'flags'>) => flags.map((one) => formatReason(one, 'en'));

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
    expect(flagsOf(scoreOf([parent!], '2022-03-01', { company: 'parent' }))).toContain(
      'share in child not on record; weighted ×0.4',
    );
  });

  test('counts an app once that it gives by two of its names', () => {
    const [twice] = steps(record([hit('child', { apps: ['门店通', '某应用', '门店通商家版'] })]));
    expect(twice!.apps.map((one) => one.name)).toEqual(['门店通', '某应用']);
  });

  test('gives one company what it gives it among all', () => {
    const records = [
      record([hit('child'), hit('parent', { apps: ['收银宝'] }), hit('solo')]),
      record([hit('solo', { companyWide: true })], { id: 'other' }),
    ];
    const all = steps(...records);
    for (const company of ['child', 'parent', 'solo', 'nobody'] as CompanyId[])
      expect(eventsOfHistory(records, lookup, weights, company)).toEqual(
        all.filter((event) => event.company === company),
      );
    expect(new Set(all.map((event) => event.company)).size).toBe(3);
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
    expect(scoreOf([child!], '2022-03-01', { company: 'child' }).load).toBeCloseTo(
      2.5 * 0.2 * 0.8,
      12,
    );
  });

  test('a named part counts once: not as the whole beside it, nor again through the child', () => {
    const object = { kind: 'line', name: { en: 'tills', zh: null } } as const;
    const tiers = { value: 'minor', reach: 'unknown' } as const;
    const part = { apps: [], object, part: tiers };
    const refused = hit('child', { ...part, act: actOfKind('licence/refused' as never) });
    const [only] = steps(record([refused]));
    expect(only!.apps.map(({ name, value }) => [name, value])).toEqual([['tills', 'minor']]);
    const both = steps(record([hit('child', part), hit('parent', part)]));
    expect(both.map(({ id, apps }) => [id, apps.length])).toEqual([
      ['r/child', 1],
      ['r/parent', 1],
    ]);
  });

  test('an unverified record weighs half', () => {
    const [child] = steps(record([hit('child')], { attested: false }));
    expect(child).toMatchObject({ evidence: 0.5, attested: false });
  });
});

describe('what the second model reads from a record', () => {
  const loadOf = (...args: Parameters<typeof steps>) =>
    scoreOf(steps(...args), '2022-03-01', { company: 'solo' }).load;

  test.each<[string, Partial<Hit>, number]>([
    [
      'an app blocked in a market of known share',
      { act: actOfKind('block'), market: 'IN', marketShare: 0.1 },
      15.625 * 0.1,
    ],
    [
      'one of unknown share counts as minor',
      { act: actOfKind('block'), market: 'IN' },
      15.625 * 0.2,
    ],
    [
      'a list of military companies, whatever its apps',
      { act: actOfKind('military-list'), apps: [], companyWide: true },
      2.5,
    ],
    [
      'a fine costs what it costs',
      { act: actOfKind('fine'), fine: { currency: 'CNY', amount: 1, share: 0.04 } },
      4.05,
    ],
    ['a fine of unknown amount', { act: actOfKind('fine') }, 0.2],
    [
      'a fine costs eight su at most',
      { act: actOfKind('fine'), fine: { currency: 'CNY', amount: 1, share: 0.3 } },
      8,
    ],
    [
      'a business without a licence is the whole company, whatever app is named',
      { act: actOfKind('licence/unlicensed') },
      15.625 * 1.25,
    ],
  ])('%s', (_, parts, load) => {
    expect(loadOf(record([hit('solo', parts)], { deadline: null }))).toBeCloseTo(load, 3);
  });

  test('an app that nobody graded counts by the rule, and the sentence says so', () => {
    const counted: HistoryLookup = {
      ...lookup,
      app: () => ({ app: null, value: 'unknown', reach: 'large', counted: 'minor' }),
    };
    const score = scoreOf(
      eventsOfHistory([record([hit('solo')])], counted, weights),
      '2022-03-01',
      {
        company: 'solo',
      },
    );
    expect(score.load).toBeCloseTo(2.5 * 0.2, 9);
    expect(formatReason(score.factors[0]!.because, 'en')).toContain(
      'app of unknown value, weighted as minor',
    );
    expect(flagsOf(score)).toContain('value of 门店通 unknown; weighted as minor');
  });

  test('a listing that is stopped reaches who holds a quarter, at the stake', () => {
    const held: HistoryLookup = {
      ...lookup,
      holders: (_, __, least) =>
        [0.33, 0.2]
          .filter((share) => share >= least)
          .map((share) => ({
            company: 'holder' as never,
            share,
            shareAssumed: false,
            value: (own) => own,
          })),
    };
    const told = eventsOfHistory(
      [
        record([hit('solo', { act: actOfKind('listing/stopped'), apps: [], companyWide: true })], {
          deadline: null,
        }),
      ],
      held,
      weights,
    );
    expect(scoreOf(told, '2022-03-01', { company: 'holder' }).load).toBeCloseTo(
      15.625 * 1.25 * 0.33,
      9,
    );
  });
});
