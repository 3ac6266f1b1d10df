import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createActChanges } from '../../../src/base/store/act-changes.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import { step } from '../../pipeline/score/building.ts';
import { makeOldest } from './older-database.ts';

test('the log of acts begins with those that were stored before it, in the order in which they became known', async () => {
  const engine = openSqlite(':memory:');
  await makeOldest(engine.db);
  const day = (n: number) => new Date(Date.UTC(2021, 0, 1 + n)).toISOString().slice(0, 10);
  // More than one batch of the upgrade; every 300th was taken back.
  for (let n = 600; n >= 0; n -= 1) {
    const event = {
      ...step(day(n), 'rectify', { id: `e-${n}`, company: 'didi' }),
      ...(n % 300 === 299 && { withdrawnAt: Date.UTC(2025, 0, 1) }),
    };
    await sql`insert into steps (id, company, at, body)
      values (${event.id}, 'didi', ${event.at}, ${JSON.stringify(event)})`.execute(engine.db);
  }
  await migrate(engine.db, 'an older database');
  const lines = await createActChanges(engine).actChanges({ after: 0, limit: 1_000 });
  expect(lines.map((line) => line.position)).toEqual(Array.from({ length: 603 }, (_, n) => n + 1));
  const added = lines.filter((line) => line.change === 'added').map((line) => line.event.id);
  expect(added).toEqual(Array.from({ length: 601 }, (_, n) => `e-${n}`));
  const withdrawn = lines.filter((line) => line.change === 'withdrawn');
  expect(withdrawn.map((line) => [line.event.id, line.at])).toEqual([
    ['e-299', Date.UTC(2025, 0, 1)],
    ['e-599', Date.UTC(2025, 0, 1)],
  ]);
  await engine.close();
});
