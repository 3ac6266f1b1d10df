import { expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { isBusy, nextPoll, type PollingState } from '../../../src/pipeline/watch/cadence.ts';
import { DAY, HOUR, MINUTE, NOON } from './watched.ts';

const now = NOON as Instant;
const at = (ms: number) => (now - ms) as Instant;
const SOURCE = { every: { busyMinutes: 10, quietMinutes: 60 }, windows: ['09:00-18:00'] };
const calm: PollingState = { retryAfterMs: null, freshForMs: null, failures: 0, changes: [] };

/** Minutes until the next poll. */
const wait = (wish: Partial<PollingState>, jitter = 0, when = now) =>
  (nextPoll(SOURCE, 'Asia/Shanghai', when, { ...calm, ...wish }, jitter) - when) / MINUTE;

test.each([
  ['inside the window', wait({}), 10],
  ['outside the window', wait({}, 0, (now + 12 * HOUR) as Instant), 60],
  ['jitter adds a tenth at most', wait({}, 1), 11],
  ['right after something new, authorities publish in bursts', wait({ changes: [at(HOUR)] }), 5],
  ['nothing for sixty days', wait({ changes: [at(61 * DAY)] }), 20],
  [
    'one that publishes every five minutes is asked more often',
    wait({ changes: [6, 5, 4, 3, 2, 1].map((n) => at(3 * HOUR + n * 5 * MINUTE)) }),
    5,
  ],
  ['freshness later than the cadence wins', wait({ freshForMs: 30 * MINUTE }), 30],
  ['freshness is clamped to an hour', wait({ freshForMs: 9 * DAY }), 60],
  ['Retry-After later than all wins', wait({ retryAfterMs: 2 * HOUR, freshForMs: HOUR }), 120],
  ['Retry-After is clamped to six hours', wait({ retryAfterMs: 365 * DAY }), 360],
  ['the first failure doubles', wait({ failures: 1 }), 20],
  ['the second waits fourfold', wait({ failures: 2 }), 40],
  ['inside the window an hour at most', wait({ failures: 3 }), 60],
  ['after two days six hours there, too', wait({ failures: 5_000 }), 360],
  [
    'outside six hours at most, never given up',
    wait({ failures: 9 }, 0, (now + 12 * HOUR) as Instant),
    360,
  ],
  [
    'and not beyond the hour at which it opens',
    wait({ failures: 9 }, 0, (now + 18 * HOUR) as Instant),
    180,
  ],
  [
    'where nobody is reached, a quarter of an hour at most',
    wait({ failures: 9, unreached: true }),
    15,
  ],
  ['failures spread by half their wait', wait({ failures: 1 }, 1), 10],
])('%s', (_, minutes, expected) => {
  expect(minutes).toBe(expected);
});

test.each([
  ['09:00-18:00', '2026-03-02T09:00+08:00', true],
  ['09:00-18:00', '2026-03-02T18:00+08:00', false],
  ['22:00-02:00', '2026-03-02T23:30+08:00', true],
  ['22:00-02:00', '2026-03-02T03:00+08:00', false],
])('%s at %s: %s', (window, time, busy) => {
  expect(isBusy([window], 'Asia/Shanghai', Date.parse(time) as Instant)).toBe(busy);
});
