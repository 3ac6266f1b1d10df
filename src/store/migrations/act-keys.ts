import { type Kysely, sql } from 'kysely';
import { actKeyRows } from '../outcome.ts';
import { add } from '../rows.ts';
import type { Db } from '../schema.ts';

/** Rows that are read at once. */
const BATCH = 500;

/** Finds official reports of one act by the number of the list and by the day, where all notices of the body were read before. */
export async function actKeyTable(db: Kysely<unknown>): Promise<void> {
  await sql`create table act_keys (regulator text not null, key text not null, notice_id text not null references notices (id),
    constraint act_keys_key primary key (regulator, key, notice_id))`.execute(db);
  await sql`create index act_keys_notice on act_keys (notice_id)`.execute(db);
  for (let last = ''; ; ) {
    const { rows } = await sql<{ id: string; body: string }>`select id, body from notices
      where verdict = 'action' and id > ${last} order by id limit ${sql.lit(BATCH)}`.execute(db);
    for (const { body } of rows) await add(db as unknown as Db, 'act_keys', actKeyRows(JSON.parse(body)));
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}
