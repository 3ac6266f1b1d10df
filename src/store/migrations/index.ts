import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';
import { actKeyTable } from './act-keys.ts';
import { opaqueIds } from './opaque-ids.ts';
import { reasonCodes } from './reason-codes.ts';
import {
  CHANNELS,
  CLAIMS,
  FIRST_TABLES,
  FLEET,
  NARROWER_LOOKS,
  PROOF_OF_WATCH,
  RETENTION,
  SECOND_READINGS,
  TROUBLES,
} from './tables.ts';

type AnyDb = Kysely<unknown>;
type Up = (db: AnyDb) => Promise<void>;

/** Every migration in its order. Append only: what a migration does that anybody has run is never changed or removed. */
const UPS: Readonly<Record<string, Up>> = {
  '0001-first-tables': running(FIRST_TABLES),
  '0002-proof-of-watch': running(PROOF_OF_WATCH),
  '0003-channels': running(CHANNELS),
  '0004-retention': running(RETENTION),
  '0005-fleet': running(FLEET),
  async '0011-troubles'(db) {
    await running(TROUBLES)(db);
    // A word about the watch is an alert without a notice.
    if (isSqlite(db)) await alertsAnew(db);
    else await sql`alter table alerts alter column notice_id drop not null`.execute(db);
  },
  '0012-narrower-looks': running(NARROWER_LOOKS),
  '0013-opaque-ids': opaqueIds,
  '0021-claims': running(CLAIMS),
  '0022-second-readings': running(SECOND_READINGS),
  '0023-reason-codes': reasonCodes,
  '0024-act-keys': actKeyTable,
};

export const MIGRATIONS: readonly { readonly name: string; readonly migration: Migration }[] = Object.entries(
  UPS,
).map(([name, up]) => ({ name, migration: { up } }));

const isSqlite = (db: AnyDb) => db.getExecutor().adapter instanceof SqliteAdapter;

function running(statements: string): Up {
  return async (db) => {
    const spelt = isSqlite(db)
      ? { SEQ: 'seq integer primary key autoincrement', BYTES: 'blob' }
      : { SEQ: 'seq bigint primary key generated always as identity', BYTES: 'bytea' };
    for (const statement of statements.split(';'))
      await sql.raw(statement.replace(/\b(?:SEQ|BYTES)\b/, (word) => spelt[word as 'SEQ'])).execute(db);
  };
}

/** SQLite cannot take a constraint off a column: the table is made anew, and what refers to it is checked at the commit. */
async function alertsAnew(db: AnyDb): Promise<void> {
  await running(`
pragma defer_foreign_keys = on;
create table alerts_kept as select id, notice_id, created_at, body from alerts;
drop table alerts;
create table alerts (
  id text primary key, notice_id text references notices (id), created_at bigint not null, body text not null
);
insert into alerts (id, notice_id, created_at, body) select id, notice_id, created_at, body from alerts_kept;
drop table alerts_kept;
create index alerts_of_notice on alerts (notice_id)`)(db);
}
