import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { columnsPage } from '../../../../scripts/columns.ts';
import { type ColumnType, TABLES } from '../../../../src/answers/export/tables.ts';
import { type ExportFormat, linesOf, writeFileOf } from '../../../../src/answers/export/write.ts';
import type { CompanyId } from '../../../../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../../../../src/domain/time.ts';
import { scoreOver, stepsKnown } from '../../../../src/pipeline/standing/knowledge.ts';
import { command } from '../../../support/command.ts';
import { SHORT_LIST } from '../../../support/miit-list.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  world = await startWorld();
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const RANGE = { from: '2021-09-01' as CalendarDate, to: '2021-09-30' as CalendarDate };
const exported = (...args: string[]) => command(['export', ...args], { DATA_DIR: world.folder });
const rowsOf = (table: string, range = RANGE) =>
  TABLES[table]!.rows({ knowledge: world.knowledge, store: world.store }, range);

/** Each file is written once. */
async function fileOf(table: string, format: ExportFormat): Promise<string> {
  const path = join(folder, `${table}.${format}`);
  if (!existsSync(path)) await writeFileOf(path, format, TABLES[table]!.columns, rowsOf(table));
  return path;
}

async function collected(rows: AsyncIterable<object>): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const row of rows) all.push(row as Record<string, unknown>);
  return all;
}

const jsonRows = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const VALUES: Readonly<Record<ColumnType, z.ZodType>> = {
  text: z.string(),
  date: z.iso.date(),
  timestamp: z.iso.datetime(),
  integer: z.int(),
  number: z.number(),
  boolean: z.boolean(),
};

describe.each(Object.keys(TABLES))('export %s', (table) => {
  test('every row has its columns, and every value its type', async () => {
    const rows = jsonRows(await fileOf(table, 'jsonl'));
    expect(rows.length).toBeGreaterThan(0);
    const shape = TABLES[table]!.columns.map(({ name, type, nullable }) => [
      name,
      nullable ? VALUES[type].nullable() : VALUES[type],
    ]);
    for (const row of rows)
      expect(z.strictObject(Object.fromEntries(shape)).parse(row)).toEqual(row);
  });

  test('CSV and Parquet hold the same values', async () => {
    const rows = jsonRows(await fileOf(table, 'jsonl'));
    const csv: Record<string, string>[] = parse(readFileSync(await fileOf(table, 'csv'), 'utf8'), {
      columns: true,
    });
    expect(csv).toEqual(
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])),
      ),
    );
    const file = await asyncBufferFromFile(await fileOf(table, 'parquet'));
    const back = (await parquetReadObjects({ file })).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value instanceof Date ? value.toISOString() : (value ?? null),
        ]),
      ),
    );
    expect(back).toEqual(rows);
  });
});

describe('export as a whole', () => {
  test('a signal of the day is there with its change, and only within the range', async () => {
    const [row] = jsonRows(await fileOf('signals', 'jsonl'));
    expect(row).toMatchObject({ company: 'trip-com', ticker: 'TCOM', level: 2, apps: '携程旅行' });
    expect(
      await collected(rowsOf('signals', { ...RANGE, to: '2021-09-19' as CalendarDate })),
    ).toEqual([]);
  });

  test('scores of a day are those of the look-ups, and know nothing of later days', async () => {
    const rows = jsonRows(await fileOf('scores', 'jsonl')).filter(
      (row) => row.company === 'trip-com',
    );
    const at = Date.parse('2021-09-25T23:59:59+08:00') as Instant;
    const trip = 'trip-com' as CompanyId;
    const events = await stepsKnown(world.knowledge, world.store, trip, at);
    const { score } = scoreOver(world.knowledge, trip, events, at);
    expect(rows.find((row) => row.date === '2021-09-25')!.score).toBe(score);
    const short = await collected(rowsOf('scores', { ...RANGE, to: '2021-09-22' as CalendarDate }));
    expect(short.filter((row) => row.company === 'trip-com')).toEqual(
      rows.filter((row) => String(row.date) <= '2021-09-22'),
    );
  });

  test('the command writes a file and says how many rows, or prints them', async () => {
    const path = join(folder, 'by-command.csv');
    const range = ['--from', RANGE.from, '--to', RANGE.to];
    const { code, err } = await exported('signals', ...range, '--out', path);
    expect([code, err]).toEqual([0, expect.stringMatching(/^1 rows of signals in /)]);
    const { out } = await exported('signals', ...range);
    expect(out).toBe(readFileSync(path, 'utf8'));
  });

  test('a title that begins like a formula is text, a negative number a number', async () => {
    async function* rows() {
      yield { title: '=HYPERLINK("x")', change: -1.5, late: false, none: null };
    }
    const columns = ['title', 'change', 'late', 'none'].map((name) => ({
      name,
      type: 'text' as const,
      nullable: true,
      about: '',
    }));
    let text = '';
    for await (const line of linesOf('csv', columns, rows())) text += line;
    expect(text).toBe(`title,change,late,none\n"'=HYPERLINK(""x"")",-1.5,false,\n`);
  });

  test('a file that could not be finished is not there', async () => {
    async function* rows() {
      yield { date: '2021-01-01' };
      throw new Error('the reader broke');
    }
    const path = join(folder, 'broken.csv');
    await expect(writeFileOf(path, 'csv', TABLES.scores!.columns, rows())).rejects.toThrow(
      'the reader broke',
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([]);
  });

  test.each([
    [['prices'], /'prices' is invalid.*Allowed choices are scores, signals, events, cases/],
    [['scores', '--format', 'xls'], /argument 'xls' is invalid/],
    [['scores', '--from', '1 May'], /--from "1 May" is not a day/],
    [['scores', '--from', '2021-02-01', '--to', '2021-01-01'], /--from lies after --to/],
    [['scores', '--format', 'parquet'], /name a file with --out/],
  ])('%j is refused with one sentence', async (args, sentence) => {
    const { code, err } = await exported(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)]);
  });

  test('a path that cannot be written is the caller’s to mend', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await exported('cases', '--out', join(folder, 'file', 'cases.csv'));
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/cannot be written .* name another file/),
    ]);
  });
});

test('docs/columns.md tells the columns of today', () => {
  expect(readFileSync('docs/columns.md', 'utf8')).toBe(columnsPage());
  for (const [table, { columns }] of Object.entries(TABLES))
    for (const column of columns) expect(column.about, `${table}.${column.name}`).not.toBe('');
});
