import { describe, expect, test } from 'vitest';
import type { Gap, SourceState } from '../../../src/domain/item.ts';
import type { Store } from '../../../src/domain/ports.ts';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import {
  gapAt,
  gapLimitMs,
  knownState,
  newsAt,
  noteGap,
  reportedGapMs,
  silence,
} from '../../../src/pipeline/watch/source-state.ts';
import { DAY, HOUR, MINUTE, NOON } from './watched.ts';

const NOW = NOON as Instant;
const ago = (ms: number) => (NOW - ms) as Instant;
const every = (busyMinutes: number, quietMinutes: number) => ({
  every: { busyMinutes, quietMinutes },
});
const source = (parts: Partial<Source> = {}) =>
  ({
    id: 'cn-test-lists',
    url: 'https://a.example/list',
    ...every(5, 30),
    expectedPer30Days: null,
    ...parts,
  }) as Source;

/** Learnt of an address, with everything that can be known. */
const learnt = (configuredUrl: string): SourceState =>
  ({
    source: 'cn-test-lists',
    nextPollAt: ago(1),
    lastAttemptAt: ago(2),
    lastSuccessAt: ago(3),
    lastChangeAt: ago(4),
    failures: 2,
    finding: { code: 'gone', message: 'm', since: ago(2) },
    etag: '"v1"',
    lastModified: 'yesterday',
    url: 'https://a.example/moved',
    memory: {
      configuredUrl,
      answeredUrl: 'https://a.example/moved',
      listHash: 'h',
      charset: 'utf-8',
      rows: 20,
      changes: [ago(4)],
      lags: [5],
    },
  }) as unknown as SourceState;

describe('what is known of a source', () => {
  test('is what was saved while its address is the same', () => {
    const saved = learnt(source().url);
    expect(knownState(source(), saved, NOW)).toEqual(saved);
  });

  test('of another address is when it was seen, and nothing of its list', () => {
    const saved = learnt('https://old.example/list');
    expect(knownState(source(), saved, NOW)).toEqual({
      ...saved,
      failures: 0,
      finding: null,
      etag: null,
      lastModified: null,
      url: null,
      memory: {
        configuredUrl: source().url,
        answeredUrl: null,
        listHash: null,
        charset: null,
        rows: null,
        changes: [ago(4)],
        lags: [5],
      },
    });
  });

  test('is nothing at first, and it is polled at once', () => {
    expect(knownState(source(), null, NOW)).toMatchObject({
      source: 'cn-test-lists',
      nextPollAt: NOW,
      lastAttemptAt: null,
      lastSuccessAt: null,
      lastChangeAt: null,
      failures: 0,
      finding: null,
      memory: { changes: [], lags: [] },
    });
  });
});

describe('a gap', () => {
  test.each([
    [5, 15, 60],
    [5, 30, 90],
    [40, 30, 120],
  ])('polled every %i and %i minutes begins after %i', (busy, quiet, minutes) => {
    expect(gapLimitMs(every(busy, quiet))).toBe(minutes * MINUTE);
  });

  test('is longer than the limit, since the last good answer', () => {
    const state = (ms: number) => ({ ...learnt(''), lastSuccessAt: ago(ms) });
    expect(gapAt(source(), state(90 * MINUTE), NOW, false)).toBeNull();
    expect(gapAt(source(), state(90 * MINUTE + 1), NOW, false)).toEqual({
      source: 'cn-test-lists',
      from: ago(90 * MINUTE + 1),
      to: null,
      because: expect.objectContaining({ code: 'finding', params: { finding: 'gone' } }),
    });
    expect(gapAt(source(), state(DAY), NOW, true)!.to).toBe(NOW);
    expect(gapAt(source(), { ...learnt(''), lastSuccessAt: null }, NOW, false)).toBeNull();
  });

  test.each<[string, Partial<SourceState>]>([
    ['without a failure', { failures: 0 }],
    ['without a finding', { finding: null }],
  ])('%s: this program did not run', (_, parts) => {
    const state = { ...learnt(''), lastSuccessAt: ago(DAY), ...parts };
    expect(gapAt(source(), state, NOW, true)!.because.code).toBe('not-running');
  });

  test('opens once, lasts, and ends', async () => {
    const saved: Gap[] = [];
    const store = {
      gaps: async ({ since }: { since: Instant }) => saved.filter(({ from }) => from >= since),
      saveGap: async (gap: Gap) => void saved.push(gap),
    } as unknown as Store;
    const gap = { source: 'cn-test-lists', from: ago(DAY), to: null } as unknown as Gap;
    const states = [];
    for (const each of [gap, gap, { ...gap, to: NOW }, { ...gap, from: ago(HOUR) }])
      states.push((await noteGap(each, store))!.state);
    expect(states).toEqual(['opened', 'lasts', 'ended', 'opened']);
    expect(saved).toHaveLength(4);
    expect(await noteGap(null, store)).toBeNull();
  });
});

describe('subscribers are told of a gap', () => {
  test.each<[string, Partial<Source>, number]>([
    ['that lasts as long as its file says', { gapMinutes: 7, expectedPer30Days: 720 }, 7],
    ['that is one', {}, 90],
    ['at the limit, where it publishes less often', { expectedPer30Days: 30 }, 90],
    ['sooner, where it publishes more often', { ...every(5, 60), expectedPer30Days: 360 }, 120],
    ['after an hour at least', { expectedPer30Days: 7_200 }, 60],
  ])('%s', (_, parts, minutes) => {
    expect(reportedGapMs(source(parts))).toBe(minutes * MINUTE);
  });
});

describe('the last news of a source', () => {
  const day = (text: string) => Date.parse(text) as Instant;
  const at = (lastChangeAt: Instant | null, memory?: object) =>
    newsAt({ ...learnt(''), lastChangeAt, memory } as SourceState);

  test('is when something new came', () => {
    expect(at(ago(4))).toBe(ago(4));
    expect(at(ago(4), { changes: [], newest: null })).toBe(ago(4));
    expect(at(null, { changes: [], newest: '2026-02-01' })).toBeNull();
  });

  test('is the end of the day of the newest row, where that is earlier', () => {
    const seen = day('2026-03-01');
    expect(at(seen, { changes: [], newest: '2026-02-01' })).toBe(day('2026-02-02'));
    expect(at(seen, { changes: [], newest: '2026-03-01' })).toBe(seen);
  });

  test('is what the watch saw come, however old its row', () => {
    const [first, last] = [day('2026-02-10'), day('2026-02-20')];
    expect(at(day('2026-03-01'), { changes: [first, last], newest: '2026-02-01' })).toBe(last);
  });
});

describe('silence', () => {
  const says = (expectedPer30Days: number | null, ms: number) =>
    silence(source({ expectedPer30Days }), ago(ms), NOW)?.message ?? null;

  test('is three times what is usual, and three days at least', () => {
    expect(says(3, 30 * DAY)).toBeNull();
    expect(says(3, 30 * DAY + 1)).toMatch(/^nothing new for 30 days: .*one every 10 days/);
    expect(says(300, 3 * DAY)).toBeNull();
    expect(says(300, 4 * DAY)).toMatch(/^nothing new for 4 days: .*one every 1 days/);
  });

  test('is not known of a source without a usual number, or without any news', () => {
    expect(says(null, 900 * DAY)).toBeNull();
    expect(silence(source({ expectedPer30Days: 3 }), null, NOW)).toBeNull();
  });
});
