import type { Instant } from '../../domain/time.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads the `at` of a request: a day stands for 23:59:59 in Shanghai (docs/scoring.md), an instant
 * needs its offset; null = no date.
 */
export function atOf(text: string): Instant | null {
  if (!DATE.test(text) && !INSTANT.test(text)) return null;
  const at = Date.parse(DATE.test(text) ? `${text}T23:59:59+08:00` : text);
  if (Number.isNaN(at)) return null;
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00Z`);
  // 30 February rolls over into March: the day must survive the round trip.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return null;
  return at as Instant;
}
