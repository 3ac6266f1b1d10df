import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { migrate, STEPS } from '../../../src/base/store/migrate.ts';
import { storeOver } from '../../../src/base/store/open.ts';
import { openPostgres } from '../../../src/base/store/postgres.ts';
import type { Engine } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import type { WorkspaceId } from '../../../src/domain/workspace.ts';
import { columnsOf } from './older-database.ts';
import { postgresForTests } from './postgres-server.ts';

/** A database of the program of 27 November 2026, with made-up rows; see its first line. */
const NOVEMBER = readFileSync('test/fixtures/databases/2026-11-27.sql', 'utf8');
/** Acts behind which a database of earlier days stood. */
const SEEN = ['0001', '0002', '0003', '0004', '0005', '0011', '0012'];

const server = await postgresForTests();
const engines: [string, () => Engine, (statement: string) => string][] = [
  ['SQLite', () => openSqlite(':memory:'), (statement) => statement],
];
if (!('reason' in server)) {
  engines.push(['PostgreSQL', () => openPostgres(server.url), asPostgres]);
  afterAll(() => server.stop());
}

/** As the same program spelt it on PostgreSQL. */
function asPostgres(statement: string): string {
  return statement
    .replace(
      '"seq" integer primary key autoincrement',
      '"seq" bigint primary key generated always as identity',
    )
    .replace('"bytes" blob', '"bytes" bytea')
    .replace(
      /^(insert into "items"|insert into "deliveries") (\(.*?\)) values/,
      '$1 $2 overriding system value values',
    )
    .replace(/x'([0-9a-f]*)'/g, "'\\x$1'");
}

async function fill({ db }: Engine, spelt: (statement: string) => string): Promise<void> {
  const statements = NOVEMBER.split('\n').filter((line) => line !== '' && !line.startsWith('--'));
  for (const statement of statements) await sql.raw(spelt(statement)).execute(db);
}

describe.each(engines)('a database of 27 November 2026 on %s', (_, open, spelt) => {
  test('is brought up to this version with everything in it', async () => {
    const engine = open();
    await fill(engine, spelt);
    await migrate(engine.db, 'november');
    const store = storeOver(engine);
    expect(await store.recall('word')).toBe('kept');
    const [subscription] = await store.subscriptions({ active: true });
    expect(subscription!.address.to).toBe('https://hooks.example.org/T0/s3cret');
    const [delivery] = await store.deliveries({ limit: 9 });
    expect(delivery!.id).not.toContain('s3cret');
    expect((await store.alert(delivery!.alert))?.alert.alertReason).toBe('first');
    expect((await store.notice('notice-1' as never))?.id).toBe('notice-1');
    const place = `server:${subscription!.server}` as WorkspaceId;
    expect(await store.workspaceOf(subscription!.address)).toBe(place);
    const sent = await store.sentAlerts({ workspace: place, until: 1e15 as never, limit: 9 });
    expect(sent.map(({ alert }) => alert.id)).toEqual([delivery!.alert]);
    const seen = await sql<{
      name: string;
    }>`select name from kysely_migration order by name`.execute(engine.db);
    expect(seen.rows.map((row) => row.name)).toEqual(STEPS);
    await store.close();
  });
});

test('of an earlier day, too: each first step can be the last one that it has seen', async () => {
  const fresh = openSqlite(':memory:');
  await migrate(fresh.db, 'new');
  const wanted = await columnsOf(fresh.db);
  await fresh.close();
  for (const last of SEEN) {
    const engine = openSqlite(':memory:');
    // What an act makes names it in the fixture's order: everything behind the last one is left out.
    await fill(engine, (statement) =>
      isLater(statement, last) ? 'select 1' : withoutLater(statement, last),
    );
    await migrate(engine.db, `of step ${last}`);
    const columns = await columnsOf(engine.db);
    for (const [place, { dataType }] of wanted)
      expect(columns.get(place)?.dataType, place).toBe(dataType);
    await engine.close();
  }
});

/** Tables and indexes by the act that made them. */
const MADE: readonly (readonly [string, RegExp])[] = [
  ['0002', /"(?:item_names|page_checks|page_checks_due|gaps|gaps_ended)"/],
  ['0003', /"(?:channels|changes|changes_here|votes|votes_at|waiting)"/],
  ['0004', /"(?:items_blob|item_files_blob|blobs_held)"/],
  ['0005', /"(?:leases|leases_holder|runs|turns)"/],
  ['0011', /"(?:troubles|troubles_from|troubles_pending|items_seen)"/],
  ['0012', /"(?:subscriptions_scope|source_states_due|leases_until|waiting_look|parts)"|'0012/],
];

function isLater(statement: string, last: string): boolean {
  const name = /^(?:create (?:table|index)|insert into) ("\w+")/i.exec(statement)?.[1] ?? '';
  const step = /values \('(\d{4})-/.exec(statement)?.[1];
  if (step !== undefined) return step > last;
  return MADE.some(([made, names]) => made > last && names.test(name));
}

const withoutLater = (statement: string, last: string) =>
  last < '0012' ? statement.replace(/, "look_at" bigint default 0 not null/i, '') : statement;
