import { CommandProblem } from '../app/io.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Reads `--at`: a date stands for 23:59:59 in Shanghai (scoring.md 11), an instant needs its offset.
 * `2021-08-18`, `2021-08-18T10:00+08:00`, `2021-08-18T02:00Z`.
 * @param now what it stands for where nobody gives it
 * @param option the name under which the problem is told
 */
export function readAt(text: string | undefined, now: number, option = '--at'): Instant {
  if (text === undefined) return now as Instant;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = isDate ? Date.parse(`${text}T23:59:59+08:00`) : isInstant ? Date.parse(text) : Number.NaN;
  // Date.parse rolls 30 February over into March; the day must survive the round trip.
  const day = text.slice(0, 10);
  const exists = !Number.isNaN(at) && new Date(Date.parse(`${day}T00:00Z`)).toISOString().startsWith(day);
  if (!exists)
    throw new CommandProblem(
      `${option} "${text}" is not a date: write 2021-08-18, or an instant with its offset such as 2021-08-18T10:00+08:00.`,
    );
  return at as Instant;
}

/** Reads the beginning of a range: a date stands for 0:00 in Shanghai. */
export function readStart(text: string, option: string): Instant {
  const at = readAt(text, 0, option);
  return (text.length === 10 ? at - 86_399_000 : at) as Instant;
}
