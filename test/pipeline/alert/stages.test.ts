import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { Signal, Subscription } from '../../../src/domain/alert.ts';
import type { Channel } from '../../../src/domain/channel.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { decide } from '../../../src/pipeline/alert/decide.ts';
import { addressKey, afterQuiet } from '../../../src/pipeline/alert/delivery.ts';
import { isPush, type StageContext } from '../../../src/pipeline/alert/stages.ts';
import { NOON, signal, subscription } from '../../support/signals.ts';
import { weights } from '../score/building.ts';

const HOUR = 3_600_000;
const here = subscription().address;
const context = (changes: Partial<StageContext> = {}): StageContext => ({
  now: NOON,
  weights,
  alerted: new Map(),
  silences: [],
  firstSight: false,
  sectorOf: () => 'travel' as never,
  ...changes,
});
const wide = (changes = {}) => subscription({ scope: { kind: 'all' }, ...changes });
const judged = (
  ...args: [Parameters<typeof signal>[0], ReturnType<typeof subscription>, Partial<StageContext>]
) => {
  const { deliveries, suppressed, waiting } = decide(
    [signal(args[0])],
    [args[1]],
    context(args[2]),
  );
  return {
    sent: deliveries.length,
    held: suppressed.map((one) => `${one.stage}: ${formatReason(one.because, 'en')}`),
    waits: waiting.length,
  };
};
const budgets = (push: number, sameDay = 0) =>
  new Map([
    [addressKey(here), { push: { used: push, of: 2 }, sameDay: { used: sameDay, of: 10 } }],
  ]);
const recent = (hoursAgo: number) => [
  {
    company: 'trip-com' as never,
    case: 'c-1' as never,
    origin: 'official' as const,
    at: (NOON - hoursAgo * HOUR) as Instant,
  },
];

describe('an official notice mutes the press on its case', () => {
  test.each([
    ['press, a day later', { origin: 'press' as const }, 24, 0],
    ['press, after 72 hours', { origin: 'press' as const }, 73, 1],
    ['another official notice', {}, 24, 1],
    ['press on another case', { origin: 'press' as const, case: 'c-2' as never }, 24, 1],
  ])('%s', (_, changes, hoursAgo, sent) => {
    expect(judged(changes, subscription(), { recent: recent(hoursAgo) }).sent).toBe(sent);
  });
});

describe('what was published more than thirty days ago is no news', () => {
  const days = (n: number) => ({ published: (NOON - n * 24 * HOUR) as Instant });
  test.each([
    ['a page that states its day only, of a month ago', {}, 31, 0],
    ['a page of last week', {}, 7, 1],
    ['a correction of what was told', { alertReason: 'correction' as const }, 31, 1],
  ])('%s', (_, changes, ago, sent) => {
    expect(judged({ publishedAt: null, ...changes }, subscription(), days(ago)).sent).toBe(sent);
  });
});

describe('budget', () => {
  test.each<[string, Subscription, ReturnType<typeof budgets>, Partial<Signal>, object]>([
    ['within it', wide(), budgets(1), {}, { sent: 1, waits: 0 }],
    ['used up: it waits for the digest', wide(), budgets(2), {}, { sent: 0, waits: 1 }],
    [
      'used up, and the company is followed by itself',
      subscription(),
      budgets(9),
      {},
      { sent: 1, waits: 0 },
    ],
    ['used up, and level 4', wide(), budgets(9), { level: 4 as const }, { sent: 1, waits: 0 }],
    [
      'used up, and the company reaches band severe',
      wide(),
      budgets(9),
      { before: 70, after: 78.6, own: 8, bandBefore: 'high', bandAfter: 'severe' },
      { sent: 1, waits: 0 },
    ],
    [
      'used up, and the company reaches band high',
      wide(),
      budgets(9),
      { before: 44, after: 52, own: 8, bandBefore: 'elevated', bandAfter: 'high' },
      { sent: 1, waits: 0 },
    ],
    [
      'used up, and an act moves a severe company within its band',
      wide(),
      budgets(9),
      { before: 76, after: 84, own: 8, bandBefore: 'severe', bandAfter: 'severe' },
      { sent: 0, waits: 1 },
    ],
    [
      'used up, and an act of twenty points of its own',
      wide(),
      budgets(9),
      { before: 9, after: 29, own: 20, bandBefore: 'background', bandAfter: 'elevated' },
      { sent: 1, waits: 0 },
    ],
    [
      'used up, and an act of a little less',
      wide(),
      budgets(9),
      { before: 9, after: 28.9, own: 19.9, bandBefore: 'background', bandAfter: 'elevated' },
      { sent: 0, waits: 1 },
    ],
    [
      'quiet alerts have a budget of their own',
      wide(),
      budgets(2, 3),
      { level: 1 as const },
      { sent: 1, waits: 0 },
    ],
  ])('%s', (_, by, budget, changes, expected) => {
    expect(judged(changes, by, { budgets: budget })).toMatchObject(expected);
  });

  test('the reason says how much was used', () => {
    expect(judged({}, wide(), { budgets: budgets(2) }).held).toEqual([
      'budget: 2 of 2 pushes of the last seven days are used up',
    ]);
  });
});

describe('a message to who follows more than single companies', () => {
  const grave = {
    ...signal({ company: 'tencent' as never, before: 78, after: 78.6 }),
    id: 'n-1:tencent' as never,
    own: 0.6,
    bandBefore: 'severe' as const,
    bandAfter: 'severe' as const,
  };
  const mild = {
    ...grave,
    before: 12,
    after: 12.6,
    bandBefore: 'watch',
    bandAfter: 'watch',
  } as const;

  test('names a severe company of its list, also where the score moved little', () => {
    const [delivery] = decide([signal(), grave], [wide()], context()).deliveries;
    expect(new Set(delivery!.signals)).toEqual(new Set(['n-1:trip-com', 'n-1:tencent']));
  });

  test('leaves small changes of other companies to the digest, with their reason', () => {
    const { deliveries, suppressed, waiting } = decide([signal(), mild], [wide()], context());
    expect(deliveries.map((one) => one.signals)).toEqual([['n-1:trip-com']]);
    expect(suppressed).toMatchObject([{ signal: 'n-1:tencent', stage: 'wide-scope' }]);
    expect(waiting).toHaveLength(1);
  });

  test('is not made for a severe company alone whose score moved little', () => {
    expect(decide([grave], [wide()], context()).deliveries).toEqual([]);
  });
});

describe('a signal rings', () => {
  const quiet = { level: 1 as const, own: 1 };
  test.each([
    ['when it crosses 50', { before: 49.9, after: 50, ...quiet }, true],
    ['not when it stays above 50', { before: 50, after: 51, ...quiet }, false],
    ['not when it stays below', { before: 48, after: 49.9, ...quiet }, false],
    ['for an act of twenty points of its own', { before: 0, after: 20, level: 1, own: 20 }, true],
    ['for level 4', { before: 0, after: 1, level: 4, own: 1 }, true],
  ] as const)('%s', (_, changes, rings) => {
    expect(isPush(signal(changes), weights)).toBe(rings);
  });
});

describe('hysteresis', () => {
  test('a band that was not left is not entered again', () => {
    const small = {
      before: 24,
      after: 26,
      bandBefore: 'watch' as const,
      bandAfter: 'elevated' as const,
    };
    expect(judged(small, wide(), {}).sent).toBe(1);
    const again = judged(small, wide(), { bandBefore: new Map([['n-1:trip-com', 'elevated']]) });
    expect(again).toMatchObject({ sent: 0, waits: 1 });
  });
});

describe('timing', () => {
  test('the digest keeps it, except level 4 and above', () => {
    expect(judged({}, subscription({ timing: 'digest' }), {})).toMatchObject({ sent: 0, waits: 1 });
    expect(judged({ level: 4 }, subscription({ timing: 'digest' }), {})).toMatchObject({
      sent: 1,
      waits: 0,
    });
  });

  test.each([
    ['11:00', '13:00', 1],
    ['22:00', '12:30', 0.5],
    ['13:00', '11:00', 0],
    ['12:00', '12:01', 1 / 60],
  ])('quiet %s-%s in Shanghai at noon: it waits %d hours', (from, to, hours) => {
    const channel: Channel = {
      address: here,
      server: null,
      zone: 'Asia/Shanghai',
      digest: { every: 'daily', at: '08:00', weekday: 1 },
      quiet: { from, to },
      digestedOn: null,
    };
    const channels = new Map([[addressKey(here), channel]]);
    const due = (level: 2 | 4) =>
      decide([signal({ level })], [subscription()], context({ channels })).deliveries[0]!.dueAt;
    expect((due(2) - NOON) / HOUR).toBeCloseTo(hours, 5);
    expect(due(4)).toBe(NOON);
  });

  test('quiet hours end by the clock of the zone, also in the night in which clocks are put forward', () => {
    const now = Date.parse('2026-03-08T01:00:00-05:00') as Instant;
    const quiet = { from: '22:00', to: '07:00' };
    const due = afterQuiet(now, { zone: 'America/New_York', quiet } as Channel);
    expect(new Date(due).toISOString()).toBe('2026-03-08T11:00:00.000Z');
  });
});

describe('replies', () => {
  test('an alert follows the first one of the case that most of its companies carry on', () => {
    const follows = new Map([
      ['n-1:trip-com', 'a-1' as never],
      ['n-1:x', 'a-2' as never],
      ['n-1:y', 'a-2' as never],
    ]);
    const signals = ['trip-com', 'x', 'y'].map((company) =>
      signal({ id: `n-1:${company}` as never, company: company as never }),
    );
    const { alerts } = decide(signals, [wide()], context({ follows }));
    expect(alerts[0]!.follows).toBe('a-2');
  });
});

describe('a correction reaches whoever follows widely', () => {
  const correction = { alertReason: 'correction' as const };
  test.each([
    [
      'of a company that was taken back',
      { before: 15.9, after: 0, bandAfter: 'background' as const },
      { sent: 1, waits: 0 },
    ],
    ['of a point or two', { before: 15.9, after: 14.1 }, { sent: 0, waits: 1 }],
    [
      'of details alone, which the message itself shows',
      { before: 15.9, after: 15.9 },
      { sent: 0, waits: 0 },
    ],
  ])('%s', (_, changes, expected) => {
    const signalOfIt = {
      ...correction,
      bandBefore: 'watch' as const,
      bandAfter: 'watch' as const,
      ...changes,
    };
    expect(judged(signalOfIt, wide(), {})).toMatchObject(expected);
  });
});
