import type { Source } from '../../domain/regulator.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';

/** New entries at once that are ordinary for any source. */
const ORDINARY = 100;
/** A flood has this many times the usual number since the last answer. */
const TIMES = 5;

/**
 * Whether a list has far more new entries than its source can have published since the last poll: a
 * moved site, old pages under new addresses, a reordered archive. None of it is news.
 */
export function isFlood(
  fresh: number,
  { expectedPer30Days }: Pick<Source, 'expectedPer30Days'>,
  seenBefore: Instant | null,
  now: Instant,
): boolean {
  const days = Math.max(1, (now - (seenBefore ?? now)) / DAY_MS);
  const usual = ((expectedPer30Days ?? 0) / 30) * days;
  return fresh > Math.max(ORDINARY * Math.min(days, 10), usual * TIMES);
}
