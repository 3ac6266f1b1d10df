import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { INDEXES } from '../../../src/base/store/indexes.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { storeOver } from '../../../src/base/store/open.ts';
import { openPostgres } from '../../../src/base/store/postgres.ts';
import type { Engine } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import { columnsOf, withOldNames } from './older-database.ts';
import { postgresForTests } from './postgres-server.ts';

const server = await postgresForTests();
const engines: [string, () => Engine][] = [['SQLite', () => openSqlite(':memory:')]];
if (!('reason' in server)) {
  engines.push(['PostgreSQL', () => openPostgres(server.url)]);
  afterAll(() => server.stop());
}

const text = (value: unknown) => JSON.stringify(value);
/** Words that look like the stored ones stay as they are inside a text. */
const QUOTE = 'The page said "state":"told" and "why":"already-told".';

/** Rows as the version before wrote them, one in every table that is renamed. */
async function fill({ db }: Engine): Promise<void> {
  const report = { page: 'p', step: 'fine:acme', state: 'told', quote: QUOTE };
  await sql`insert into claims
    (page, step, notice_id, state, company, type, day_at, detected_at, review_id, body)
    values ('p', 'fine:acme', 'n', 'told', 'acme', 'fine', 1, 1, '', ${text(report)}),
      ('p', 'probe:acme', 'n', 'unconfirmed', 'acme', 'probe', 1, 1, '', ${text({ ...report, state: 'unconfirmed' })})`.execute(
    db,
  );
  await sql`insert into troubles (id, source, from_at, revision, body)
    values ('t', 's', 1, 0, ${text({ id: 't' })})`.execute(db);
  await sql`insert into turns (name, next_at) values ('host', 7)`.execute(db);
  const alert = {
    id: 'a',
    notice: null,
    toldBecause: 'first',
    title: QUOTE,
    unconfirmed: [report],
  };
  await sql`insert into alerts (id, created_at, body) values ('a', 1, ${text(alert)})`.execute(db);
  const why = { signal: 'x', address: null, stage: 'novelty', why: 'already-told', because: QUOTE };
  const row = {
    notice_id: 'n',
    signal_id: 'x',
    sink: '',
    recipient: '',
    stage: 'novelty',
    at: 1,
    body: text(why),
  };
  await sql`insert into parts (kind, body) values ('held', ${text({ rows: [row] })})`.execute(db);
}

describe.each(engines)('a database with the names of before, on %s', (_, open) => {
  test('gets those of now, with the same columns and indexes as a new one and all of its rows', async () => {
    const engine = open();
    const { db } = engine;
    await migrate(db, 'new');
    const wanted = await columnsOf(db);
    await withOldNames(db);
    await fill(engine);
    await migrate(db, 'with old names');

    expect(new Map(await columnsOf(db))).toEqual(wanted);
    for (const name of Object.keys(INDEXES))
      await expect(sql`drop index ${sql.ref(name)}`.execute(db), name).resolves.toBeDefined();

    const store = storeOver(engine);
    const page = { limit: 9, offset: 0 };
    const reports = await store.reportedActions({ state: 'alerted', ...page });
    expect(reports.map(({ action }) => action)).toEqual([
      { page: 'p', step: 'fine:acme', state: 'alerted', quote: QUOTE },
    ]);
    expect(await store.reportedActions({ state: 'unconfirmed', ...page })).toHaveLength(1);
    expect(await store.incidents({ limit: 9 })).toEqual([{ id: 't' }]);
    const { rows } = await sql<{
      kind: string;
      body: string;
    }>`select kind, body from parts`.execute(db);
    expect(rows.map(({ kind }) => kind)).toEqual(['suppressed']);
    expect(JSON.parse(JSON.parse(rows[0]!.body).rows[0].body)).toMatchObject({
      why: 'already-alerted',
      because: QUOTE,
    });
    expect((await store.alert('a' as never))?.alert).toMatchObject({
      alertReason: 'first',
      title: QUOTE,
      unconfirmed: [{ state: 'alerted', quote: QUOTE }],
    });
    await store.close();
  });
});
