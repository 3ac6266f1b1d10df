import { Migrator } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { postgresForTests } from './postgres-server.ts';

/** From here on several versions may run on one PostgreSQL while a fleet is replaced process by process. */
const FIRST = '0003-channels';
const server = await postgresForTests();

if ('reason' in server)
  test(`upgrades of a fleet are not tested on this machine: ${server.reason}`, () => {
    expect(process.env.TOCSIN_REQUIRE_POSTGRES ?? '', 'it is required here').toBe('');
  });
else
  test('a version that still runs finds every table and column as it was, and may leave out what it does not know', async () => {
    const { db, close } = openPostgres(server.url);
    const getMigrations = async () => Object.fromEntries(MIGRATIONS.map((one) => [one.name, one.migration]));
    const migrator = new Migrator({ db, provider: { getMigrations } });
    const columns = async () =>
      new Map(
        (await db.introspection.getTables()).flatMap((table) =>
          table.columns.map((column) => [`${table.name}.${column.name}`, { table: table.name, ...column }]),
        ),
      );
    await migrator.migrateTo(FIRST);
    for (const { name } of MIGRATIONS.slice(MIGRATIONS.findIndex((one) => one.name === FIRST) + 1)) {
      const before = await columns();
      await migrator.migrateTo(name);
      const after = await columns();
      const tables = new Set([...before.values()].map((column) => column.table));
      for (const [place, column] of before) {
        const now = after.get(place);
        expect(now?.dataType, `${name} changes ${place}`).toBe(column.dataType);
        expect(column.isNullable && now?.isNullable === false, `${name} demands ${place}`).toBe(false);
      }
      for (const [place, column] of after) {
        if (before.has(place) || !tables.has(column.table)) continue;
        expect(
          column.isNullable || column.hasDefaultValue,
          `${name} demands ${place} of rows that do not know it`,
        ).toBe(true);
      }
    }
    await close();
    await server.stop();
  });
