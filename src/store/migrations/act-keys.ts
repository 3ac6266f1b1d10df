import { type Kysely, sql } from 'kysely';

interface Censure {
  readonly id: string;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly regulator: { readonly value: string } | null;
  readonly batch: {
    readonly value: { readonly total: number | null; readonly yearly: number | null };
  } | null;
}

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
    for (const { body } of rows)
      for (const [regulator, key, id] of keysOf(JSON.parse(body)))
        await sql`insert into act_keys (regulator, key, notice_id) values (${regulator}, ${key}, ${id})`.execute(
          db,
        );
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}

function keysOf({ id, outlet, published, regulator, batch }: Censure): (readonly [string, string, string])[] {
  if (outlet !== null || regulator === null) return [];
  const { total = null, yearly = null } = batch?.value ?? {};
  const keys = [
    total === null ? [] : `total ${total}`,
    published === null ? [] : `day ${published}`,
    published === null || yearly === null ? [] : `yearly ${yearly} ${published.slice(0, 4)}`,
  ];
  return keys.flat().map((key) => [regulator.value, key, id] as const);
}
