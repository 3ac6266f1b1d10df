import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { Silence, Suppressed } from '../../../src/domain/alert.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { decide } from '../../../src/pipeline/alert/decide.ts';
import { nonceOf } from '../../../src/pipeline/alert/delivery.ts';
import type { StageContext } from '../../../src/pipeline/alert/stages.ts';
import { exposure, NOON, signal, subscription } from '../../support/signals.ts';
import { weights } from '../score/building.ts';

const context = (changes: Partial<StageContext> = {}): StageContext => ({
  now: NOON,
  weights,
  alerted: new Map(),
  silences: [],
  firstSight: false,
  sectorOf: () => 'travel' as never,
  ...changes,
});
const reasons = (held: readonly Suppressed[]) => held.map((one) => `${one.stage}: ${one.why}`);

describe('one notice makes one alert and one delivery an address', () => {
  test('a followed company that is named is told at once, with the row ready before any request', () => {
    const { alerts, deliveries, suppressed } = decide([signal()], [subscription()], context());
    expect(alerts).toMatchObject([
      { notice: 'n-1', signals: ['n-1:trip-com'], urgency: 'push', alertReason: 'first' },
    ]);
    const nonces = [nonceOf(alerts[0]!.id, { sink: 'terminal', to: 'here' })];
    expect(deliveries).toMatchObject([
      { address: { sink: 'terminal', to: 'here' }, state: 'pending', level: 2, nonce: nonces[0] },
    ]);
    expect(suppressed).toEqual([]);
  });

  test('two followed companies of one notice stand in one message, the bigger change first', () => {
    const tencent = signal({
      id: 'n-1:tencent' as never,
      company: 'tencent' as never,
      after: 21.5,
    });
    const subscriptions = [
      subscription(),
      subscription({ id: 'sub-2' as never, scope: { kind: 'company', id: 'tencent' as never } }),
    ];
    const { alerts, deliveries } = decide([signal(), tencent], subscriptions, context());
    expect(alerts).toHaveLength(1);
    expect(deliveries).toHaveLength(1);
    expect(deliveries[0]!.signals).toEqual(['n-1:tencent', 'n-1:trip-com']);
    expect(deliveries[0]!.subscriptions.toSorted()).toEqual(['sub-1', 'sub-2']);
  });

  test('two channels get two deliveries of the same alert', () => {
    const other = subscription({ id: 'sub-2' as never, address: { sink: 'discord', to: '42' } });
    const { alerts, deliveries } = decide([signal()], [subscription(), other], context());
    expect(alerts).toHaveLength(1);
    const nonces = deliveries.map(({ alert, address }) => nonceOf(alert, address));
    expect(deliveries.map((one) => one.id)).toEqual([
      `${alerts[0]!.id}@terminal:${nonces[0]}`,
      `${alerts[0]!.id}@discord:${nonces[1]}`,
    ]);
  });
});

const caseMute = (changes: object): Silence => ({
  id: 'case',
  address: { sink: 'terminal', to: 'here' },
  scope: {
    kind: 'case',
    id: 'c-1',
    company: 'trip-com',
    regulator: 'cn-miit',
    opened: '2021-08-18',
    ...changes,
  } as never,
  until: (NOON + 1) as Instant,
  by: 'host',
  createdAt: NOON,
});

describe('every signal that is not told has a stage and a reason', () => {
  const rows: [
    string,
    Parameters<typeof signal>[0],
    Parameters<typeof subscription>[0],
    Partial<StageContext>,
    string[],
  ][] = [
    [
      'nobody subscribed',
      {},
      { scope: { kind: 'company', id: 'didi' as never } },
      {},
      ['route: no-subscriber'],
    ],
    [
      'the subscription was disabled',
      {},
      { disabled: { at: NOON, because: storedSentence('unknown channel') } },
      {},
      ['route: no-subscriber'],
    ],
    [
      'the same case and stage were told',
      {},
      {},
      {
        alerted: new Map([
          ['trip-com|cn-miit|c-1|ordered', { alert: 'n-0:first' as never, at: NOON }],
        ]),
      },
      ['novelty: already-alerted'],
    ],
    ['the press joined the official list', { factors: [] }, {}, {}, ['no-change: joined-case']],
    [
      'it lay there before the watch began',
      {},
      {},
      { firstSight: true },
      ['first-sight: backfill'],
    ],
    [
      'it was published months ago',
      { publishedAt: (NOON - 60 * 86_400_000) as Instant },
      {},
      {},
      ['backfill: backfill'],
    ],
    [
      'the channel asks for a higher band',
      {},
      { leastBand: 'high' },
      {},
      ['least-band: below-threshold'],
    ],
    [
      'only a minor app of a calm company',
      {
        after: 3.4,
        bandAfter: 'background',
        exposure: exposure({ apps: [{ ...exposure().apps[0]!, value: 'minor' }] }),
      },
      {},
      {},
      ['least-band: below-threshold'],
    ],
    [
      'the company was criticised as a store',
      { exposure: exposure({ edge: 'store' }) },
      {},
      {},
      ['as-store: below-threshold'],
    ],
    [
      'the channel wants other kinds of acts',
      { measures: ['rectify'] },
      { kinds: ['money', 'probe'] },
      {},
      ['kinds: kind'],
    ],
    [
      'a rule wants a higher level',
      { measures: ['rectify'] },
      { rules: [{ kinds: ['conduct'], level: 3 }] },
      {},
      ['rules: rule'],
    ],
    [
      'the rules want other kinds of acts',
      { measures: ['rectify'] },
      { rules: [{ kinds: ['money'], level: 1 }, { level: 4 }] },
      {},
      ['rules: rule'],
    ],
    [
      'a rule takes it in and the band does not',
      { measures: ['rectify'] },
      { rules: [{ level: 1 }], leastBand: 'high' },
      {},
      ['least-band: below-threshold'],
    ],
    [
      'the channel is muted',
      {},
      {},
      {
        silences: [
          {
            id: 's',
            address: { sink: 'terminal', to: 'here' },
            scope: { kind: 'all' },
            until: (NOON + 1) as Instant,
            by: 'host',
            createdAt: NOON,
          },
        ],
      },
      ['silence: silenced'],
    ],
    ['the case is muted there', {}, {}, { silences: [caseMute({})] }, ['silence: case-muted']],
    [
      'a sector follower hears only what moves',
      { before: 15, after: 17.2, bandBefore: 'watch' },
      { scope: { kind: 'sector', id: 'travel' as never } },
      {},
      ['wide-scope: below-threshold'],
    ],
  ];
  test.each(rows)('%s', (_, signalChanges, subscriptionChanges, contextChanges, expected) => {
    const { alerts, deliveries, suppressed } = decide(
      [signal(signalChanges)],
      [subscription(subscriptionChanges)],
      context(contextChanges),
    );
    expect(alerts).toEqual([]);
    expect(deliveries).toEqual([]);
    expect(reasons(suppressed)).toEqual(expected);
    expect(formatReason(suppressed[0]!.because, 'en').length).toBeGreaterThan(10);
  });
});

describe('what is told in spite of a quiet score', () => {
  test('a store that is criticised, to who asked for stores', () => {
    const asStore = signal({ exposure: exposure({ edge: 'store' }) });
    expect(decide([asStore], [subscription({ stores: true })], context()).alerts).toHaveLength(1);
  });

  test.each([
    ['of its kind and level', { measures: ['rectify'] }, { kinds: ['conduct'], level: 2 }],
    ['of any kind from its level on', { measures: ['rectify'] }, { level: 2 }],
    ['whose kind is not known', { measures: [] }, { kinds: ['money'], level: 2 }],
    ['that closes a case', { measures: ['rectify'], stage: 'closed' }, { level: 5 }],
  ] as const)('an act %s, to who has a rule for it', (_, changes, rule) => {
    const rules = [{ kinds: ['money'], level: 5 }, rule] as never;
    expect(
      decide([signal(changes as never)], [subscription({ rules })], context()).alerts,
    ).toHaveLength(1);
  });

  test('an action of level 2 on an app of unknown value, even while the score stays in the background', () => {
    const unknown = signal({
      after: 8.3,
      bandAfter: 'background',
      exposure: exposure({ apps: [{ ...exposure().apps[0]!, value: 'unknown' }] }),
    });
    expect(decide([unknown], [subscription()], context()).alerts).toHaveLength(1);
  });

  test.each([
    ['another case', { id: 'c-2' }],
    ['a case of another company', { company: 'tencent' }],
  ])('a case beside which %s is muted', (_, changes) => {
    const silences = [caseMute(changes)];
    expect(decide([signal()], [subscription()], context({ silences })).alerts).toHaveLength(1);
  });

  test('a mute that has ended no longer holds', () => {
    const ended = {
      id: 's',
      address: { sink: 'terminal', to: 'here' },
      scope: { kind: 'all' as const },
      until: NOON,
      by: 'host',
      createdAt: NOON,
    };
    expect(
      decide([signal()], [subscription()], context({ silences: [ended] })).alerts,
    ).toHaveLength(1);
  });

  test('a second subscription of the same channel that lets it pass wins over one that holds it', () => {
    const strict = subscription({ leastBand: 'severe' });
    const wide = subscription({ id: 'sub-2' as never, scope: { kind: 'all' } });
    const { deliveries, suppressed } = decide([signal()], [strict, wide], context());
    expect(deliveries).toHaveLength(1);
    expect(suppressed).toEqual([]);
  });
});
