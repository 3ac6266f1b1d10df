import type { Generated, Kysely, RawBuilder, Transaction } from 'kysely';
import type { Instant } from '../domain/time.ts';

/**
 * The tables, the same on SQLite and PostgreSQL. Times are epoch milliseconds, JSON is text (`body` is the noun as
 * the domain defines it), and a column stands beside `body` only where a query filters or sorts by it. A null in
 * `waiting_since` and `ready_at` means settled, so that their partial indexes hold only what is still to be done.
 */
export interface Tables {
  source_states: { source: string; next_poll_at: number; body: string };
  blobs: { hash: string; encoding: string; size: number; bytes: Uint8Array };
  items: {
    seq: Generated<number>;
    id: string;
    source: string;
    key: string;
    version: number;
    hash: string;
    blob: string;
    fetched_at: number;
    /** When it was fetched, while it is not settled. */
    waiting_since: number | null;
    settled_at: number | null;
    set_aside_because: string | null;
    body: string;
  };
  /** Every name of an item in its source (guid, address), and a hash of what the list last said of it. */
  item_names: { source: string; name: string; key: string; mark: string };
  page_checks: { source: string; key: string; due_at: number; body: string };
  gaps: { source: string; from_at: number; to_at: number | null; because: string };
  /** What is wrong with the watch; `pending_since` is null once it is over and everybody is told or not. */
  troubles: {
    id: string;
    source: string;
    from_at: number;
    revision: number;
    pending_since: number | null;
    body: string;
  };
  item_files: { item_id: string; position: number; blob: string; body: string };
  notices: {
    id: string;
    item_id: string;
    /** Publication where it is known, else detection: the order in which notices are listed. */
    dated_at: number;
    detected_at: number;
    verdict: string;
    saved_at: number;
    body: string;
    mapping: string | null;
  };
  notice_companies: { company: string; notice_id: string };
  notice_regulators: { regulator: string; notice_id: string };
  /** What official censures are found by as reports of one act (`actKeys`), each with the body that acted. */
  act_keys: { regulator: string; key: string; notice_id: string };
  steps: { id: string; company: string; at: number; notice_id: string | null; body: string };
  scores: { company: string; at: number; score: number; body: string };
  signals: {
    id: string;
    notice_id: string;
    company: string;
    detected_at: number;
    novelty_key: string;
    body: string;
  };
  held: {
    notice_id: string;
    signal_id: string;
    /** Empty text where the signal is suppressed for everybody. */
    sink: string;
    recipient: string;
    stage: string;
    at: number;
    body: string;
  };
  alerts: { id: string; notice_id: string | null; created_at: number; body: string };
  alert_signals: { alert_id: string; signal_id: string; position: number };
  reviews: {
    id: string;
    notice_id: string;
    created_at: number;
    decided_at: number | null;
    body: string;
  };
  /** Questions to a second reader, one a version of a page. */
  second_readings: {
    item_id: string;
    notice_id: string;
    state: string;
    key: string | null;
    /** When it may be asked next, or until when somebody asks; null once it failed or is settled. */
    due_at: number | null;
    body: string;
  };
  /** What a second reader was asked on a day, reserved before each call: calls and millionths of a dollar. */
  reader_days: { day: string; calls: number; cost: number };
  claims: {
    page: string;
    step: string;
    notice_id: string;
    state: string;
    /** Empty text where no company is certain. */
    company: string;
    type: string;
    /** Start of its day in UTC. */
    day_at: number;
    detected_at: number;
    /** When it was saved, while it was not compared with the others. */
    waiting_since: number | null;
    /** The question to a person; empty text for what is told. */
    review_id: string;
    body: string;
  };
  subscriptions: {
    id: string;
    sink: string;
    recipient: string;
    scope_kind: string;
    /** Empty text for the scope `all`. */
    scope_id: string;
    server: string | null;
    created_at: number;
    disabled_at: number | null;
    body: string;
  };
  silences: { id: string; sink: string; recipient: string; until_at: number; body: string };
  deliveries: {
    seq: Generated<number>;
    id: string;
    alert_id: string;
    sink: string;
    recipient: string;
    subscriptions: string;
    signals: string;
    level: number;
    state: string;
    nonce: string;
    attempts: number;
    due_at: number;
    /** When it may be claimed next: `due_at`, or the end of the running claim; null once settled. */
    ready_at: number | null;
    claimed_at: number | null;
    claimed_until: number | null;
    claimed_by: string | null;
    doubt_since: number | null;
    message: string | null;
    last_error: string | null;
    created_at: number;
    settled_at: number | null;
  };
  channels: { sink: string; recipient: string; server: string | null; body: string };
  changes: {
    seq: Generated<number>;
    sink: string;
    recipient: string;
    server: string | null;
    at: number;
    body: string;
  };
  votes: { alert_id: string; sink: string; recipient: string; voter: string; at: number; body: string };
  waiting: {
    sink: string;
    recipient: string;
    signal_id: string;
    since: number;
    because: string;
    /** No digest of the address can be due before; 0 and below = nobody has looked, less with each change of its settings. */
    look_at: Generated<number>;
  };
  /** What an outcome is too large to write at once, in the order in which it is written; gone once it is. */
  parts: { seq: Generated<number>; kind: string; body: string };
  memory: { key: string; value: string };
  /** Who does something until when; one that was given back has an empty holder and may rest until `until_at`. */
  leases: { name: string; holder: string; until_at: number };
  /** The last occasion of each job that was begun. */
  runs: { job: string; occasion: number; holder: string; until_at: number; done_at: number | null };
  /** When the next turn at something that is rationed is free. */
  turns: { name: string; next_at: number };
}

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

/** What may wait for somebody to do it. */
export type Work = 'items' | 'deliveries';

/** Writes rows that belong together. They must be the same when they are written a second time. */
export type Write = <T>(rows: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** An open database and the things in which the engines differ for a query. */
export interface Engine {
  readonly db: Db;
  /** Writes rows in a transaction, which an embedded database shares among those that write at the same time. */
  readonly write: Write;
  /**
   * The instant by which leases are judged: the caller's where one process has the database to itself, the server's own
   * where several share it, so that a machine whose clock is wrong takes nothing from the others.
   */
  readonly now: (callers: Instant) => RawBuilder<number>;
  /** Tells everybody who listens, in whatever process, that there is work. A word that is lost costs only time. */
  readonly notify: (work: Work) => Promise<void>;
  /** Calls back when there may be work, and after every time in which a word may have been missed; the result ends it. */
  readonly listen: (hear: (work: Work) => void) => () => void;
  /** True where several writers work at once and a claim must skip rows that another one holds. */
  readonly skipsLocked: boolean;
  /** Writes a consistent copy of the database to a file while it is in use. */
  readonly backup: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
