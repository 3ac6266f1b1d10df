import type { Source } from '../../domain/regulator.ts';
import { DAY_MS, type Instant, localTime } from '../../domain/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longest wait for a failing source, also for Retry-After. */
export const LONGEST_WAIT_MS = 6 * 60 * MINUTE;
/** Longest accepted freshness: caches promise days, but a list is polled again within the hour. */
const LONGEST_FRESHNESS_MS = 60 * MINUTE;
/**
 * Longest wait where no connection was made: often this machine's own network is down, and once it
 * is back nothing should wait for hours.
 */
const LONGEST_UNREACHED_MS = 15 * MINUTE;
const SHORTEST_WAIT_MS = MINUTE;
/** Authorities publish in bursts: several notices within hours. */
const BURST_MS = 2 * 60 * MINUTE;

export interface PollingState {
  /** Retry-After of the answer. */
  readonly retryAfterMs: number | null;
  /** Freshness or feed TTL of the answer. */
  readonly freshForMs: number | null;
  /** Failures in a row, this one included; 0 after a success. */
  readonly failures: number;
  /** Whether the last failure was a missing connection. */
  readonly unreached?: boolean;
  /** Recent times with new entries, oldest first. */
  readonly changes: readonly Instant[];
}

/** About two days of hourly retries; a site that fails longer will not recover overnight. */
const HOURLY_FAILURES = 30;

/**
 * When to ask a source again. Inside its windows the busy cadence, outside the quiet one, adapted
 * to how it publishes; of this, Retry-After (up to six hours) and freshness (up to one) the latest
 * wins. Failures double the wait up to six hours (for two days one inside its windows, a quarter of
 * one where no answer came at all), so a source is never given up for good. `jitter` is 0..1: it
 * spreads healthy sources by a tenth, failing ones by half their wait.
 */
export function nextPoll(
  { every, windows }: Pick<Source, 'every' | 'windows'>,
  zone: string,
  now: Instant,
  { failures, unreached, retryAfterMs, freshForMs, changes }: PollingState,
  jitter: number,
): Instant {
  const cadence = (isBusy(windows, zone, now) ? every.busyMinutes : every.quietMinutes) * MINUTE;
  const usual = adapted(cadence, now, changes);
  const longest = unreached === true ? Math.max(usual, LONGEST_UNREACHED_MS) : LONGEST_WAIT_MS;
  let wait = failures === 0 ? usual : Math.min(usual * 2 ** Math.min(failures, 12), longest);
  // A failing source waits no longer than until the next hour in its windows.
  for (let ms = HOUR; ms < wait && failures > 0 && failures < HOURLY_FAILURES; ms += HOUR)
    if (isBusy(windows, zone, (now + ms) as Instant)) wait = ms;
  const own = wait * (failures === 0 ? 1 + jitter / 10 : 1 - jitter / 2);
  const retry = Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS);
  const fresh = Math.min(freshForMs ?? 0, LONGEST_FRESHNESS_MS);
  return Math.round(now + Math.max(own, retry, fresh, SHORTEST_WAIT_MS)) as Instant;
}

/**
 * The configured wait, halved for two hours after something new and for a source that publishes
 * more often than it is asked; doubled where nothing came for sixty days.
 */
function adapted(every: number, now: Instant, changes: readonly Instant[]): number {
  const last = changes.at(-1);
  if (last === undefined) return every;
  const steps = changes.slice(1).map((at, index) => at - changes[index]!);
  const often = steps.length >= 5 && median(steps) < every;
  if (now - last < BURST_MS || (often && now - last < DAY_MS)) return every / 2;
  return now - last > 60 * DAY_MS ? every * 2 : every;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Whether a moment lies in one of the `HH:MM-HH:MM` windows of a zone; no windows = always. */
export function isBusy(windows: readonly string[], zone: string, now: Instant): boolean {
  if (windows.length === 0) return true;
  const time = localTime(now, zone);
  return windows.some((window) => {
    const [start = '', end = ''] = window.split('-');
    return start <= end ? time >= start && time < end : time >= start || time < end;
  });
}

/**
 * When a saved page is checked again, counted from its first sight: notices are corrected early or
 * never.
 */
const CHECKS_MS: readonly number[] = [
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  24 * HOUR,
  3 * 24 * HOUR,
  7 * 24 * HOUR,
];

/** The next check; null = none. A page with missing files is checked hourly. */
export function nextCheck(
  firstSeenAt: Instant,
  now: Instant,
  filesMissing: boolean,
): Instant | null {
  const next = CHECKS_MS.find((age) => firstSeenAt + age > now);
  if (next === undefined) return null;
  const at = firstSeenAt + next;
  return (
    filesMissing ? Math.min(at, now + (now - firstSeenAt < HOUR ? 2 * MINUTE : HOUR)) : at
  ) as Instant;
}
