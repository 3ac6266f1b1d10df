import { expect, test } from 'vitest';
import { openPostgres } from '../../../src/base/store/postgres.ts';
import { UPGRADES } from '../../../src/base/store/upgrades.ts';
import { columnsOf, makeOldest } from './older-database.ts';
import { postgresForTests } from './postgres-server.ts';

const server = await postgresForTests();

if ('reason' in server)
  test(`upgrades of a fleet are not tested on this machine: ${server.reason}`, () => {
    expect(process.env.TOCSIN_REQUIRE_POSTGRES ?? '', 'it is required here').toBe('');
  });
else
  test('a version that still runs finds every table and column as it was, and may leave out what it does not know', async () => {
    const { db, close } = openPostgres(server.url);
    await makeOldest(db);
    for (const [name, upgrade] of Object.entries(UPGRADES)) {
      // Within version 0.2, for which all processes are stopped (docs/operate.md).
      if (name === '0031-field-names') {
        await upgrade(db);
        continue;
      }
      const before = await columnsOf(db);
      await upgrade(db);
      const after = await columnsOf(db);
      const tables = new Set([...before.values()].map((column) => column.table));
      for (const [place, column] of before) {
        const now = after.get(place);
        expect(now?.dataType, `${name} changes ${place}`).toBe(column.dataType);
        expect(column.isNullable && now?.isNullable === false, `${name} demands ${place}`).toBe(
          false,
        );
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
