import type { Generated, Kysely, RawBuilder, Transaction } from 'kysely';
import type { Instant } from '../../domain/time.ts';

/**
 * The tables, the same on SQLite and PostgreSQL, each after those that it refers to. Times are
 * epoch milliseconds, JSON is text (`body` is the noun as the domain defines it), and a column
 * stands beside `body` only where a query filters or sorts by it. A null in `waiting_since` and
 * `ready_at` means settled, so that their partial indexes hold only what is still to be done. `SEQ`
 * (the order of insertion, primary key) and `BYTES` are the only words that the engines spell
 * differently. Types and keys are read from this text.
 */
export const TABLES = {
  blobs:
    'hash text primary key, encoding text not null, size bigint not null, bytes BYTES not null',
  source_states: 'source text primary key, next_poll_at bigint not null, body text not null',
  // `waiting_since` = when it was fetched, while it is not settled.
  items: `SEQ, id text not null unique, source text not null, key text not null, version integer not null,
    hash text not null, blob text not null references blobs (hash), fetched_at bigint not null, waiting_since bigint,
    settled_at bigint, set_aside_because text, body text not null, unique (source, key, hash), unique (source, key, version)`,
  // Every name of an item in its source (guid, address), and a hash of what the list last said of
  // it.
  item_names: `source text not null, name text not null, key text not null, mark text not null,
    primary key (source, name)`,
  // Pages to look at again.
  page_checks: `source text not null, key text not null, due_at bigint not null, body text not null,
    primary key (source, key)`,
  // Stretches of time in which a source was not seen.
  gaps: `source text not null, from_at bigint not null, to_at bigint, because text not null,
    primary key (source, from_at)`,
  // What is wrong with the watch; `pending_since` is null once it is over and everybody is alerted or
  // not.
  troubles: `id text primary key, source text not null, from_at bigint not null, revision integer not null,
    pending_since bigint, body text not null`,
  item_files: `item_id text not null references items (id), position integer not null,
    blob text not null references blobs (hash), body text not null, primary key (item_id, position)`,
  // `dated_at` = publication where it is known, else detection: the order in which notices are
  // listed.
  notices: `id text primary key, item_id text not null references items (id), dated_at bigint not null,
    detected_at bigint not null, verdict text not null, saved_at bigint not null, body text not null, mapping text`,
  notice_companies: `company text not null, notice_id text not null references notices (id),
    primary key (company, notice_id)`,
  notice_regulators: `regulator text not null, notice_id text not null references notices (id),
    primary key (regulator, notice_id)`,
  // What official censures are found by as reports of one act (`actKeys`), each with the body that
  // acted.
  act_keys: `regulator text not null, key text not null, notice_id text not null references notices (id),
    primary key (regulator, key, notice_id)`,
  steps: `id text primary key, company text not null, at bigint not null,
    notice_id text references notices (id), body text not null`,
  scores: `company text not null, at bigint not null, score double precision not null, body text not null,
    primary key (company, at)`,
  // Daily standings of a company, a row a year; `mark` names the model and the acts it is made of.
  standings: `company text not null, year integer not null, mark text not null, body text not null,
    primary key (company, year)`,
  signals: `id text primary key, notice_id text not null references notices (id), company text not null,
    detected_at bigint not null, novelty_key text not null, body text not null`,
  // What was not alerted; `sink` is empty text where the signal is suppressed for everybody.
  held: `notice_id text not null references notices (id), signal_id text not null, sink text not null,
    recipient text not null, stage text not null, at bigint not null, body text not null,
    primary key (signal_id, sink, recipient, stage)`,
  // `notice_id` is null where the watch itself is spoken of; `about` = the earlier alert that it
  // follows or edits.
  alerts: `id text primary key, notice_id text references notices (id), created_at bigint not null,
    body text not null, about text, edits text`,
  alert_signals: `alert_id text not null references alerts (id), signal_id text not null, position integer not null,
    primary key (alert_id, signal_id)`,
  reviews: `id text primary key, notice_id text not null, created_at bigint not null, decided_at bigint,
    body text not null`,
  // Questions to a second reader, one a version of a page. `due_at` = when it may be asked next, or
  // until when somebody asks; null once it failed or is settled.
  second_readings: `item_id text primary key, notice_id text not null, state text not null, key text,
    due_at bigint, body text not null`,
  // What a second reader was asked on a day, reserved before each call: calls and millionths of a
  // dollar.
  reader_days: 'day text primary key, calls integer not null, cost bigint not null',
  // What pages say that authorities did. `company` is empty text where none is certain, `day_at`
  // the start of its day in UTC, `review_id` the question to a person (empty text for what is
  // alerted); `waiting_since` = when it was saved, while it was not compared with the others.
  claims: `page text not null, step text not null, notice_id text not null, state text not null,
    company text not null, type text not null, day_at bigint not null, detected_at bigint not null, waiting_since bigint,
    review_id text not null, body text not null, primary key (page, step)`,
  // `scope_id` is empty text for the scope `all`.
  subscriptions: `id text primary key, sink text not null, recipient text not null, scope_kind text not null,
    scope_id text not null, server text, created_at bigint not null, disabled_at bigint, body text not null,
    unique (sink, recipient, scope_kind, scope_id)`,
  silences: `id text primary key, sink text not null, recipient text not null, until_at bigint not null,
    body text not null`,
  // `ready_at` = when it may be claimed next: `due_at`, or the end of the running claim; null once
  // settled.
  deliveries: `SEQ, id text not null unique, alert_id text not null references alerts (id), sink text not null,
    recipient text not null, subscriptions text not null, signals text not null, level integer not null, state text not null,
    nonce text not null, attempts integer not null, due_at bigint not null, ready_at bigint, claimed_at bigint,
    claimed_until bigint, claimed_by text, doubt_since bigint, repeated_at bigint, message text, last_error text, created_at bigint not null,
    settled_at bigint, unique (alert_id, sink, recipient)`,
  channels: `sink text not null, recipient text not null, server text, body text not null,
    primary key (sink, recipient)`,
  changes: `SEQ, sink text not null, recipient text not null, server text, at bigint not null,
    body text not null`,
  votes: `alert_id text not null, sink text not null, recipient text not null, voter text not null,
    at bigint not null, body text not null, primary key (alert_id, sink, recipient, voter)`,
  // Funds, Discord servers and people with their own addresses, members and lists. `rank` puts
  // `home` first.
  workspaces: 'id text primary key, rank integer not null, name text not null, body text not null',
  // Whose an address is; it sees what was sent there since `added_at`.
  addresses: `sink text not null, recipient text not null, workspace text not null, added_at bigint not null,
    body text not null, primary key (sink, recipient)`,
  members: `workspace text not null, sink text not null, recipient text not null, added_at bigint not null,
    body text not null, primary key (workspace, sink, recipient)`,
  // Secrets of links and sessions are stored as hashes.
  sign_in_links: `hash text primary key, workspace text not null, sink text not null, recipient text not null,
    created_at bigint not null, expires_at bigint not null, used_at bigint, body text not null`,
  sessions: `hash text primary key, id text not null, workspace text not null, sink text not null,
    recipient text not null, created_at bigint not null, seen_at bigint not null, ends_at bigint not null,
    body text not null`,
  watchlists: `workspace text not null, id text not null, name text not null, body text not null,
    primary key (workspace, id)`,
  // What people made of alerts.
  alert_marks: `workspace text not null, alert_id text not null, person text not null, verdict text,
    at bigint not null, body text not null, primary key (workspace, alert_id, person)`,
  journal: 'SEQ, workspace text not null, at bigint not null, body text not null',
  // What waits for a digest. No digest of the address can be due before `look_at`; 0 and below =
  // nobody has looked, less with each change of its settings.
  waiting: `sink text not null, recipient text not null, signal_id text not null, since bigint not null,
    because text not null, look_at bigint not null default 0, primary key (sink, recipient, signal_id)`,
  // What an outcome is too large to write at once, in the order in which it is written; gone once
  // it is.
  parts: 'SEQ, kind text not null, body text not null',
  memory: 'key text primary key, value text not null',
  // Who does something until when; one that was given back has an empty holder and may rest until
  // `until_at`.
  leases: 'name text primary key, holder text not null, until_at bigint not null',
  // When the next slot of something that is rationed is free.
  turns: 'name text primary key, next_at double precision not null',
} as const;

/** Indexes by name, beside those of keys. */
export const INDEXES: Readonly<Record<string, string>> = {
  source_states_due: 'source_states (next_poll_at, source)',
  items_waiting: 'items (waiting_since, seq) where waiting_since is not null',
  items_blob: 'items (blob)',
  items_seen: 'items (source, fetched_at)',
  item_files_blob: 'item_files (blob)',
  blobs_held: "blobs (hash) where encoding <> 'dropped'",
  page_checks_due: 'page_checks (due_at)',
  gaps_ended: 'gaps (to_at) where to_at is not null',
  troubles_from: 'troubles (from_at)',
  troubles_pending: 'troubles (pending_since) where pending_since is not null',
  notices_dated: 'notices (dated_at, id)',
  notices_of_item: 'notices (item_id)',
  act_keys_notice: 'act_keys (notice_id)',
  steps_of_company: 'steps (company, at)',
  steps_at: 'steps (at, id)',
  signals_of_notice: 'signals (notice_id)',
  signals_of_company: 'signals (company, detected_at)',
  signals_detected: 'signals (detected_at, id)',
  signals_novelty: 'signals (novelty_key)',
  held_of_notice: 'held (notice_id, at)',
  held_at: 'held (at)',
  alerts_of_notice: 'alerts (notice_id)',
  alerts_created: 'alerts (created_at, id)',
  alerts_about: 'alerts (about) where about is not null',
  alert_signals_signal: 'alert_signals (signal_id)',
  reviews_open: 'reviews (decided_at, created_at)',
  second_readings_due: 'second_readings (due_at) where due_at is not null',
  second_readings_key: 'second_readings (key)',
  claims_company: 'claims (company, type, day_at)',
  claims_newest: 'claims (state, day_at)',
  claims_review: 'claims (review_id)',
  claims_waiting: 'claims (waiting_since) where waiting_since is not null',
  subscriptions_server: 'subscriptions (server)',
  subscriptions_scope: 'subscriptions (scope_kind, scope_id)',
  silences_until: 'silences (until_at)',
  deliveries_ready: 'deliveries (sink, level, ready_at, seq) where ready_at is not null',
  deliveries_open_at_address: 'deliveries (sink, recipient, level, seq) where ready_at is not null',
  deliveries_address: 'deliveries (sink, recipient, created_at)',
  deliveries_state: 'deliveries (state, created_at)',
  deliveries_created: 'deliveries (created_at, seq)',
  changes_here: 'changes (sink, recipient, at)',
  votes_at: 'votes (at)',
  addresses_workspace: 'addresses (workspace)',
  members_address: 'members (sink, recipient)',
  sign_in_links_address: 'sign_in_links (sink, recipient, created_at)',
  sign_in_links_ends: 'sign_in_links (expires_at)',
  sessions_workspace: 'sessions (workspace, ends_at)',
  sessions_ends: 'sessions (ends_at)',
  alert_marks_at: 'alert_marks (at)',
  journal_workspace: 'journal (workspace, at)',
  waiting_look: 'waiting (look_at, sink, recipient)',
  leases_holder: 'leases (holder)',
  leases_until: 'leases (until_at)',
};

interface SqlTypes {
  text: string;
  bigint: number;
  integer: number;
  double: number;
  BYTES: Uint8Array;
}
type TrimmedSql<S> = S extends ` ${infer Rest}` | `\n${infer Rest}` ? TrimmedSql<Rest> : S;
type SqlParts<S> = S extends `${infer One},${infer Rest}`
  ? TrimmedSql<One> | SqlParts<Rest>
  : TrimmedSql<S>;
type SqlType<S> = S extends `${infer Word} ${string}` ? Word : S;
/** Name of a column; nothing for a key or another constraint. */
type ColumnName<S> = S extends `${infer Name} ${infer Rest}`
  ? SqlType<Rest> extends keyof SqlTypes
    ? Name
    : never
  : never;
type ColumnValue<
  S,
  V = S extends `${string} ${infer Rest}` ? SqlTypes[SqlType<Rest> & keyof SqlTypes] : never,
> = S extends `${string} default ${string}`
  ? Generated<V>
  : S extends `${string} ${'not null' | 'primary key'}${string}`
    ? V
    : V | null;
type RowIn<S> = {
  [Part in SqlParts<S> as ColumnName<Part>]: ColumnValue<Part>;
} & ('SEQ' extends SqlParts<S> ? { seq: Generated<number> } : unknown);

/** The rows of each table. */
export type Tables = { [Table in keyof typeof TABLES]: RowIn<(typeof TABLES)[Table]> };

/** The primary key of every table. */
export const KEYS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(TABLES).map(([table, columns]) => {
    const several = /primary key \(([^()]*)\)/.exec(columns)?.[1]?.split(', ');
    return [table, several ?? [/^(\w+) text primary key/.exec(columns)?.[1] ?? 'seq']];
  }),
);

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

/** What may wait for somebody to do it. */
export type Work = 'items' | 'deliveries';

/** Writes rows that belong together. They must be the same when they are written a second time. */
export type Write = <T>(rows: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** An open database and the things in which the engines differ for a query. */
export interface Engine {
  readonly db: Db;
  /**
   * Writes rows in a transaction, which an embedded database shares among those that write at the
   * same time.
   */
  readonly write: Write;
  /**
   * The instant by which leases are judged: the caller's where one process has the database to
   * itself, the server's own where several share it, so that a machine whose clock is wrong takes
   * nothing from the others.
   */
  readonly now: (callers: Instant) => RawBuilder<number>;
  /**
   * Tells everybody who listens, in whatever process, of work that is committed. Never rejects:
   * polling picks up what nobody heard of.
   */
  readonly notify: (work: Work) => Promise<void>;
  /**
   * Calls back when there may be work, and after every time in which a word may have been missed;
   * the result ends it.
   */
  readonly listen: (hear: (work: Work) => void) => () => void;
  /** True where several writers work at once and a claim must skip rows that another one holds. */
  readonly skipsLocked: boolean;
  /** Writes a consistent copy of the database to a file while it is in use. */
  readonly backup: (path: string) => Promise<void>;
  /**
   * Reads the whole file for damage: what is wrong first, or null. Null where a server looks after
   * its files itself.
   */
  readonly damage: () => Promise<string | null>;
  readonly close: () => Promise<void>;
}
