import type { CompanyId } from './ids.ts';
import type { RegulatoryEvent } from './score.ts';
import type { Instant } from './time.ts';

/** What happened to an act: it became known, was changed, or was withdrawn. */
export type ChangeOfAct = 'added' | 'changed' | 'withdrawn';

/**
 * A line of the log of acts. `position` counts from 1 in order of commit, so that a reader who has
 * seen all up to a position misses none.
 */
export interface ActChange {
  readonly position: number;
  readonly change: ChangeOfAct;
  /** When it was written. */
  readonly at: Instant;
  /** The act as it was written then. */
  readonly event: RegulatoryEvent;
}

/** Lines of the log after a position, oldest first. */
export interface ActChangesQuery {
  /** The last position that the reader has read; 0 = from the first. */
  readonly after: number;
  readonly company?: CompanyId;
  /** Only what was written up to this instant. */
  readonly until?: Instant;
  readonly limit: number;
}
