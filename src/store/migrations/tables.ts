/**
 * Tables and indexes as each migration makes them, statements apart by a semicolon. `SEQ` (the order of insertion, primary key) and
 * `BYTES` are the only words that the engines spell differently.
 */

/** Everything the pipeline writes, from an item's bytes to a settled delivery. */
export const FIRST_TABLES = `
create table source_states (source text primary key, next_poll_at bigint not null, body text not null);
create table blobs (hash text primary key, encoding text not null, size bigint not null, bytes BYTES not null);
create table items (
  SEQ, id text not null unique, source text not null, key text not null, version integer not null, hash text not null,
  blob text not null references blobs (hash), fetched_at bigint not null, waiting_since bigint, settled_at bigint,
  set_aside_because text, body text not null,
  constraint items_by_content unique (source, key, hash), constraint items_by_version unique (source, key, version)
);
create index items_waiting on items (waiting_since, seq) where waiting_since is not null;
create table item_files (
  item_id text not null references items (id), position integer not null, blob text not null references blobs (hash),
  body text not null, constraint item_files_key primary key (item_id, position)
);
create table notices (
  id text primary key, item_id text not null references items (id), dated_at bigint not null, detected_at bigint not null,
  verdict text not null, saved_at bigint not null, body text not null, mapping text
);
create index notices_dated on notices (dated_at, id);
create index notices_of_item on notices (item_id);
create table notice_companies (
  company text not null, notice_id text not null references notices (id),
  constraint notice_companies_key primary key (company, notice_id)
);
create table notice_regulators (
  regulator text not null, notice_id text not null references notices (id),
  constraint notice_regulators_key primary key (regulator, notice_id)
);
create table steps (
  id text primary key, company text not null, at bigint not null, notice_id text references notices (id), body text not null
);
create index steps_of_company on steps (company, at);
create index steps_at on steps (at, id);
create table scores (
  company text not null, at bigint not null, score double precision not null, body text not null,
  constraint scores_key primary key (company, at)
);
create table signals (
  id text primary key, notice_id text not null references notices (id), company text not null, detected_at bigint not null,
  novelty_key text not null, body text not null
);
create index signals_of_notice on signals (notice_id);
create index signals_of_company on signals (company, detected_at);
create index signals_detected on signals (detected_at, id);
create index signals_novelty on signals (novelty_key);
create table held (
  notice_id text not null references notices (id), signal_id text not null, sink text not null, recipient text not null,
  stage text not null, at bigint not null, body text not null,
  constraint held_key primary key (signal_id, sink, recipient, stage)
);
create index held_of_notice on held (notice_id, at);
create index held_at on held (at);
create table alerts (
  id text primary key, notice_id text not null references notices (id), created_at bigint not null, body text not null
);
create index alerts_of_notice on alerts (notice_id);
create table alert_signals (
  alert_id text not null references alerts (id), signal_id text not null, position integer not null,
  constraint alert_signals_key primary key (alert_id, signal_id)
);
create index alert_signals_signal on alert_signals (signal_id);
create table reviews (
  id text primary key, notice_id text not null, created_at bigint not null, decided_at bigint, body text not null
);
create index reviews_open on reviews (decided_at, created_at);
create table subscriptions (
  id text primary key, sink text not null, recipient text not null, scope_kind text not null, scope_id text not null,
  server text, created_at bigint not null, disabled_at bigint, body text not null,
  constraint subscriptions_once unique (sink, recipient, scope_kind, scope_id)
);
create index subscriptions_server on subscriptions (server);
create table silences (
  id text primary key, sink text not null, recipient text not null, until_at bigint not null, body text not null
);
create index silences_until on silences (until_at);
create table deliveries (
  SEQ, id text not null unique, alert_id text not null references alerts (id), sink text not null, recipient text not null,
  subscriptions text not null, signals text not null, level integer not null, state text not null, nonce text not null,
  attempts integer not null, due_at bigint not null, ready_at bigint, claimed_at bigint, claimed_until bigint,
  claimed_by text, doubt_since bigint, message text, last_error text, created_at bigint not null, settled_at bigint,
  constraint deliveries_once unique (alert_id, sink, recipient)
);
create index deliveries_ready on deliveries (sink, level, ready_at, seq) where ready_at is not null;
create index deliveries_open_at_address on deliveries (sink, recipient, level, seq) where ready_at is not null;
create index deliveries_address on deliveries (sink, recipient, created_at);
create index deliveries_state on deliveries (state, created_at);
create index deliveries_created on deliveries (created_at, seq);
create table memory (key text primary key, value text not null)`;

/** What items are called in their source, pages to look at again, and stretches in which a source was not seen. */
export const PROOF_OF_WATCH = `
create table item_names (
  source text not null, name text not null, key text not null, mark text not null,
  constraint item_names_key primary key (source, name)
);
create table page_checks (
  source text not null, key text not null, due_at bigint not null, body text not null,
  constraint page_checks_key primary key (source, key)
);
create index page_checks_due on page_checks (due_at);
create table gaps (
  source text not null, from_at bigint not null, to_at bigint, because text not null,
  constraint gaps_key primary key (source, from_at)
);
create index gaps_ended on gaps (to_at) where to_at is not null`;

/** How channels want to be told, who changed what there, what people thought of alerts, and what waits for a digest. */
export const CHANNELS = `
create table channels (
  sink text not null, recipient text not null, server text, body text not null,
  constraint channels_key primary key (sink, recipient)
);
create table changes (SEQ, sink text not null, recipient text not null, server text, at bigint not null, body text not null);
create index changes_here on changes (sink, recipient, at);
create table votes (
  alert_id text not null, sink text not null, recipient text not null, voter text not null, at bigint not null,
  body text not null, constraint votes_key primary key (alert_id, sink, recipient, voter)
);
create index votes_at on votes (at);
create table waiting (
  sink text not null, recipient text not null, signal_id text not null, since bigint not null, because text not null,
  constraint waiting_key primary key (sink, recipient, signal_id)
)`;

/** What finds the raw bytes that nobody needs any more: who refers to them, and which are still held. */
export const RETENTION = `
create index items_blob on items (blob);
create index item_files_blob on item_files (blob);
create index blobs_held on blobs (hash) where encoding <> 'dropped'`;

/** What the processes of one fleet agree on: who does what until when, which occasion of a job was begun, whose turn it is. */
export const FLEET = `
create table leases (name text primary key, holder text not null, until_at bigint not null);
create index leases_holder on leases (holder);
create table runs (
  job text primary key, occasion bigint not null, holder text not null, until_at bigint not null, done_at bigint
);
create table turns (name text primary key, next_at double precision not null)`;

/** What is wrong with the watch and who was told of it; `pending_since` is null once it is settled. */
export const TROUBLES = `
create table troubles (
  id text primary key, source text not null, from_at bigint not null, revision integer not null, pending_since bigint,
  body text not null
);
create index troubles_from on troubles (from_at);
create index troubles_pending on troubles (pending_since) where pending_since is not null;
create index items_seen on items (source, fetched_at)`;

/** Indexes for what was found by reading whole tables, and rows for what an outcome is too large to write at once. */
export const NARROWER_LOOKS = `
create index subscriptions_scope on subscriptions (scope_kind, scope_id);
create index source_states_due on source_states (next_poll_at, source);
create index leases_until on leases (until_at);
alter table waiting add column look_at bigint default 0 not null;
create index waiting_look on waiting (look_at, sink, recipient);
create table parts (SEQ, kind text not null, body text not null)`;

/** What pages say that authorities did, told or unconfirmed, to find a second report of the same. */
export const CLAIMS = `
create table claims (
  page text not null, step text not null, notice_id text not null, state text not null, company text not null,
  type text not null, day_at bigint not null, detected_at bigint not null, waiting_since bigint, review_id text not null,
  body text not null, constraint claims_pk primary key (page, step)
);
create index claims_company on claims (company, type, day_at);
create index claims_newest on claims (state, day_at);
create index claims_review on claims (review_id);
create index claims_waiting on claims (waiting_since) where waiting_since is not null`;

/** Questions to a second reader with their answers, and what was asked on a day. */
export const SECOND_READINGS = `
create table second_readings (
  item_id text primary key, notice_id text not null, state text not null, key text, due_at bigint, body text not null
);
create index second_readings_due on second_readings (due_at) where due_at is not null;
create index second_readings_key on second_readings (key);
create table reader_days (day text primary key, calls integer not null, cost bigint not null)`;
