import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';

const MINUTE = 60_000;
const LONGEST_WAIT = 6 * 60 * MINUTE;

export interface Wish {
  /** What the server asked for: Retry-After, freshness or feed TTL; the latest wins, clamped. */
  readonly serverAsksMs: number | null;
  /** Failures in a row, this one included; 0 after a success. */
  readonly failures: number;
}

/**
 * When to ask a source again. Inside its windows the busy cadence, outside the quiet one; failures double the wait up to
 * six hours, so a source is never given up for good. `jitter` is 0..1 and spreads sources by up to a tenth.
 */
export function nextPoll(
  source: Pick<Source, 'every' | 'windows'>,
  zone: string,
  now: Instant,
  wish: Wish,
  jitter: number,
): Instant {
  const every =
    (isBusy(source.windows, zone, now) ? source.every.busyMinutes : source.every.quietMinutes) * MINUTE;
  const backedOff =
    wish.failures === 0 ? every : Math.min(every * 2 ** Math.min(wish.failures, 10), LONGEST_WAIT);
  const asked = wish.serverAsksMs === null ? 0 : Math.min(wish.serverAsksMs, LONGEST_WAIT);
  return (now + Math.max(backedOff, asked) * (1 + jitter / 10)) as Instant;
}

/** Whether a moment lies in one of the `HH:MM-HH:MM` windows of a zone; no windows = always. */
export function isBusy(windows: readonly string[], zone: string, now: Instant): boolean {
  if (windows.length === 0) return true;
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(now);
  return windows.some((window) => {
    const [start = '', end = ''] = window.split('-');
    return start <= end ? time >= start && time < end : time >= start || time < end;
  });
}
