import { type Kysely, sql } from 'kysely';

/**
 * Ids of deliveries and digests held the address that they go to, and that of a webhook is as good as a password. They are made of
 * the nonce from here on, which is a hash.
 */
export async function opaqueIds(db: Kysely<unknown>): Promise<void> {
  const digests = await sql<{
    id: string;
    nonce: string;
    body: string;
    notice_id: string;
    created_at: number;
  }>`
    select a.id, a.body, a.notice_id, a.created_at, min(d.nonce) as nonce from alerts a
    join deliveries d on d.alert_id = a.id where a.id like 'digest:%:http%'
    group by a.id, a.body, a.notice_id, a.created_at`.execute(db);
  for (const { id, nonce, body, notice_id, created_at } of digests.rows) {
    const opaque = `digest:${id.slice(-10)}:${nonce}`;
    const renamed = JSON.stringify({ ...JSON.parse(body), id: opaque });
    await sql`insert into alerts (id, notice_id, created_at, body) values (${opaque}, ${notice_id}, ${created_at}, ${renamed})`.execute(
      db,
    );
    for (const table of ['alert_signals', 'deliveries', 'votes'])
      await sql`update ${sql.table(table)} set alert_id = ${opaque} where alert_id = ${id}`.execute(db);
    await sql`delete from alerts where id = ${id}`.execute(db);
  }
  await sql`update deliveries set id = alert_id || '@' || sink || ':' || nonce`.execute(db);
}
