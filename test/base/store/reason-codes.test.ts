import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { openPostgres } from '../../../src/base/store/postgres.ts';
import { toReason } from '../../../src/base/store/rows.ts';
import type { Db } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import type { Reason } from '../../../src/domain/reason.ts';
import { makeOldest } from './older-database.ts';
import { postgresForTests } from './postgres-server.ts';

const server = await postgresForTests();
const closing: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

const engines: [string, () => { readonly db: Db; readonly close: () => Promise<unknown> }][] = [
  ['SQLite', () => openSqlite(':memory:')],
];
if (!('reason' in server)) {
  engines.push(['PostgreSQL', () => openPostgres(server.url)]);
  closing.push(() => server.stop());
}

/** Rows as the version before wrote them. */
async function fill(db: Db): Promise<void> {
  const both = { en: 'MIIT ordered it', zh: '工信部责令整改' };
  const notice = {
    id: 'n',
    verdictBecause: 'a list',
    mentions: [{ roleBecause: 'hit' }],
    doubts: [],
    outlet: null,
    verdict: 'action',
    published: '2021-08-18',
    regulator: { value: 'cn-miit' },
    batch: { value: { total: 17, yearly: 8 } },
    actions: [{ type: 'named', fine: null }],
    deadline: null,
  };
  const mapping = {
    matches: [{ reason: 'same name', candidates: [{ company: 'a', because: 'maybe' }] }],
  };
  const review = {
    id: 'r',
    because: 'two fit',
    candidates: [],
    decision: { because: 'a filing', by: 'ann' },
  };
  const text = (value: unknown) => JSON.stringify(value);
  const bytes = Buffer.from('x');
  await sql`insert into blobs (hash, encoding, size, bytes) values ('h', 'raw', 1, ${bytes})`.execute(
    db,
  );
  await sql`insert into items (id, source, key, version, hash, blob, fetched_at, body)
    values ('i', 's', 'k', 1, 'h', 'h', 1, '{}')`.execute(db);
  await sql`insert into notices (id, item_id, dated_at, detected_at, verdict, saved_at, body, mapping)
    values ('n', 'i', 1, 1, 'action', 1, ${text(notice)}, ${text(mapping)})`.execute(db);
  for (let n = 0; n < 501; n++)
    await sql`insert into scores (company, at, score, body)
      values (${`c${n % 3}`}, ${n}, 1, ${text({ factors: [{ because: both }], flags: ['is unverified'] })})`.execute(
      db,
    );
  await sql`insert into reviews (id, notice_id, created_at, decided_at, body)
    values ('r', 'n', 1, null, ${text(review)})`.execute(db);
  await sql`insert into gaps (source, from_at, to_at, because) values ('s', 1, null, 'http “503”')`.execute(
    db,
  );
  await sql`insert into signals (id, notice_id, company, detected_at, novelty_key, body)
    values ('s', 'n', 'c', 1, 'x', ${text({ factors: [] })})`.execute(db);
  await sql`insert into held (notice_id, signal_id, sink, recipient, stage, at, body)
    values ('n', 's', '', '', 'route', 1, ${text({ stage: 'route', because: 'nobody subscribed' })})`.execute(
    db,
  );
}

describe.each(engines)('reasons stored before they had codes, on %s', (_, open) => {
  test('keep their sentences as parameters of a code, and what a person wrote stays text', async () => {
    const opened = open();
    closing.unshift(opened.close);
    const { db } = opened;
    await makeOldest(db);
    await fill(db);
    await migrate(db, 'an older database');

    const bodies = async (table: string, column = 'body') =>
      (
        await sql<{
          text: string;
        }>`select ${sql.ref(column)} as text from ${sql.table(table)}`.execute(db)
      ).rows.map((row) => JSON.parse(row.text));
    const said = (text: unknown): Reason => ({
      code: 'stored-sentence',
      params: { text: text as string },
    });
    expect(await bodies('notices')).toMatchObject([
      {
        verdictBecause: said('a list'),
        mentions: [{ roleBecause: said('hit') }],
        actions: [{ type: 'named', act: { measure: 'name' } }],
      },
    ]);
    expect(await bodies('notices', 'mapping')).toEqual([
      {
        matches: [
          { reason: said('same name'), candidates: [{ company: 'a', because: said('maybe') }] },
        ],
      },
    ]);
    expect(await bodies('reviews')).toMatchObject([
      { because: said('two fit'), decision: { because: 'a filing' } },
    ]);
    expect(await bodies('suppressed')).toMatchObject([{ because: said('nobody subscribed') }]);
    const scores = await bodies('scores');
    expect(scores).toHaveLength(501);
    expect(scores.every((one) => one.flags[0].params.text === 'is unverified')).toBe(true);
    const [{ because }] = scores[500].factors;
    expect([formatReason(because, 'en'), formatReason(because, 'zh')]).toEqual([
      'MIIT ordered it',
      '工信部责令整改',
    ]);
    const [gap] = await bodies('gaps', 'because');
    expect(formatReason(gap, 'zh')).toBe('http “503”');
    const { rows: keys } =
      await sql`select regulator, key, notice_id from act_keys order by key`.execute(db);
    expect(keys).toEqual(
      ['day 2021-08-18', 'total 17', 'yearly 8 2021'].map((key) => ({
        regulator: 'cn-miit',
        key,
        notice_id: 'n',
      })),
    );
  });
});

test('a sentence that a process of an older version still writes is read as it is', () => {
  expect(formatReason(toReason('busy'), 'zh')).toBe('busy');
  expect(toReason('{"code":"muted","params":{}}')).toEqual({ code: 'muted', params: {} });
  expect(formatReason('as a sentence' as unknown as Reason, 'zh')).toBe('as a sentence');
});
