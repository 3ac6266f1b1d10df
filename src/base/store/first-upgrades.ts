import { SqliteAdapter, sql } from 'kysely';
import type { Db } from './schema.ts';

/**
 * The steps by which the tables came about before those of `upgrades.ts`, as they were: a database
 * from any day of November 2026 goes through the ones that it has not seen. `SEQ` is spelt as in
 * `schema.ts`.
 */
const STATEMENTS = {
  '0002-proof-of-watch': `
    create table item_names (source text not null, name text not null, key text not null, mark text not null,
      primary key (source, name));
    create table page_checks (source text not null, key text not null, due_at bigint not null, body text not null,
      primary key (source, key));
    create index page_checks_due on page_checks (due_at);
    create table gaps (source text not null, from_at bigint not null, to_at bigint, because text not null,
      primary key (source, from_at));
    create index gaps_ended on gaps (to_at) where to_at is not null`,
  '0003-channels': `
    create table channels (sink text not null, recipient text not null, server text, body text not null,
      primary key (sink, recipient));
    create table changes (SEQ, sink text not null, recipient text not null, server text, at bigint not null,
      body text not null);
    create index changes_here on changes (sink, recipient, at);
    create table votes (alert_id text not null, sink text not null, recipient text not null, voter text not null,
      at bigint not null, body text not null, primary key (alert_id, sink, recipient, voter));
    create index votes_at on votes (at);
    create table waiting (sink text not null, recipient text not null, signal_id text not null, since bigint not null,
      because text not null, primary key (sink, recipient, signal_id))`,
  '0004-retention': `
    create index items_blob on items (blob);
    create index item_files_blob on item_files (blob);
    create index blobs_held on blobs (hash) where encoding <> 'dropped'`,
  '0005-fleet': `
    create table leases (name text primary key, holder text not null, until_at bigint not null);
    create index leases_holder on leases (holder);
    create table turns (name text primary key, next_at double precision not null)`,
  '0011-troubles': `
    create table troubles (id text primary key, source text not null, from_at bigint not null, revision integer not null,
      pending_since bigint, body text not null);
    create index troubles_from on troubles (from_at);
    create index troubles_pending on troubles (pending_since) where pending_since is not null;
    create index items_seen on items (source, fetched_at)`,
  '0012-narrower-looks': `
    create index subscriptions_scope on subscriptions (scope_kind, scope_id);
    create index source_states_due on source_states (next_poll_at, source);
    create index leases_until on leases (until_at);
    alter table waiting add column look_at bigint not null default 0;
    create index waiting_look on waiting (look_at, sink, recipient);
    create table parts (SEQ, kind text not null, body text not null)`,
  // A database of 25 November may not have these yet.
  '0013-opaque-ids': `
    create index if not exists signals_detected on signals (detected_at, id);
    create index if not exists deliveries_created on deliveries (created_at, seq)`,
  '0021-claims': `
    create table claims (page text not null, step text not null, notice_id text not null, state text not null,
      company text not null, type text not null, day_at bigint not null, detected_at bigint not null, waiting_since bigint,
      review_id text not null, body text not null, primary key (page, step));
    create index claims_company on claims (company, type, day_at);
    create index claims_newest on claims (state, day_at);
    create index claims_review on claims (review_id);
    create index claims_waiting on claims (waiting_since) where waiting_since is not null`,
  '0022-second-readings': `
    create table second_readings (item_id text primary key, notice_id text not null, state text not null, key text,
      due_at bigint, body text not null);
    create index second_readings_due on second_readings (due_at) where due_at is not null;
    create index second_readings_key on second_readings (key);
    create table reader_days (day text primary key, calls integer not null, cost bigint not null)`,
} as const;

/** What is more than a statement that both engines spell alike. */
const FURTHER: Partial<Record<keyof typeof STATEMENTS, (db: Db) => Promise<void>>> = {
  '0011-troubles': (db) =>
    isSqlite(db)
      ? alertsAnew(db)
      : run(db, 'alter table alerts alter column notice_id drop not null'),
  '0013-opaque-ids': opaqueIds,
};

/** Every step behind the first one, in its order. */
export const FIRST_UPGRADES: Readonly<Record<string, (db: Db) => Promise<void>>> =
  Object.fromEntries(
    Object.entries(STATEMENTS).map(([name, statements]) => [
      name,
      async (db: Db) => {
        await run(db, statements);
        await FURTHER[name as keyof typeof STATEMENTS]?.(db);
      },
    ]),
  );

const isSqlite = (db: Db) => db.getExecutor().adapter instanceof SqliteAdapter;

/** How the engine behind `db` spells a table. */
export function spelt(db: Db, columns: string): string {
  const words = isSqlite(db)
    ? { SEQ: 'seq integer primary key autoincrement', BYTES: 'blob' }
    : { SEQ: 'seq bigint primary key generated always as identity', BYTES: 'bytea' };
  return columns.replaceAll(/\b(?:SEQ|BYTES)\b/g, (word) => words[word as keyof typeof words]);
}

async function run(db: Db, statements: string): Promise<void> {
  for (const statement of statements.split(';').filter((part) => part.trim() !== ''))
    await sql.raw(spelt(db, statement)).execute(db);
}

/**
 * A word about the watch is an alert without a notice. SQLite cannot take a constraint off a
 * column: the table is made anew, and what refers to it is checked at the commit.
 */
const alertsAnew = (db: Db) =>
  run(
    db,
    `pragma defer_foreign_keys = on;
    create table alerts_kept as select id, notice_id, created_at, body from alerts;
    drop table alerts;
    create table alerts (id text primary key, notice_id text references notices (id), created_at bigint not null,
      body text not null);
    insert into alerts (id, notice_id, created_at, body) select id, notice_id, created_at, body from alerts_kept;
    drop table alerts_kept;
    create index alerts_of_notice on alerts (notice_id)`,
  );

/**
 * Ids of deliveries and digests held the address that they go to, and that of a webhook is as good
 * as a password. They are made of the nonce, which is a hash.
 */
async function opaqueIds(db: Db): Promise<void> {
  const { rows } = await sql<{
    id: string;
    nonce: string;
    body: string;
    notice_id: string;
    created_at: number;
  }>`
    select a.id, a.body, a.notice_id, a.created_at, min(d.nonce) as nonce from alerts a
    join deliveries d on d.alert_id = a.id where a.id like 'digest:%:http%'
    group by a.id, a.body, a.notice_id, a.created_at`.execute(db);
  for (const { id, nonce, body, notice_id, created_at } of rows) {
    const opaque = `digest:${id.slice(-10)}:${nonce}`;
    const renamed = JSON.stringify({ ...JSON.parse(body), id: opaque });
    await sql`insert into alerts (id, notice_id, created_at, body)
      values (${opaque}, ${notice_id}, ${created_at}, ${renamed})`.execute(db);
    for (const table of ['alert_signals', 'deliveries', 'votes'])
      await sql`update ${sql.table(table)} set alert_id = ${opaque} where alert_id = ${id}`.execute(
        db,
      );
    await sql`delete from alerts where id = ${id}`.execute(db);
  }
  await sql`update deliveries set id = alert_id || '@' || sink || ':' || nonce`.execute(db);
}
