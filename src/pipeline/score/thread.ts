import type { RegulatoryEvent } from '../../domain/score.ts';
import { daysBetween } from '../../domain/time.ts';
import { type CaseState, stands } from './cases.ts';

/** One act in the thread of a case. */
export interface ThreadStep {
  readonly event: RegulatoryEvent;
  /** Days since the act before it; null for the first one. */
  readonly days: number | null;
}

/**
 * Everything that happened in a case by an instant (ms), oldest first: acts, and what ended or
 * changed them, each once.
 */
export function threadOf({ entries, closings, news }: CaseState, at: number): ThreadStep[] {
  const acts = entries.filter((entry) => stands(entry, at)).map(({ event }) => event);
  const changes = [...closings, ...news, ...entries.flatMap((entry) => entry.changes)];
  const all = [...new Set([...acts, ...changes])]
    .filter((event) => event.at <= at)
    .sort((event, other) => event.at - other.at);
  return all.map((event, n) => {
    const before = all[n - 1];
    return { event, days: before === undefined ? null : daysBetween(before.date, event.date) };
  });
}
