import type { Item } from './item.ts';
import type { Instant } from './time.ts';

/**
 * Why a stored page is not read yet: `program` = a fault of this program or machine; `reading` =
 * the reading process ended or took too long with this page; `page` = the page itself cannot be
 * read (its bytes are gone, no reader for its format).
 */
export type DebtCause = 'program' | 'reading' | 'page';

/** Why reading a page failed. */
export interface Unread {
  readonly unread: string;
  readonly cause: DebtCause;
  /** What it would be called if the reading process had no page. */
  readonly fault?: ReaderFaultCode;
}

export const isUnread = (read: object): read is Unread => 'unread' in read;

/** A stored page that is neither read nor given up by a person. */
export interface Debt {
  readonly item: Item;
  readonly because: string;
  readonly cause: DebtCause;
  /** Failed attempts since the program, its tables or its limits last changed. */
  readonly attempts: number;
  /** Next attempt; null = by hand, or when the program, its tables or its limits change. */
  readonly retryAt: Instant | null;
}

const MINUTE = 60_000;
const LONGEST_MS = 60 * MINUTE;
/** A page that ended the reading process so often is not tried again by itself. */
const MOST_ENDS = 3;

/**
 * When a page is tried again after so many failed attempts: after 1, 2, 4 … minutes, at most an
 * hour. Null where only a change of the program, or a person, can help.
 */
export function nextAttempt(cause: DebtCause, attempts: number, at: Instant): Instant | null {
  if (cause === 'page' || (cause === 'reading' && attempts >= MOST_ENDS)) return null;
  return (at + Math.min(MINUTE * 2 ** (attempts - 1), LONGEST_MS)) as Instant;
}

/** Codes of faults of the reading process, in the order of their remedies in the messages. */
export type ReaderFaultCode =
  | 'reader-answer'
  | 'reader-cannot-start'
  | 'reader-dependency'
  | 'reader-memory'
  | 'reader-slow'
  | 'reader-tables';

/** Whether an error is nobody's fault who was polled: the database's, or the reading process's. */
export const isOfProgram = ({ name }: Error): boolean =>
  name === 'StoreProblem' || name === 'ReaderFault';

/** A fault of this program or machine: no page or source is to blame. */
export class ReaderFault extends Error {
  override readonly name = 'ReaderFault';
  readonly code: ReaderFaultCode;

  constructor(code: ReaderFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}
