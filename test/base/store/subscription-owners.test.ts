import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createChannels } from '../../../src/base/store/channels.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import { aSubscription } from './build.ts';
import { makeOldest } from './older-database.ts';

test('subscriptions of before have their owner in a column after the upgrade, and one that an older process adds later is found too', async () => {
  const engine = openSqlite(':memory:');
  const insert = (n: number, owner: string) => {
    const body = JSON.stringify(aSubscription({ id: `s-${n}`, owner }));
    return sql`insert into subscriptions (id, sink, recipient, scope_kind, scope_id, created_at, body)
      values (${`s-${n}`}, 'fake', ${`${n}`}, 'all', '', ${n}, ${body})`.execute(engine.db);
  };
  await makeOldest(engine.db);
  // More than one batch of the upgrade.
  for (let n = 0; n < 501; n += 1) await insert(n, n % 250 === 0 ? 'set-up' : '555');
  await migrate(engine.db, 'an older database');
  const { rows } = await sql<{ owner: string; n: number }>`
    select owner, count(*) as n from subscriptions group by owner order by owner`.execute(
    engine.db,
  );
  expect(rows).toEqual([
    { owner: '555', n: 498 },
    { owner: 'set-up', n: 3 },
  ]);
  await insert(501, 'set-up');
  await insert(502, '555');
  const found = await createChannels(engine).subscriptions({ owners: ['set-up'], active: true });
  expect(found.map(({ id }) => id)).toEqual(['s-0', 's-250', 's-500', 's-501']);
  await engine.close();
});
